"""One batch while it is decided: the answers, and all that will be written for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlmodel import Session

from rahba.access.callers import PhoneCaller
from rahba.entries import lifecycle, views
from rahba.entries.entry import Revision
from rahba.entries.kinds import KINDS
from rahba.entries.store import EntryWrites, approved_change, own_change
from rahba.journal import Journal
from rahba.sync.decide import Outcome, decide
from rahba.sync.facts import Facts, Receipt
from rahba.sync.op import Op, Refusal
from rahba.sync.protocol import ACCEPTED, REFUSED, WITHOUT_RECEIPT, OpResult
from rahba.sync.receipts import ReceiptWrites
from rahba.types import rfc3339


class Batch:
    """One batch while it is decided, and all that it will write."""

    def __init__(self, caller: PhoneCaller, facts: Facts) -> None:
        self.caller = caller
        self.facts = facts
        self.entries = EntryWrites(caller.market_id)
        self.receipts = ReceiptWrites(caller, facts.now)
        self.journal = Journal(caller.market_id)
        self.views = views.Stale()

    def has_answered(self, op: Op | Refusal) -> bool:
        """Whether these very characters have their answer, which `take` only repeats."""
        receipt = self.facts.receipts.get(op.op_id) if op.op_id else None
        return receipt is not None and receipt.digest == op.digest

    def take(self, index: int, op: Op | Refusal) -> OpResult:
        receipt = self.facts.receipts.get(op.op_id) if op.op_id else None
        if receipt is not None:
            return self._repeat(op, receipt)
        if isinstance(op, Refusal) and op.shut:
            # No receipt: it is taken once the key is there again (VA11).
            return OpResult(op_id=op.op_id, code="retry")
        if isinstance(op, Refusal):
            result = self._refuse_unread(index, op)
        else:
            outcome = decide(op, self.facts)
            self._collect(outcome)
            result = self._result(outcome)
        self._answer(op, result)
        return result

    def release(self, op: Op, by: str, behind: Collection[str] = ()) -> Outcome:
        """Decide an op that has its receipt and was kept; settle it if it can be taken in now.
        `behind`: ops that were kept after it, on the same entry, and don't stand in its way."""
        self.facts.refused.get(op.entry_id, set()).difference_update((op.op_id, *behind))
        outcome = decide(op, self.facts)
        if outcome.code in ACCEPTED:
            self._collect(outcome)
            self.receipts.settle([op.op_id], "released", by, outcome.rev)
        return outcome

    def _repeat(self, op: Op | Refusal, receipt: Receipt) -> OpResult:
        """The first answer again (PU2); other characters under the same id are kept too (PU3)."""
        if op.digest != receipt.digest or receipt.person_id != self.caller.person_id:
            self.receipts.quarantine(op, "op_id_reused", ())
            return OpResult(op_id=op.op_id, code="op_id_reused")
        result = OpResult(
            op_id=op.op_id,
            code=receipt.code,  # type: ignore[typeddict-item]  # a receipt holds nothing else
            received_at=rfc3339(receipt.received_at),
        )
        if receipt.rev is not None:
            result["rev"] = receipt.rev
        result |= receipt.result  # type: ignore[typeddict-item]
        if receipt.settlement is not None:
            result["settlement"] = receipt.settlement
        if receipt.code == "conflict":
            self._show_current(result, op)
        return result

    def _refuse_unread(self, index: int, refusal: Refusal) -> OpResult:
        result = OpResult(op_id=refusal.op_id, code="invalid", errors=list(refusal.errors))
        if refusal.op_id is None:
            result["index"] = index
        elif refusal.entry_id is not None:
            self.facts.note_refusal(refusal.entry_id, refusal.op_id)
        return result

    def _answer(self, op: Op | Refusal, result: OpResult) -> None:
        code = result["code"]
        if code in REFUSED:
            self.receipts.quarantine(op, code, result.get("errors", ()))
            if op.op_id in self.facts.superseded:
                self.receipts.mended.append(op.op_id)
        if op.op_id is None or code in WITHOUT_RECEIPT:
            return
        result["received_at"] = rfc3339(self.facts.now)
        self.receipts.answer(op, result)
        # The same op twice in one batch: the second meets the receipt of the first.
        self.facts.receipts[op.op_id] = Receipt(
            digest=op.digest,
            person_id=self.caller.person_id,
            code=code,
            rev=result.get("rev"),
            result={k: v for k, v in result.items() if k in ("flags", "errors")},
            received_at=self.facts.now,
            settlement=None,
        )

    def _result(self, outcome: Outcome) -> OpResult:
        op = outcome.op
        result = OpResult(op_id=op.op_id, code=outcome.code)
        if outcome.code in ACCEPTED and outcome.rev is not None:
            result["rev"] = outcome.rev
        if outcome.code == "applied" and outcome.after is not None and outcome.after.flags:
            result["flags"] = list(outcome.after.flags)
        if outcome.errors:
            result["errors"] = list(outcome.errors)
        if outcome.behind:
            result["behind"] = list(outcome.behind)
        if outcome.code == "conflict":
            self._show_current(result, op)
        return result

    def _show_current(self, result: OpResult, op: Op | Refusal) -> None:
        """Of one's own entry only: others' look as if they were not there (I17)."""
        entry = self.facts.entries.get(op.entry_id or "")
        if entry is not None and entry.author_id == self.caller.person_id:
            standing = entry.standing
            result["current"] = {"rev": standing.rev, "state": standing.state, "body": entry.body}

    def _collect(self, outcome: Outcome) -> None:
        op, after, rev = outcome.op, outcome.after, outcome.rev
        if after is None or rev is None:
            return
        self.entries.put(outcome.before, after)
        self.entries.revisions.append(
            Revision(after.id, rev, op.op_id, op.text, self.facts.now, outcome.gap)
        )
        self.receipts.settle(
            outcome.superseded, "superseded", f"person:{self.caller.person_id}", rev
        )
        self.journal.add(own_change(after))
        before = outcome.before
        row = lifecycle.feed_row(before.standing if before else None, after.standing)
        if row is not None:
            self.journal.add(approved_change(after, row))
        self.views.note_media(after, op.body)
        if outcome.code == "applied":
            self.views.note(KINDS[after.kind], *_traders(outcome))
            self.views.note_asked(before, after)
            self.views.note_place(after)

    def write(self, session: Session) -> None:
        """Receipts, entries, what follows from them, the journal: one lock order for all (PU13)."""
        self.receipts.write_receipts(session)
        self.entries.write(session)
        self.receipts.write_refusals(session)
        self.views.fold(session, self.caller.market_id, self.journal, self.facts.now)
        for change in self.receipts.changes():
            self.journal.add(change)
        self.journal.write(session, self.facts.now)


def _traders(outcome: Outcome) -> Iterable[str]:
    """Whom the entry spoke of before and speaks of now."""
    entries = (outcome.before, outcome.after)
    return {entry.trader_id for entry in entries if entry and entry.trader_id}
