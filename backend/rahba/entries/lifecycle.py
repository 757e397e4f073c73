"""The states of an entry and what moves it between them (SPEC ST1-ST7). Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

State = Literal["received", "returned", "approved", "rejected", "cancelled"]
DecisionType = Literal[
    "approve", "return", "reject", "reopen", "accept_proposed", "refuse_proposed", "undo"
]
FeedRow = Literal["approved", "corrected", "unapproved", "removed"]

# Flags that tell the reader something and ask nothing of the coach.
INFORMATIONAL = frozenset({"provisional_trader", "not_informed", "medium_erased"})
FLAGGED, SAMPLE, CLEAN = 0, 1, 2
SAMPLE_ONE_IN = 10

_BY_DECISION: dict[str, dict[str, State]] = {
    "approve": {"received": "approved"},
    "return": {"received": "returned"},
    "reject": {"received": "rejected"},
    "reopen": {"approved": "received", "rejected": "received"},
}
_BY_AUTHOR: dict[str, State] = {"revise": "received", "cancel": "cancelled"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands; see `rahba.entries.tables.Entry` for what each field means."""

    state: State
    rev: int
    approved_rev: int | None = None
    proposed_rev: int | None = None
    decided_by: str | None = None

    @property
    def published_rev(self) -> int | None:
        """The revision that programs may see."""
        return self.approved_rev if self.state == "approved" else None

    @property
    def decided_by_person(self) -> bool:
        return self.decided_by is not None and self.decided_by.startswith("person:")


class NotAllowed(Exception):
    """The state does not allow that."""


def first(rev: int) -> Standing:
    return Standing("received", rev)


def after_author(standing: Standing, op_type: str, rev: int, *, locked: bool = False) -> Standing:
    """The author's next revision `rev`, taken in or laid beside what a person decided (ST4), or
    beside what anybody approved of a day that is `locked` (LK3).

    Raises `NotAllowed` for a change of a cancelled entry: its author undid it, and starts anew.
    Taking it back once more is how a phone lets go of a change that came too late.
    """
    if standing.state == "cancelled":
        if op_type == "cancel":
            return replace(standing, rev=rev)
        raise NotAllowed("a cancelled entry stays cancelled")
    by_person = standing.state in ("approved", "rejected") and standing.decided_by_person
    if by_person or (locked and standing.state == "approved"):
        return replace(standing, rev=rev, proposed_rev=rev)
    return Standing(_BY_AUTHOR[op_type], rev)


def after_decision(standing: Standing, decision: str, actor: str, proposed: str) -> Standing:
    """What a decision makes of an entry; `proposed` is the op type of the proposed revision.

    Raises `NotAllowed` if the state, or the lack of a proposal, does not admit it.
    """
    if decision in ("accept_proposed", "refuse_proposed"):
        return _after_proposal(standing, decision, actor, proposed)
    state = _BY_DECISION[decision].get(standing.state)
    if state is None or standing.proposed_rev is not None:
        raise NotAllowed(f"{decision} is not for an entry that is {standing.state}")
    return Standing(
        state,
        standing.rev,
        approved_rev=standing.rev if state == "approved" else None,
        decided_by=actor,
    )


def _after_proposal(standing: Standing, decision: str, actor: str, proposed: str) -> Standing:
    if standing.proposed_rev is None:
        raise NotAllowed("no correction is proposed")
    if decision == "refuse_proposed":
        return replace(standing, proposed_rev=None, decided_by=actor)
    if proposed == "cancel":
        return Standing("cancelled", standing.rev, decided_by=actor)
    return Standing("approved", standing.rev, approved_rev=standing.proposed_rev, decided_by=actor)


@dataclass(frozen=True, slots=True)
class PastReview:
    """A review that was made and not taken back."""

    decision: str
    rev: int
    state_before: str
    state_after: str
    decided_by: str


def before_review(standing: Standing, undone: PastReview, earlier: list[PastReview]) -> Standing:
    """The standing that `undone`, the newest review, was made on; `earlier` oldest first.

    Raises `NotAllowed` if the author or a rule moved the entry on since.
    """
    if (standing.rev, standing.state) != (undone.rev, undone.state_after):
        raise NotAllowed("the entry has moved on since that decision")
    approvals = [r.rev for r in earlier if r.decision in ("approve", "accept_proposed")]
    about_proposal = undone.decision in ("accept_proposed", "refuse_proposed")
    decided = undone.state_before != "received" and earlier
    return Standing(
        undone.state_before,  # type: ignore[arg-type]  # it was a state then
        standing.rev,
        approved_rev=approvals[-1] if undone.state_before == "approved" and approvals else None,
        proposed_rev=undone.rev if about_proposal else None,
        decided_by=earlier[-1].decided_by if decided else None,
    )


def feed_row(before: Standing | None, after: Standing) -> FeedRow | None:
    """What programs are told of the step, if anything (FE1)."""
    was = before.published_rev if before else None
    now = after.published_rev
    if was == now:
        return None
    if now is not None:
        return "approved" if was is None else "corrected"
    return "removed" if after.state in ("cancelled", "rejected") else "unapproved"


def queue_step(standing: Standing, flags: Collection[str], entry_id: str) -> int | None:
    """Where the coach meets the entry, None if there is nothing to decide."""
    if standing.proposed_rev is not None:
        return FLAGGED
    if standing.state != "received":
        return None
    if not INFORMATIONAL.issuperset(flags):
        return FLAGGED
    return SAMPLE if in_sample(entry_id) else CLEAN


def in_sample(entry_id: str) -> bool:
    """One entry in ten, the same ones whoever asks; a phone that picks ids gains nothing."""
    digest = hashlib.sha256(entry_id.encode()).digest()
    return int.from_bytes(digest[:4], "big") % SAMPLE_ONE_IN == 0
