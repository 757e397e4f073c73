"""Push with all checks: twenty phones send a hundred marks each at one moment, over the wire."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, insert, select
from sqlmodel import SQLModel

from rahba.db import Database
from rahba.epoch import begin_epoch
from tests.bench.crowd import join_crowd, rush
from tests.bench.figure import Figure
from tests.bench.ground import lay_ground
from tests.bench.stage import WORKERS, serving, stages

ROUNDS = 8  # the best counts: others use this machine too
WRITTEN = ("entry", "entry_revision", "op_receipt", "change")
BUDGET = {"sqlite": 5_000, "postgresql": 4_000}  # entries/s
ANSWERED_WITHIN = 1.5  # s
BATCH = 100


def figures(kind: str) -> Iterator[Figure]:
    with stages(kind, 2) as (stage, bare):
        stage.database.transact(lambda session: begin_epoch(session, stage.world))
        ground = lay_ground(stage.database, stage.world)
        with serving(stage) as urls:
            phones = join_crowd(stage.database, stage.world, ground)
            rounds = [rush(phones, ground, urls) for _ in range(ROUNDS)]
        best = min(rounds, key=lambda one: one.seconds)
        sent = sum(len(places) for places in ground.places.values())
        raw = _seconds_of_bare_inserts(stage.database, bare.database, sent)
    processes = "1 process" if WORKERS[kind] == 1 else f"{WORKERS[kind]} processes"
    yield Figure(
        f"push, 20 phones × 100 marks at once, {processes}",
        sent / best.seconds,
        "entries/s",
        BUDGET[kind],
        at_least=True,
    )
    yield Figure("push, the last of them is answered after", best.seconds, "s", ANSWERED_WITHIN)
    yield Figure("push, told to come back, in all rounds", sum(r.busy for r in rounds), "times")
    yield Figure("push, time ÷ bare insert of the same rows", best.seconds / raw, "×")


def _seconds_of_bare_inserts(database: Database, bare: Database, entries: int) -> float:
    """Seconds for the rows of one rush with nothing but the database, a batch a commit; the best of
    all rushes."""
    tables = SQLModel.metadata.tables
    rows = {name: _rows(database, tables[name]) for name in WRITTEN}
    with bare.writer.begin() as connection:
        connection.execute(insert(tables["market"]), _rows(database, tables["market"]))
    taken = []
    for start in range(0, len(rows["entry"]), entries):
        began = time.perf_counter()
        for at in range(start, start + entries, BATCH):
            with bare.writer.begin() as connection:
                for name, written in rows.items():
                    connection.execute(insert(tables[name]), written[at : at + BATCH])
        taken.append(time.perf_counter() - began)
    return min(taken)


def _rows(database: Database, table: Table) -> list[dict[str, Any]]:
    with database.read() as session:
        return [dict(row) for row in session.execute(select(table)).mappings()]
