"""Policies: what is clean when its day was closed is approved without anybody reading it (ST5).

A policy never decides what carries a flag that asks for something, and leaves one in ten for the
coach to read. It decides in transactions of its own, a few hundred entries each.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session

from rahba.clock import World
from rahba.db import Database
from rahba.entries.decisions import REVIEW, Decided, Decision, decide_many
from rahba.entries.kinds import KINDS
from rahba.entries.lifecycle import CLEAN
from rahba.entries.store import ENTRY, read_entry_where

CHUNK = 500
POLICIES = frozenset(f"policy:{kind.policy}" for kind in KINDS.values() if kind.policy is not None)


def run_policies(database: Database, market_id: str, day: date, world: World) -> int:
    """Approve what is clean of a closed day; how many. Running it again does what is left."""
    approved = 0
    for kind in KINDS.values():
        if kind.policy is not None:
            approved += _run(database, market_id, day, kind.name, kind.policy, world)
    return approved


def _run(
    database: Database, market_id: str, day: date, kind: str, policy: str, world: World
) -> int:
    def chunk(session: Session) -> int:
        clean = read_entry_where(
            session,
            market_id,
            ENTRY.c.queue_step == CLEAN,
            ENTRY.c.souk_date == day,
            ENTRY.c.kind == kind,
            ~_was_decided(),
            limit=CHUNK,
        )
        decisions = [
            Decision(_decision_id(entry.id, entry.standing.rev, policy), entry.id, "approve",
                     entry.standing.rev)
            for entry in clean
        ]  # fmt: skip
        answers = decide_many(session, market_id, f"policy:{policy}", decisions, world)
        return sum(isinstance(answer, Decided) for answer in answers)

    approved = 0
    while found := database.transact(chunk):
        approved += found
    return approved


def _was_decided() -> ColumnElement[bool]:
    """Somebody has said a word on this revision. What a coach reopened is the coach's."""
    said = REVIEW.c
    return exists().where(
        said.market_id == ENTRY.c.market_id,
        said.entry_id == ENTRY.c.id,
        said.rev == ENTRY.c.rev,
    )


def _decision_id(entry_id: str, rev: int, policy: str) -> str:
    """One decision per revision, whoever runs the policy twice."""
    return str(uuid5(UUID(entry_id), f"{policy} {rev}"))
