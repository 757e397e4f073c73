"""Ops that a phone sends again, sealed since their day was over (VA11)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rahba.access.recovery_key import public_key
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import EntryRevision, OpReceipt, Quarantine
from rahba.epoch import begin_epoch
from rahba.sync.op import Op
from rahba.sync.sealed import parse_ops
from tests.making import SECRET, MadeMarket
from tests.recording import Notebook, entry_id_of, op_id_of
from tests.sealing import seal_op
from tests.sync.pushing import rows

VECTOR = json.loads((Path(__file__).parents[1] / "vectors" / "sealed_op.json").read_text("utf-8"))
RECOVERY_KEY = public_key(SECRET)
ANOTHER_KEY = public_key(b"y" * 32)


@pytest.fixture
def mark(notebook: Notebook, market: MadeMarket) -> str:
    return notebook.mark(market.stalls["grains"][0])


def test_VA11_what_no_key_of_the_server_opens_waits_without_a_receipt_and_stops_no_other(
    notebook: Notebook, market: MadeMarket, mark: str, database: Database
) -> None:
    shut = seal_op(ANOTHER_KEY, mark)
    other = notebook.mark(market.stalls["grains"][1])
    first, second = notebook.push(shut, other)
    assert first == {"op_id": op_id_of(mark), "code": "retry"}
    assert second["code"] == "applied"
    assert [receipt.op_id for receipt in rows(database, OpReceipt)] == [op_id_of(other)]
    assert rows(database, Quarantine) == []
    assert notebook.push_one(seal_op(RECOVERY_KEY, mark))["code"] == "applied"


@pytest.mark.parametrize(
    "envelope",
    [
        '{"sealed":',
        '{"sealed":"A"}',
        '{"sealed":"A","version":"x","wrapped":"A","op_id":"x","digest":"x"}',
    ],
)
def test_VA11_what_is_no_envelope_is_kept_as_it_came(
    notebook: Notebook, envelope: str, database: Database
) -> None:
    assert notebook.push_one(envelope)["code"] == "invalid"
    (kept,) = rows(database, Quarantine)
    assert kept.raw.decode() == envelope


def test_VA11_what_is_sealed_is_the_very_op(
    notebook: Notebook, mark: str, database: Database
) -> None:
    first = notebook.push_one(seal_op(RECOVERY_KEY, mark))
    assert first["code"] == "applied"
    assert notebook.push_one(mark) == first
    (revision,) = rows(database, EntryRevision)
    assert revision.op == mark


def test_VA11_what_the_server_took_is_known_to_it_though_no_key_opens_it_any_more(
    notebook: Notebook, mark: str, database: Database
) -> None:
    first = notebook.push_one(mark)
    assert notebook.push_one(seal_op(ANOTHER_KEY, mark)) == first
    assert rows(database, Quarantine) == []


def test_VA11_what_is_refused_is_kept_in_its_own_characters(
    notebook: Notebook, database: Database
) -> None:
    refused = notebook.create("presence", {"status": "present"})
    assert notebook.push_one(seal_op(RECOVERY_KEY, refused))["code"] == "invalid"
    (kept,) = rows(database, Quarantine)
    assert kept.raw.decode() == refused


def test_VA11_I15_a_server_begun_anew_gets_every_revision_back_from_what_is_sealed(
    notebook: Notebook, mark: str, database: Database, world: World
) -> None:
    body = json.loads(mark)["body"] | {"status": "absent"}
    revised = notebook.op("revise", entry_id_of(mark), "presence", body, base_rev=1)
    database.transact(lambda session: begin_epoch(session, world))
    again = [seal_op(RECOVERY_KEY, text) for text in (mark, revised)]
    assert [result["code"] for result in notebook.push(*again)] == ["applied", "applied"]
    texts = [revision.op for revision in rows(database, EntryRevision)]
    assert texts == [mark, revised]


def test_VA11_what_a_phone_sealed_the_server_reads() -> None:
    (op,) = parse_ops([VECTOR["envelope"]], VECTOR["secret"].encode())
    assert isinstance(op, Op)
    assert (op.text, op.digest) == (VECTOR["text"], json.loads(VECTOR["envelope"])["digest"])
