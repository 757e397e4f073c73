"""The invariants of the SPEC, asked after every step: what stood before, what stands now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from itertools import pairwise

from rahba.entries.views import NO_CONSENT
from rahba.sync.protocol import ACCEPTED, REFUSED
from tests.simulation.image import Image, Row
from tests.simulation.phone import Phone

PUBLISHED = frozenset({"approved", "corrected"})
APPROVALS = frozenset({"approve", "accept_proposed"})


def digest(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()


# Of the server alone


def i3_an_op_takes_effect_once(now: Image) -> None:
    taken = [row.op_id for rows in now.revisions.values() for row in rows]
    assert len(taken) == len(set(taken)), "I3: an op stands in two revisions"


def i5_what_was_refused_is_kept(now: Image) -> None:
    kept = {(row.op_id, digest(row.raw)) for row in now.tables["quarantine"]}
    for receipt in now.receipts.values():
        if receipt.code in REFUSED:
            assert (receipt.op_id, receipt.digest) in kept, f"I5: {receipt.code} was not kept"


def i6_one_digest_per_op(now: Image) -> None:
    for rows in now.revisions.values():
        for row in rows:
            assert digest(row.op) == now.receipts[row.op_id].digest, "I6: the text is another"


def i7_revisions_have_no_holes(now: Image) -> None:
    for entry_id, entry in now.entries.items():
        rows = now.revisions[entry_id]
        assert rows, "I7: an entry without a revision"
        assert rows[0].rev == 1 or rows[0].gap, "I7: it begins with an unrecorded gap"
        for older, newer in pairwise(rows):
            assert newer.rev == older.rev + 1 or newer.gap, "I7: an unrecorded gap"
        assert entry.rev == rows[-1].rev, "I7: the entry is not at its newest revision"


def i7_no_update_is_lost(now: Image) -> None:
    """Whoever wrote a revision had seen the one before it."""
    for rows in now.revisions.values():
        for row in rows:
            assert json.loads(row.op)["base_rev"] == row.rev - 1, "I7: written over another"


def i7_what_was_mended_stays_mended(now: Image) -> None:
    """An op that another stands in for never takes effect after it, however late it arrives."""
    for rows in now.revisions.values():
        stood_in_for: set[str] = set()
        for row in rows:
            assert row.op_id not in stood_in_for, "I7: mended, and undone by what it mended"
            stood_in_for.update(json.loads(row.op).get("supersedes", ()))


def i7_an_entry_says_what_its_author_wrote(now: Image) -> None:
    for entry in now.entries.values():
        shown = entry.rev
        if entry.proposed_rev is not None or entry.state in ("approved", "rejected"):
            shown = entry.approved_rev if entry.approved_rev is not None else None
        if shown is not None:
            assert entry.body == now.body_of(entry.id, shown), "I7: the body is not the author's"


def i8_an_approval_binds_one_revision(now: Image) -> None:
    approved = {(r.entry_id, r.rev) for r in now.tables["review"] if r.decision in APPROVALS}
    for entry in now.entries.values():
        assert (entry.state == "approved") == (entry.approved_rev is not None), "I8: half approved"
        if entry.approved_rev is not None:
            assert (entry.id, entry.approved_rev) in approved, "I8: content nobody approved"


def i9_numbers_are_dense(now: Image) -> None:
    last = {row.scope: row.last_seq for row in now.tables["feed_counter"]}
    for scope, rows in now.changes.items():
        assert [row.seq for row in rows] == list(range(1, last[scope] + 1)), "I9: a hole"


def i10_the_feed_adds_up_to_the_approved_set(now: Image) -> None:
    newest = {row.subject_id: row for row in now.changes["approved"]}
    told = {id_: row.rev for id_, row in newest.items() if row.type in PUBLISHED}
    assert told == now.published, "I10: the feed and the approved set differ"


def i11_receipt_effect_and_journal_stand_together(now: Image) -> None:
    effects = {row.op_id: row for rows in now.revisions.values() for row in rows}
    for receipt in now.receipts.values():
        settled = now.settlements.get(receipt.op_id)
        released = settled is not None and settled.outcome == "released"
        accepted = receipt.code in ACCEPTED or released
        assert accepted == (receipt.op_id in effects), "I11: receipt and effect differ"
        if receipt.code in ACCEPTED:
            assert effects[receipt.op_id].rev == receipt.rev, "I11: the receipt names another rev"
    assert effects.keys() <= now.receipts.keys(), "I11: an effect without a receipt"
    told = {(c.scope, c.subject_id, c.rev) for rows in now.changes.values() for c in rows}
    for entry in now.entries.values():
        for row in now.revisions[entry.id]:
            key = (f"person:{entry.author_id}", entry.id, row.rev)
            assert key in told, "I11: a revision that the journal does not tell"


def i17_an_entry_is_its_authors(now: Image) -> None:
    for entry in now.entries.values():
        for row in now.revisions[entry.id]:
            author = json.loads(row.op)["person_id"]
            assert author == entry.author_id == now.receipts[row.op_id].person_id, "I17"


OF_THE_SERVER: tuple[Callable[[Image], None], ...] = (
    i17_an_entry_is_its_authors,
    i3_an_op_takes_effect_once,
    i5_what_was_refused_is_kept,
    i6_one_digest_per_op,
    i7_revisions_have_no_holes,
    i7_no_update_is_lost,
    i7_what_was_mended_stays_mended,
    i7_an_entry_says_what_its_author_wrote,
    i8_an_approval_binds_one_revision,
    i9_numbers_are_dense,
    i10_the_feed_adds_up_to_the_approved_set,
    i11_receipt_effect_and_journal_stand_together,
)


# Of a step of the server


def i4_first_outcomes_stand(before: Image, now: Image) -> None:
    for op_id, receipt in before.receipts.items():
        assert now.receipts.get(op_id) == receipt, "I4: a receipt changed"
    for op_id, settlement in before.settlements.items():
        assert now.settlements.get(op_id) == settlement, "I4: a settlement changed"
    for op_id, settlement in now.settlements.items():
        receipt = now.receipts.get(op_id)
        if receipt is None:
            assert settlement.outcome == "superseded", "I4: a settlement of what never came"
        else:
            assert receipt.code in REFUSED, "I4: a settlement of what was not refused"


def i7_revisions_stay(before: Image, now: Image) -> None:
    for entry_id, rows in before.revisions.items():
        assert now.revisions[entry_id][: len(rows)] == rows, "I7: a revision changed"


def i8_approved_content_changes_by_a_decision(before: Image, now: Image) -> None:
    known = {row.id for row in before.tables["review"]}
    new = [r for r in now.tables["review"] if r.id not in known]
    approved = {(r.entry_id, r.rev) for r in new if r.decision in APPROVALS}
    undone = {r.entry_id for r in new if r.decision == "undo"}  # brings an older approval back
    for entry_id, entry in now.entries.items():
        old = before.entries.get(entry_id)
        if entry.state != "approved" or old is None:
            continue
        if (old.state, old.approved_rev) == ("approved", entry.approved_rev):
            assert old.body == entry.body, "I8: approved content changed"
        else:
            decided = entry_id in undone or (entry_id, entry.approved_rev) in approved
            assert decided, "I8: approved without a decision"


def i9_nothing_appears_behind_a_cursor(before: Image, now: Image) -> None:
    for scope, rows in before.changes.items():
        assert now.changes[scope][: len(rows)] == rows, "I9: the past changed"


def lk1_the_figures_of_a_locked_day_stand(before: Image, now: Image) -> None:
    """But for who withdraws: the law is above a lock."""
    locked = before.locked_days & now.locked_days
    published, still = before.published_on(locked), now.published_on(locked)
    gone = {entry_id for entry_id, _ in published - still}
    assert still <= published, "LK1: a locked day gained what it had not"
    assert all(now.entries[e].decided_by == NO_CONSENT for e in gone), "LK1: a locked day lost"


OF_A_STEP: tuple[Callable[[Image, Image], None], ...] = (
    i4_first_outcomes_stand,
    i7_revisions_stay,
    i8_approved_content_changes_by_a_decision,
    i9_nothing_appears_behind_a_cursor,
    lk1_the_figures_of_a_locked_day_stand,
)


# Of the phones


def missing(texts: Iterable[str], phones: Iterable[Phone], now: Image) -> set[str]:
    """Those of `texts` that are nowhere any more."""
    on_phones = {op.text for phone in phones for op in phone.store.ops.values()}
    return set(texts) - on_phones - now.texts


def i2_what_was_acknowledged_is_there(phone: Phone, now: Image) -> None:
    """Also I15: in a new epoch it holds again as soon as the phone has pushed again."""
    for op in phone.store.ops.values():
        if op.answered and not op.todo and op.status in ("applied", "refused"):
            assert op.text in now.texts, f"I2: a phone believes {op.status}, the server has it not"


def i5_what_was_refused_can_be_seen(phone: Phone, now: Image) -> None:
    for op in phone.store.ops.values():
        receipt = now.receipts.get(op.op_id)
        if receipt is None or not op.answered or receipt.code not in REFUSED:
            continue
        seen = op.status in ("refused", "superseded", "discarded")
        assert seen or op.op_id in now.settlements or op.todo, "I5: the phone hides a refusal"


def i7_chains_have_no_holes(phone: Phone) -> None:
    for entry_id in phone.store.entries:
        waiting = [op for op in phone.live(entry_id) if op.status == "pending" and not op.answered]
        for older, newer in pairwise(waiting):
            assert newer.base_rev == older.base_rev + 1, "I7: a phone chains on nothing"


def same_outcome(receipt: Row, code: str, rev: int | None) -> bool:
    return bool(receipt.code == code and (rev is None or receipt.rev == rev))
