"""Phones on their ground, and what must hold once all of them have sent everything."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

from sqlmodel import select

from rahba.clock import World
from rahba.db import Database
from rahba.doctor import examine
from rahba.entries.tables import Entry, EntryRevision, OpReceipt
from rahba.epoch import begin_epoch
from tests.bench.crowd import TOKEN, join_crowd
from tests.bench.ground import lay_ground
from tests.processes.phone import FieldPhone


def settle_crowd(
    database: Database, ports: list[int], count: int, seed: int, rarely: float = 0
) -> list[FieldPhone]:
    """`count` phones of as many animators with a hundred places each; the database is let go."""
    world = World()
    database.transact(lambda session: begin_epoch(session, world))
    ground = lay_ground(database, world)
    joined = join_crowd(database, world, ground)[:count]
    database.dispose()
    return [
        FieldPhone(
            notebook,
            TOKEN.format(person=notebook.caller.person_id),
            ports,
            ground.places[notebook.caller.person_id],
            ground.day.isoformat(),
            random.Random(seed * 1000 + number),
            rarely,
        )
        for number, notebook in enumerate(joined)
    ]


def assert_all_is_there(database: Database, data_dir: Path, phones: list[FieldPhone]) -> None:
    """I1, I2, I3, I6, I11: each op once, to the byte, and answered as it stands."""
    sent = {op_id: op for phone in phones for op_id, op in phone.ops.items()}
    with database.read() as session:
        receipts = {row.op_id: row for row in session.exec(select(OpReceipt))}
        revisions = list(session.exec(select(EntryRevision)))
        entries = {row.id: row.rev for row in session.exec(select(Entry))}
        findings = [found for found in examine(session, data_dir) if found.count]
    assert len(revisions) == len(sent), "I3: an op took effect twice, or not at all"
    assert {row.op_id: row.op for row in revisions} == sent, "I1: other characters"
    digests = {digest for phone in phones for digest in phone.digests()}
    assert {row.digest for row in receipts.values()} == digests, "I6: other digests"
    assert {hashlib.sha256(row.op.encode()).hexdigest() for row in revisions} == digests
    told = {op_id: told for phone in phones for op_id, told in phone.told.items()}
    assert told.keys() == sent.keys(), "I13: something was never answered"
    for op_id, outcome in told.items():
        assert (outcome["code"], outcome["rev"]) == ("applied", receipts[op_id].rev), "I2"
    assert sum(entries.values()) == len(sent), "I7: a revision too many, or too few"
    assert findings == []
