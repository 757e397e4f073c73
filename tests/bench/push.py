"""Push with all checks: twenty phones send a hundred presences each, all at the same moment."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import Table, insert, select
from sqlmodel import SQLModel

from rahba.clock import World
from rahba.db import Database
from rahba.errors import Busy
from rahba.sync.protocol import PushRequest
from rahba.sync.push import push
from tests.bench.figure import Figure
from tests.bench.ground import Ground, lay_ground
from tests.recording import Notebook, open_notebook

ROUNDS = 5
WRITTEN = ("entry", "entry_revision", "op_receipt", "change")
BUDGET = {"sqlite": 5_000, "postgresql": 4_000}  # entries/s
ANSWERED_WITHIN = 1.5  # s


def figures(database: Database, raw: Database, world: World) -> Iterator[Figure]:
    """`raw` is an empty database of the same kind, for the same rows without any rule."""
    ground = lay_ground(database, world)
    phones = [open_notebook(database, world, ground.market, person) for person in ground.places]
    rounds = [_push_at_once(phones, ground) for _ in range(ROUNDS)]
    sent = sum(len(places) for places in ground.places.values())
    kind = database.writer.dialect.name
    seconds = statistics.median(whole for whole, _ in rounds)
    slowest = statistics.median(last for _, last in rounds)
    yield Figure(
        "push, 20 phones at once", sent / seconds, "entries/s", BUDGET[kind], at_least=True
    )
    yield Figure("push, the last phone is answered after", slowest, "s", ANSWERED_WITHIN)
    bare = _insert_bare(database, raw, ROUNDS * sent)
    yield Figure("push, time ÷ bare insert of the same rows", seconds / (bare / ROUNDS), "×")


def _push_at_once(phones: list[Notebook], ground: Ground) -> tuple[float, float]:
    """Seconds until all are taken in, and until the slowest phone had its answer."""
    requests = [
        phone.request([phone.mark(place) for place in ground.places[phone.caller.person_id]])
        for phone in phones
    ]
    started = time.perf_counter()
    with ThreadPoolExecutor(len(phones)) as pool:
        answered = list(pool.map(_send, phones, requests))
    return time.perf_counter() - started, max(answered) - started


def _send(phone: Notebook, request: PushRequest) -> float:
    """When the answer came; as a phone does, it comes back after being told "busy"."""
    while True:
        try:
            answer = push(phone.database, phone.caller, request, phone.world)
        except Busy:
            time.sleep(random.uniform(0, 0.1))
            continue
        assert {result["code"] for result in answer["results"]} == {"applied"}
        return time.perf_counter()


def _insert_bare(database: Database, raw: Database, entries: int) -> float:
    """Seconds that the same rows take with nothing but the database, a hundred entries a commit."""
    tables = SQLModel.metadata.tables
    rows = {name: _rows(database, tables[name]) for name in WRITTEN}
    assert len(rows["entry"]) == entries
    with raw.writer.begin() as connection:
        connection.execute(insert(tables["market"]), _rows(database, tables["market"]))
    started = time.perf_counter()
    for at in range(0, entries, 100):
        with raw.writer.begin() as connection:
            for name, written in rows.items():
                if some := written[at : at + 100]:
                    connection.execute(insert(tables[name]), some)
    return time.perf_counter() - started


def _rows(database: Database, table: Table) -> list[dict[str, Any]]:
    with database.read() as session:
        return [dict(row) for row in session.execute(select(table)).mappings()]
