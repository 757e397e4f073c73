"""What phones say they hold, held against the receipts and kept by day (SPEC CU)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, delete

from rahba.access.tables import CustodyReport, Device
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, EntryRevision, OpReceipt
from rahba.sync.custody import digest_of_ops
from tests.making import FRIDAY, Clock, MadeMarket
from tests.recording import Notebook, op_id_of, open_notebook
from tests.sync.pushing import only, rows

DAY, BEFORE = FRIDAY.isoformat(), "2026-11-20"
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "custody.json").read_text("utf-8"))


@pytest.mark.parametrize("case", VECTORS)
def test_CU2_phone_and_server_make_the_same_digest_whatever_the_order(case: Any) -> None:
    assert digest_of_ops(reversed(case["op_ids"])) == case["digest"]


def word(notebook: Notebook, *ops: str, day: str = DAY, **more: Any) -> Any:
    """A push without ops from a phone that says it knows `ops` to be answered."""
    digests = {day: digest_of_ops(op_id_of(op) for op in ops)}
    manifest = {"pending": 0, "by_day": {}, "refused_by_day": {}, "digests": digests}
    return notebook.send(manifest=manifest, **more)


@pytest.fixture
def marks(notebook: Notebook, market: MadeMarket) -> list[str]:
    ops = [notebook.mark(stall) for stall in market.stalls["veg"][:3]]
    notebook.push(*ops)
    return ops


def test_CU3_a_list_of_anothers_ops_tells_nothing_of_them(
    database: Database, world: World, market: MadeMarket, marks: list[str]
) -> None:
    other = open_notebook(database, world, market, market.animators[1])
    listed = {DAY: [op_id_of(op) for op in marks]}
    answer = word(other, listed=listed)
    assert answer["lacking"] == sorted(listed[DAY])


def test_CU3_what_is_no_id_is_lacking_and_breaks_nothing(notebook: Notebook) -> None:
    assert word(notebook, listed={DAY: ["no id", "\0"]})["lacking"] == ["\0", "no id"]


def test_CU2_a_phone_that_agrees_is_asked_for_nothing(notebook: Notebook, marks: list[str]) -> None:
    assert set(word(notebook, *marks)) == {"epoch", "server_time", "min_app", "results"}


def test_CU2_old_apps_without_digests_are_asked_for_nothing(
    notebook: Notebook, marks: list[str]
) -> None:
    assert "wanted_days" not in notebook.send(manifest={"pending": 0})


def test_CU2_a_day_on_which_a_receipt_is_missing_is_wanted_and_named_op_by_op(
    database: Database, notebook: Notebook, marks: list[str]
) -> None:
    """Not a restore, which begins an epoch: rows that went, and nobody knows why."""
    lost = op_id_of(marks[1])
    database.transact(lambda session: forget(session, lost))
    answer = word(notebook, *marks)
    assert answer["wanted_days"] == [DAY]
    listed = {DAY: [op_id_of(op) for op in marks]}
    assert word(notebook, *marks, listed=listed)["lacking"] == [lost]
    assert notebook.push_one(marks[1])["code"] == "applied"
    assert "wanted_days" not in word(notebook, *marks)


def forget(session: Session, op_id: str) -> None:
    for table, column in (
        (OpReceipt, OpReceipt.op_id),
        (EntryRevision, EntryRevision.op_id),
        (Entry, Entry.id),
    ):
        session.execute(delete(table).where(column == op_id))  # type: ignore[arg-type]


def test_CU2_refused_ops_have_receipts_and_stand_in_the_digest(
    notebook: Notebook, marks: list[str], market: MadeMarket
) -> None:
    refused = notebook.mark(market.stalls["veg"][4], "perhaps")
    assert notebook.push_one(refused)["code"] == "invalid"
    assert "wanted_days" not in word(notebook, *marks, refused)


def test_CU2_an_op_counts_where_it_was_made_whoever_brings_it(
    database: Database, world: World, market: MadeMarket, notebook: Notebook, marks: list[str]
) -> None:
    """Joined again the phone is another device, and sends what the one before had not sent."""
    left = notebook.mark(market.stalls["veg"][5])
    again = open_notebook(database, world, market)
    assert again.push_one(left)["code"] == "applied"
    assert "wanted_days" not in word(again)
    assert "wanted_days" not in word(notebook, *marks, left)


def test_CU1_what_is_refused_is_told_by_day(
    database: Database, notebook: Notebook, market: MadeMarket
) -> None:
    told = {"pending": 2, "refused": 1, "by_day": {DAY: 2}, "refused_by_day": {BEFORE: 1}}
    notebook.push(
        notebook.mark(market.stalls["veg"][0]),
        notebook.mark(market.stalls["veg"][1], "perhaps"),
        manifest=told,
    )
    device = only(database, Device)
    assert device.manifest["refused_by_day"] == {BEFORE: 1, DAY: 1}


def test_CU4_the_last_word_on_each_day_is_kept_and_says_how_it_came(
    database: Database, notebook: Notebook, marks: list[str], clock: Clock
) -> None:
    told = {"pending": 3, "by_day": {DAY: 1, BEFORE: 2}, "refused_by_day": {DAY: 4}}
    notebook.send(manifest=told)
    clock.advance(minutes=20)
    notebook.send(manifest=told | {"by_day": {DAY: 1}})
    kept = {row.souk_date.isoformat(): row for row in rows(database, CustodyReport)}
    assert {day: (row.pending, row.refused) for day, row in kept.items()} == {
        DAY: (1, 4),
        BEFORE: (2, 0),
    }
    assert kept[DAY].told_at - kept[BEFORE].told_at == timedelta(minutes=20)
    assert {row.told_by for row in kept.values()} == {"sync"}


def test_CU4_a_revoked_phone_still_tells_what_it_holds(
    database: Database, notebook: Notebook
) -> None:
    notebook.caller = replace(notebook.caller, revoked=True)
    notebook.send(manifest={"pending": 2, "by_day": {DAY: 2}, "refused_by_day": {}})
    (row,) = rows(database, CustodyReport)
    assert row.pending == 2
