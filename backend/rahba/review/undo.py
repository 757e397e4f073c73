"""Taking back many decisions at once: a bulk, or what a closing decided (SPEC ST7, ST8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID, uuid5

from sqlmodel import Session, col, select

from rahba.access.callers import DeskCaller
from rahba.clock import World
from rahba.db import Database
from rahba.entries.decisions import Decided, NotDecided
from rahba.entries.tables import Entry, Review
from rahba.entries.undoing import Undo, undo_many
from rahba.review.locking import refuse_locked
from rahba.review.policy import POLICIES

CHUNK = 500  # reviews in one transaction: phones wait for the writer


def undo_reviews(
    database: Database, coach: DeskCaller, review_ids: Sequence[str], decision_id: str, world: World
) -> list[Decided | NotDecided]:
    """One answer each, in order. What one request names under one `decision_id` is taken back
    once, however often it is sent."""
    undos = [Undo(str(uuid5(UUID(decision_id), review)), review) for review in review_ids]
    answers: list[Decided | NotDecided] = []
    for start in range(0, len(undos), CHUNK):
        work = partial(
            undo_many,
            market_id=coach.market_id,
            actor=coach.actor,
            undos=undos[start : start + CHUNK],
            world=world,
        )
        answers += database.transact(work)
    return answers


def undo_policies(
    database: Database, coach: DeskCaller, day: date, decision_id: str, world: World
) -> int:
    """Take back what the policies approved of `day`; how many. What a person has decided since
    stays, and the policies don't decide any of it again (ST5). Raises `Conflict` (`day_locked`)."""
    with database.read() as session:
        refuse_locked(session, coach.market_id, day)
        reviews = _approved_by_policy(session, coach.market_id, day)
    answers = undo_reviews(database, coach, reviews, decision_id, world)
    return sum(isinstance(answer, Decided) for answer in answers)


def _approved_by_policy(session: Session, market_id: str, day: date) -> list[str]:
    query = (
        select(Review.id)
        .join(
            Entry,
            (col(Entry.market_id) == col(Review.market_id))
            & (col(Entry.id) == col(Review.entry_id)),
        )
        .where(
            Review.market_id == market_id,
            col(Review.decided_by).in_(POLICIES),
            col(Review.undone_by).is_(None),
            Review.decision == "approve",
            Entry.souk_date == day,
            Entry.state == "approved",
        )
    )
    return list(session.exec(query.order_by(Review.id)))
