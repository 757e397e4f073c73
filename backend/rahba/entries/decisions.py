"""What a coach or a policy decides of entries, one or many at a time (SPEC ST2, ST3, ST7).

A decision names the revision that was seen. If that is no longer the entry, or the entry was
decided meanwhile, nothing changes and the answer says by whom. A decision's id makes it
idempotent: sent again, it gets its first answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from sqlalchemy import Table, insert
from sqlmodel import Session, SQLModel, col, select

from rahba.access import audit
from rahba.catalog.calendar import locked_dates
from rahba.catalog.roster import imported, merged_away
from rahba.clock import World
from rahba.entries import lifecycle
from rahba.entries.at_desk import desk_op, set_unknown_in
from rahba.entries.entry import Entry, Revision, body_at, op_type
from rahba.entries.kinds import KINDS
from rahba.entries.store import (
    EntryWrites,
    approved_change,
    own_change,
    read_entries,
    revision_texts,
    with_body,
)
from rahba.entries.tables import Review
from rahba.entries.views import Stale
from rahba.epoch import current_epoch
from rahba.journal import Journal

REVIEW: Table = SQLModel.metadata.tables["review"]
# Decisions after which the body may be that of another revision than before.
OTHER_BODY = frozenset({"accept_proposed", "reopen", "undo"})
# The one decision that a locked day admits: it moves nothing into or out of the figures (LK1).
ON_A_LOCKED_DAY = "return"


@dataclass(frozen=True, slots=True)
class Decision:
    """`rev` is the revision that was seen; `comments` are `[{"path", "text", "phrase"?, "way"?}]`.
    `body`: what the entry says from now on, as a revision of who decides (SPEC SV9)."""

    id: str
    entry_id: str
    decision: str
    rev: int
    reason: str = ""
    comments: Sequence[dict[str, Any]] = ()
    body: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    review_id: str
    entry_id: str
    state: str
    rev: int


@dataclass(frozen=True, slots=True)
class NotDecided:
    """`entry` is what stands instead, if there is an entry at all."""

    entry_id: str
    code: Literal["decided_meanwhile", "not_found", "not_allowed", "day_locked"]
    entry: Entry | None = None


def decide_many(
    session: Session, market_id: str, actor: str, decisions: Sequence[Decision], world: World
) -> list[Decided | NotDecided]:
    """Decide each; what cannot be is answered and stops no other. `actor`: "person:<id>" or
    "policy:<name>". Run it inside a transaction."""
    return Deciding(session, market_id, actor, decisions, world).run(decisions)


class Deciding:
    """One transaction's decisions: what was read for them, and what will be written."""

    def __init__(
        self,
        session: Session,
        market_id: str,
        actor: str,
        decisions: Sequence[Decision],
        world: World,
    ) -> None:
        self.session, self.market_id, self.actor = session, market_id, actor
        self.world, self.now = world, world.now()
        ids = {decision.entry_id for decision in decisions}
        self.entries = read_entries(session, market_id, ids, lock=True)
        dates = {entry.souk_date for entry in self.entries.values()}
        self.locked = locked_dates(session, market_id, dates)
        self.made = self._read_made(decisions)
        others = {d.entry_id for d in decisions if d.decision in OTHER_BODY}
        self.ops = revision_texts(session, market_id, others) if others else {}
        self.writes = EntryWrites(market_id)
        self.reviews: list[dict[str, Any]] = []
        self.journal = Journal(market_id)
        self.stale = Stale()

    def run(self, decisions: Sequence[Decision]) -> list[Decided | NotDecided]:
        answers = [self._decide(decision) for decision in decisions]
        self.write()
        return answers

    def _decide(self, decision: Decision) -> Decided | NotDecided:
        made = self.made.get(decision.id)
        if made is not None:
            return self._repeat(decision, made)
        entry = self.entries.get(decision.entry_id)
        if entry is None:
            return NotDecided(decision.entry_id, "not_found")
        if self.stops(entry, decision.decision):
            return NotDecided(entry.id, "day_locked", entry)
        if entry.standing.rev != decision.rev:
            return NotDecided(entry.id, "decided_meanwhile", entry)
        try:
            standing = lifecycle.after_decision(
                seen_by(entry, decision),
                decision.decision,
                self.actor,
                op_type(entry, entry.standing.proposed_rev, self.ops),
            )
        except lifecycle.NotAllowed:
            code = "decided_meanwhile" if entry.standing.decided_by else "not_allowed"
            return NotDecided(entry.id, code, entry)  # type: ignore[arg-type]  # one of the two
        return self.move(entry, standing, decision)

    def _repeat(self, decision: Decision, made: Decided) -> Decided | NotDecided:
        if made.entry_id == decision.entry_id:
            return made
        return NotDecided(decision.entry_id, "not_allowed", self.entries.get(decision.entry_id))

    def stops(self, entry: Entry, decision: str) -> bool:
        """Whether the day of `entry` is locked against `decision`."""
        return entry.souk_date in self.locked and decision != ON_A_LOCKED_DAY

    def move(self, entry: Entry, standing: lifecycle.Standing, decision: Decision) -> Decided:
        """Let `entry` stand otherwise from now on, by `decision`."""
        body = entry.body
        if decision.body is not None:
            body = decision.body
        elif decision.decision in OTHER_BODY:
            rev = standing.published_rev or standing.rev
            body = entry.body if rev == entry.standing.approved_rev else self.body_at(entry, rev)
        after = replace(entry, standing=standing, decided_at=self.now)
        if body is not entry.body:
            after = with_body(after, body)
        self.entries[entry.id] = after
        self.writes.put(entry, after)
        if decision.body is not None:
            self._revise(entry, after, decision)
        self.stale.note(KINDS[entry.kind], *{e.trader_id for e in (entry, after) if e.trader_id})
        self.stale.note_asked(entry, after)
        self.stale.note_place(after)
        self.reviews.append(self._review_row(entry, after, decision))
        self.journal.add(own_change(after))
        row = lifecycle.feed_row(entry.standing, standing)
        if row is not None:
            self.journal.add(approved_change(after, self._told(after, row)))
        decided = Decided(decision.id, entry.id, standing.state, standing.rev)
        self.made[decision.id] = decided
        return decided

    def _revise(self, before: Entry, after: Entry, decision: Decision) -> None:
        """Beside the author's ops, which stay as they came; it goes by the id of its decision."""
        text = desk_op(
            after,
            self.market_id,
            op_id=decision.id,
            person_id=self.actor.partition(":")[2],
            base_rev=before.standing.rev,
            epoch=current_epoch(self.session),
            at=self.now,
        )
        revision = Revision(after.id, after.standing.rev, decision.id, text, self.now)
        self.writes.revisions.append(revision)

    @cached_property
    def _merged(self) -> frozenset[str]:
        return merged_away(self.session, self.market_id)

    def _told(self, entry: Entry, row: str) -> str:
        """A registration of somebody merged away stays out of what programs hold, as long as the
        merge stands."""
        registers = "roster" in KINDS[entry.kind].views and row in ("approved", "corrected")
        if registers and entry.trader_id in self._merged:
            return "merged"
        return row

    def _review_row(self, before: Entry, after: Entry, decision: Decision) -> dict[str, Any]:
        return {
            "market_id": self.market_id,
            "id": decision.id,
            "entry_id": before.id,
            "rev": after.standing.rev,
            "decision": decision.decision,
            "state_before": before.standing.state,
            "state_after": after.standing.state,
            "decided_by": self.actor,
            "decided_at": self.now,
            "reason": decision.reason,
            "comments": list(decision.comments),
            "undone_by": None,
        }

    def write(self) -> None:
        """All that was decided, and what follows from it."""
        self.writes.write(self.session)
        if self.reviews:
            self.session.connection().execute(insert(REVIEW), self.reviews)
        if self.actor.startswith("person:"):
            self._audit(self.reviews)
        self.stale.fold(self.session, self.market_id, self.journal, self.now)
        self.journal.write(self.session, self.now)

    def _audit(self, reviews: Iterable[dict[str, Any]]) -> None:
        for review in reviews:
            audit.record(
                self.session,
                self.market_id,
                self.actor,
                f"review.{review['decision']}",
                review["entry_id"],
                _told_to_audit(review),
                self.world,
            )
        self.session.flush()

    def body_at(self, entry: Entry, rev: int) -> dict[str, Any]:
        """Of an op as it came, which may name somebody whom nobody had asked (IM6)."""
        body = body_at(entry, rev, self.ops)
        return KINDS[entry.kind].without_the_uninformed(body, self._imported.__contains__)

    @cached_property
    def _imported(self) -> frozenset[str]:
        return imported(self.session, self.market_id)

    def _read_made(self, decisions: Iterable[Decision]) -> dict[str, Decided]:
        """Decisions that were made already, under the same ids."""
        query = select(Review).where(
            Review.market_id == self.market_id, col(Review.id).in_([d.id for d in decisions])
        )
        return {
            review.id: Decided(review.id, review.entry_id, review.state_after, review.rev)
            for review in self.session.exec(query)
        }


def seen_by(entry: Entry, decision: Decision) -> lifecycle.Standing:
    """What the decision is about: the entry as it stands, or with the revision that it brings."""
    standing = entry.standing
    return standing if decision.body is None else replace(standing, rev=standing.rev + 1)


def _told_to_audit(review: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set_unknown_in(review["comments"])
    told = {"rev": review["rev"], "review_id": review["id"]}
    return told | {"unknown": unknown} if unknown else told
