"""Years of marks, laid into the tables by SQL: taking them in is measured elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, MetaData, Table, Text, bindparam, insert
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from rahba.db import Database
from rahba.entries.lifecycle import CLEAN, FLAGGED, SAMPLE
from rahba.journal import APPROVED
from rahba.types import Id, Json, UtcTimestamp
from tests.bench.ground import Ground

LOADING = ("cache_size=-400000", "synchronous=OFF", "foreign_keys=OFF")
# Places and souk days by number, so that an entry finds its own by the number it has.
NUMBERED = MetaData()
PLACES = Table(
    "place_of",
    NUMBERED,
    Column("n", Integer, primary_key=True),
    Column("stall", Id),
    Column("person", Id),
    Column("body", Json),
    Column("op", Text),
    prefixes=["TEMPORARY"],
)
DAYS = Table(
    "day_of",
    NUMBERED,
    Column("n", Integer, primary_key=True),
    Column("day", Date),
    Column("at", UtcTimestamp),
    prefixes=["TEMPORARY"],
)
MADE = """
    CREATE TEMPORARY TABLE made AS
    WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < {count})
    SELECT i, {random_id} AS id, i % {places} AS place, (i - 1) * {days} / {count} AS day
    FROM number
"""
FILLED = ("entry", "entry_revision", "change")
RANDOM_ID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
SOURCE = "FROM made JOIN place_of p ON p.n = made.place JOIN day_of d ON d.n = made.day"
ENTRIES = f"""
    INSERT INTO entry (
        market_id, id, kind, schema_version, author_id, device_id, souk_date, rev, state, body,
        flags, stall_id, recorded_at, received_at, decided_by, decided_at, approved_rev, queue_step
    ) SELECT
        :market, made.id, 'presence', 1, p.person, p.person, d.day, 1,
        CASE WHEN d.day = :today THEN 'received' ELSE 'approved' END, p.body,
        '[]', p.stall, d.at, d.at, CASE WHEN d.day < :today THEN 'policy:clean_presence' END,
        CASE WHEN d.day < :today THEN d.at END, CASE WHEN d.day < :today THEN 1 END,
        CASE WHEN d.day = :today THEN
            CASE made.i % 20 WHEN 0 THEN {FLAGGED} WHEN 1 THEN {SAMPLE} ELSE {CLEAN} END
        END
    {SOURCE}
"""
REVISIONS = f"""
    INSERT INTO entry_revision (market_id, entry_id, rev, op_id, op, received_at, gap)
    SELECT :market, made.id, 1, made.id, p.op, d.at, false {SOURCE}
"""
CHANGES = f"""
    INSERT INTO change (market_id, scope, seq, type, subject_id, kind, souk_date, rev, at)
    SELECT :market, '{APPROVED}', made.i, 'approved', made.id, 'presence', d.day, 1, d.at
    {SOURCE} WHERE d.day < :today
"""


def archive(database: Database, ground: Ground, count: int) -> None:
    """So many marks, spread evenly over the days of the ground: approved and in the feed, but for
    those of today, which wait."""
    if database.is_sqlite:
        alone = database.writer.raw_connection()  # a pool of one: the next has the same settings
        for pragma in LOADING:
            alone.cursor().execute(f"PRAGMA {pragma}")
        alone.close()
    with database.writer.begin() as connection:
        _without_indexes(connection, lambda: _load(connection, ground, count))
    database.writer.dispose()  # and with it the settings for loading
    if not database.is_sqlite:
        with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as admin:
            admin.exec_driver_sql("ANALYZE")  # a server in use does so by itself


def _without_indexes(connection: Connection, load: Callable[[], None]) -> None:
    """An index is built faster than it is kept."""
    indexes = [index for name in FILLED for index in SQLModel.metadata.tables[name].indexes]
    for index in indexes:
        index.drop(connection)
    load()
    for index in indexes:
        index.create(connection)


def _load(connection: Connection, ground: Ground, count: int) -> None:
    NUMBERED.create_all(connection)
    places = [(person, stall) for person, stalls in ground.places.items() for stall in stalls]
    connection.execute(insert(PLACES), [_place(n, *place) for n, place in enumerate(places)])
    noons = [datetime.combine(day, time(12), UTC) for day in ground.days]
    connection.execute(
        insert(DAYS), [{"n": n, "day": noon.date(), "at": noon} for n, noon in enumerate(noons)]
    )
    made = MADE.format(
        count=count,
        places=len(places),
        days=len(ground.days),
        random_id=RANDOM_ID[connection.dialect.name],
    )
    connection.execute(sql(made))
    known = {"market": ground.market.id, "today": ground.day}
    for statement in (ENTRIES, REVISIONS, CHANGES):
        typed = sql(statement).bindparams(bindparam("market", type_=Id))
        if ":today" in statement:
            typed = typed.bindparams(bindparam("today", type_=Date))
        named = {name: value for name, value in known.items() if f":{name}" in statement}
        connection.execute(typed, named)
    connection.execute(sql("DROP TABLE made"))
    NUMBERED.drop_all(connection)


def _place(n: int, person: str, stall: str) -> dict[str, Any]:
    body = {"stall_id": stall, "status": "present" if n % 7 else "absent"}
    op = {"type": "create", "recorded_at": "2026-11-27T08:15:30Z", "body": body}
    return {"n": n, "stall": stall, "person": person, "body": body, "op": json.dumps(op)}
