"""Taking decisions back, one or many at a time (SPEC ST7).

An undo is a decision of its own. It takes back only the newest one on its entry, and nothing that
follows from a consent or a registration: only changing that takes it back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from rahba.clock import World
from rahba.entries import lifecycle
from rahba.entries.at_desk import set_unknown_in
from rahba.entries.decisions import (
    REVIEW,
    Decided,
    Deciding,
    Decision,
    NotDecided,
    seen_by,
)
from rahba.entries.lifecycle import PastReview
from rahba.entries.tables import Review
from rahba.entries.views import NO_CONSENT, NO_TRADER


@dataclass(frozen=True, slots=True)
class Undo:
    """`id` becomes the id of the undo, and makes it idempotent."""

    id: str
    review_id: str


def undo_many(
    session: Session, market_id: str, actor: str, undos: Sequence[Undo], world: World
) -> list[Decided | NotDecided]:
    """Take each review back; what cannot be is answered and stops no other. Of an unknown review
    the answer carries the review's id. Run it inside a transaction."""
    reviews = _read_reviews(session, market_id, [undo.review_id for undo in undos])
    decisions = {
        undo.id: Decision(undo.id, review.entry_id, "undo", review.rev)
        for undo in undos
        if (review := reviews.get(undo.review_id))
    }
    deciding = Deciding(session, market_id, actor, list(decisions.values()), world)
    past = _standing_reviews(session, market_id, deciding.entries)
    taken: list[Undo] = []
    answers: list[Decided | NotDecided] = []
    for undo in undos:
        decision = decisions.get(undo.id)
        if decision is None:
            answers.append(NotDecided(undo.review_id, "not_found"))
            continue
        earlier = past[decision.entry_id]
        known = decision.id in deciding.made
        answer = _undo(deciding, decision, undo.review_id, earlier)
        if isinstance(answer, Decided) and not known:
            earlier.pop()
            taken.append(undo)
        answers.append(answer)
    deciding.write()
    _mark_undone(session, market_id, taken)
    return answers


def _undo(
    deciding: Deciding, decision: Decision, review_id: str, past: list[Review]
) -> Decided | NotDecided:
    if decision.id in deciding.made:
        return deciding.made[decision.id]
    entry = deciding.entries[decision.entry_id]
    if deciding.stops(entry, decision.decision):
        return NotDecided(entry.id, "day_locked", entry)
    if not past or past[-1].id != review_id or _is_a_consequence(past[-1]):
        return NotDecided(entry.id, "decided_meanwhile", entry)
    facts = [_past(review) for review in past]
    try:
        standing = lifecycle.before_review(entry.standing, facts[-1], facts[:-1])
    except lifecycle.NotAllowed:
        return NotDecided(entry.id, "decided_meanwhile", entry)
    if set_unknown_in(past[-1].comments):
        # Revisions only grow (I7): the author's words come back as one more.
        decision = replace(decision, body=deciding.body_at(entry, past[-1].rev - 1))
        standing = replace(standing, rev=seen_by(entry, decision).rev)
    return deciding.move(entry, standing, decision)


def _read_reviews(session: Session, market_id: str, ids: Collection[str]) -> dict[str, Review]:
    query = select(Review).where(Review.market_id == market_id, col(Review.id).in_(ids))
    return {review.id: review for review in session.exec(query)}


def _standing_reviews(
    session: Session, market_id: str, entry_ids: Iterable[str]
) -> dict[str, list[Review]]:
    """By entry, oldest first, without what was taken back and the taking back."""
    query = select(Review).where(
        Review.market_id == market_id,
        col(Review.entry_id).in_(list(entry_ids)),
        col(Review.undone_by).is_(None),
        Review.decision != "undo",
    )
    found: dict[str, list[Review]] = defaultdict(list)
    for review in session.exec(query.order_by(col(Review.decided_at), col(Review.id))):
        found[review.entry_id].append(review)
    return found


def _mark_undone(session: Session, market_id: str, taken: Sequence[Undo]) -> None:
    if taken:
        session.connection().execute(
            update(REVIEW)
            .where(REVIEW.c.market_id == market_id, REVIEW.c.id == bindparam("review"))
            .values(undone_by=bindparam("undo")),
            [{"review": undo.review_id, "undo": undo.id} for undo in taken],
        )


def _is_a_consequence(review: Review) -> bool:
    return review.decided_by in (NO_CONSENT, NO_TRADER)


def _past(review: Review) -> PastReview:
    return PastReview(
        review.decision, review.rev, review.state_before, review.state_after, review.decided_by
    )
