"""A kind that the server learns later (SPEC PU8, I4, I5)."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from rahba.clock import World
from rahba.db import Database
from rahba.entries.kinds import KINDS
from rahba.entries.kinds.kind import Body, Kind, Known, Problem
from rahba.entries.tables import Entry, OpSettlement, Quarantine
from rahba.journal import Change
from rahba.sync.rerun import rerun_unsupported
from tests.recording import Notebook


def check_rainfall(body: Body, _known: Known) -> list[Problem]:
    return [] if isinstance(body.get("mm"), int) else [Problem("mm", "wrong_type")]


RAINFALL = Kind(name="rainfall", check=check_rainfall)


def all_of(session: Session, table: type) -> list[object]:
    return list(session.exec(select(table)))


def test_an_op_of_a_kind_still_unknown_stays_in_quarantine(
    database: Database, world: World, notebook: Notebook
) -> None:
    notebook.push(notebook.create("rainfall", {"mm": 3}))
    assert rerun_unsupported(database, world) == 0
    with database.read() as session:
        assert session.exec(select(Quarantine)).one().settled_at is None


def test_an_op_that_a_rule_refuses_stays_where_it_can_be_seen(
    database: Database, world: World, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook.push(notebook.create("rainfall", {"mm": "much"}))
    monkeypatch.setitem(KINDS, "rainfall", RAINFALL)
    assert rerun_unsupported(database, world) == 0
    with database.read() as session:
        assert all_of(session, Entry) == []
        assert session.exec(select(Quarantine)).one().settled_at is None


def test_what_was_kept_is_taken_in_once_and_its_author_is_told_of_the_settlement(
    database: Database, world: World, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    op = notebook.create("rainfall", {"mm": 3})
    assert notebook.push_one(op)["code"] == "unsupported"
    monkeypatch.setitem(KINDS, "rainfall", RAINFALL)
    assert rerun_unsupported(database, world) == 1
    assert rerun_unsupported(database, world) == 0
    with database.read() as session:
        assert session.exec(select(Entry)).one().body == {"mm": 3}
        assert session.exec(select(OpSettlement)).one().outcome == "released"
        assert {c.type for c in session.exec(select(Change))} == {"entry", "settlement"}
    repeated = notebook.push_one(op)
    assert repeated["code"] == "unsupported"
    assert repeated["settlement"] == {"outcome": "released", "rev": 1, "reason": ""}
    next_one = notebook.revise(str(op.split('"entry_id":"')[1][:36]), "rainfall", {"mm": 4})
    assert notebook.push_one(next_one)["rev"] == 2
