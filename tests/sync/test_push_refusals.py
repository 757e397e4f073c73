"""Push refuses, keeps what it refused, and stops no other op (SPEC PU, OP, I5, I12)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.access.tables import Membership
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, OpReceipt, OpSettlement, Quarantine
from tests.making import FRIDAY, Clock, MadeMarket
from tests.recording import Notebook, entry_id_of, new_id, op_id_of, open_notebook
from tests.sync.pushing import only, rows

pytestmark = pytest.mark.usefixtures("either_way")


# What cannot be read


@pytest.mark.parametrize(
    "characters",
    ["", "{", "[]", "null", "12", '"text"', '{"a":1,"a":2}', "[" * 100_000, '{"a":' * 5_000],
)
def test_PU1_unreadable_characters_are_kept_answered_and_stop_no_other_op(
    database: Database, market: MadeMarket, notebook: Notebook, characters: str
) -> None:
    good = notebook.mark(market.stalls["veg"][0])
    bad, applied = notebook.push(characters, good)
    assert bad == {
        "op_id": None,
        "index": 0,
        "code": "invalid",
        "errors": [{"path": "", "code": "unreadable"}],
    }
    assert applied["code"] == "applied"
    assert only(database, Quarantine).raw == characters.encode()


def test_PU1_something_that_is_no_string_is_kept_as_unreadable(
    database: Database, notebook: Notebook
) -> None:
    assert notebook.push_one({"op_id": 1})["errors"] == [{"path": "", "code": "unreadable"}]
    assert only(database, Quarantine).raw == b'{"op_id": 1}'


def test_I3_unreadable_characters_sent_again_are_kept_once(
    database: Database, notebook: Notebook
) -> None:
    notebook.push("{broken")
    notebook.push("{broken", "{broken")
    only(database, Quarantine)


# Invalid


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("entry_id", "not-an-id", "bad_id"),
        ("entry_id", "AAAAAAAA-0000-4000-8000-000000000000", "bad_id"),
        ("type", "delete", "not_a_choice"),
        ("base_rev", -1, "out_of_range"),
        ("base_rev", True, "wrong_type"),
        ("base_rev", 1, "out_of_range"),
        ("base_rev", 10**30, "out_of_range"),
        ("schema_version", 1.5, "float_not_allowed"),
        ("souk_date", "27/11/2026", "wrong_type"),
        ("souk_date", "2026-02-30", "out_of_range"),
        ("souk_date", "٢٠٢٦-١١-٢٧", "wrong_type"),
        ("recorded_at", "2026-11-27T08:15:30", "wrong_type"),
        ("tz_offset_min", 5000, "out_of_range"),
        ("supersedes", ["x"], "bad_id"),
        ("body", [], "wrong_type"),
        ("body", None, "required"),
    ],
)
def test_PU6_a_malformed_field_of_the_op_is_named_by_its_path(
    database: Database, market: MadeMarket, notebook: Notebook, field: str, value: Any, code: str
) -> None:
    result = notebook.push_one(notebook.mark(market.stalls["veg"][0], **{field: value}))
    assert (result["code"], result["errors"]) == ("invalid", [{"path": field, "code": code}])
    assert rows(database, Entry) == []


def test_PU6_a_rule_of_the_kind_that_fails_is_named_by_the_path_in_the_body(
    database: Database, notebook: Notebook
) -> None:
    op = notebook.create("presence", {"status": "asleep"})
    result = notebook.push_one(op)
    assert result["errors"] == [
        {"path": "status", "code": "not_a_choice"},
        {"path": "stall_id", "code": "required"},
    ]
    kept = only(database, Quarantine)
    assert (kept.raw.decode(), kept.op_id, kept.code) == (op, op_id_of(op), "invalid")
    assert only(database, OpReceipt).code == "invalid"


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ('"a\\u0000b"', "bad_text"),
        ('"\\ud800"', "bad_text"),
        ("1.5", "float_not_allowed"),
        ("NaN", "float_not_allowed"),
        ("1e400", "float_not_allowed"),
        ("123456789012345678901", "out_of_range"),
    ],
)
def test_OP4_what_one_of_the_databases_could_not_keep_is_a_data_error_on_both(
    database: Database, notebook: Notebook, note: str, code: str
) -> None:
    op = notebook.create("day_sheet", {"weather": ["sun"], "note": "NOTE"}).replace('"NOTE"', note)
    result = notebook.push_one(op)
    assert result["errors"] == [{"path": "note", "code": code}]
    assert only(database, Quarantine).raw.decode() == op


def test_OP4_a_lone_surrogate_in_the_very_characters_is_kept_as_bytes(
    database: Database, notebook: Notebook
) -> None:
    op = notebook.create("day_sheet", {"weather": ["sun"], "note": "\ud800"})
    assert notebook.push_one(op)["errors"] == [{"path": "", "code": "bad_text"}]
    assert only(database, Quarantine).raw == op.encode("utf-8", "surrogatepass")


def test_ST_an_entry_cannot_change_its_kind(market: MadeMarket, notebook: Notebook) -> None:
    mark = notebook.mark(market.stalls["veg"][0])
    sheet = notebook.revise(entry_id_of(mark), "day_sheet", {"weather": ["sun"]})
    assert notebook.push(mark, sheet)[1]["errors"] == [{"path": "kind", "code": "constraint"}]


# Forbidden


def test_OP6_an_author_without_a_role_on_the_souk_date_is_forbidden(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    early = notebook.mark(market.stalls["veg"][0], souk_date="2019-11-29")
    assert notebook.push_one(early)["code"] == "forbidden"
    assert only(database, Quarantine).code == "forbidden"
    assert rows(database, Entry) == []


def test_OP6_a_role_held_on_the_souk_date_counts_though_it_has_ended_since(
    database: Database, market: MadeMarket, notebook: Notebook, clock: Clock
) -> None:
    mark = notebook.mark(market.stalls["veg"][0])

    def end(session: Session) -> None:
        held = session.exec(
            select(Membership).where(Membership.person_id == notebook.caller.person_id)
        ).one()
        held.ends_on = FRIDAY

    database.transact(end)
    clock.advance(days=6)
    assert notebook.push_one(mark)["code"] == "applied"


def test_OP6_an_official_records_nothing(
    database: Database, world: World, market: MadeMarket
) -> None:
    official = open_notebook(database, world, market, market.official)
    assert official.push_one(official.mark(market.stalls["veg"][0]))["code"] == "forbidden"


@pytest.mark.parametrize("field", ["person_id", "market_id"])
def test_PU7_an_op_in_the_name_of_another_is_forbidden(
    market: MadeMarket, notebook: Notebook, field: str
) -> None:
    op = notebook.mark(market.stalls["veg"][0], **{field: new_id()})
    result = notebook.push_one(op)
    assert result["code"] == "forbidden"


def test_I17_another_authors_entry_is_forbidden_and_looks_like_one_that_is_not_there(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    mark = notebook.mark(market.stalls["veg"][0])
    notebook.push(mark)
    other = open_notebook(database, world, market, market.animators[1])
    body = {"stall_id": market.stalls["veg"][0], "status": "absent"}
    result = other.push_one(other.revise(entry_id_of(mark), "presence", body, base_rev=1))
    assert set(result) == {"op_id", "code", "received_at"}
    assert result["code"] == "forbidden"
    assert only(database, Entry).body["status"] == "present"
    # The owner is not blocked by what the other sent.
    mine = notebook.push_one(notebook.revise(entry_id_of(mark), "presence", body))
    assert mine["code"] == "applied"


def test_PU3_another_persons_op_id_is_not_answered_with_that_persons_receipt(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    mark = notebook.mark(market.stalls["veg"][0])
    notebook.push(mark)
    other = open_notebook(database, world, market, market.animators[1])
    assert other.push_one(mark) == {"op_id": op_id_of(mark), "code": "op_id_reused"}


# Held, unsupported, blocked


def test_PU9_what_a_revoked_phone_sends_is_held_for_the_coach(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    notebook.caller = replace(notebook.caller, revoked=True)
    mark = notebook.mark(market.stalls["veg"][0])
    assert notebook.push_one(mark)["code"] == "held"
    assert only(database, Quarantine).raw.decode() == mark
    assert rows(database, Entry) == []


@pytest.mark.parametrize("changed", [{"kind": "assessment"}, {"schema_version": 99}])
def test_PU8_an_unknown_kind_or_schema_is_kept_as_it_came(
    database: Database, market: MadeMarket, notebook: Notebook, changed: dict[str, Any]
) -> None:
    op = notebook.mark(market.stalls["veg"][0], **changed)
    assert notebook.push_one(op)["code"] == "unsupported"
    assert only(database, Quarantine).raw.decode() == op


def test_PH4_ops_behind_a_refused_one_are_blocked_and_leave_no_receipt(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    wrong = notebook.mark(market.stalls["veg"][0], "asleep")
    later = notebook.revise(
        entry_id_of(wrong), "presence", {"stall_id": market.stalls["veg"][0], "status": "absent"}
    )
    results = notebook.push(wrong, later)
    assert [r["code"] for r in results] == ["invalid", "blocked"]
    assert notebook.push_one(later)["code"] == "blocked"
    assert only(database, OpReceipt).op_id == op_id_of(wrong)


def test_PH4_a_repair_supersedes_the_refused_ops_and_settles_them(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    stall = market.stalls["veg"][0]
    wrong = notebook.mark(stall, "asleep")
    notebook.push(wrong)
    body = {"stall_id": stall, "status": "present"}
    still = notebook.create(
        "presence",
        {"status": "present"},
        entry_id=entry_id_of(wrong),
        supersedes=[op_id_of(wrong)],
        base_rev=0,
    )
    assert notebook.push_one(still)["code"] == "invalid"
    assert rows(database, OpSettlement) == []
    repair = notebook.create(
        "presence",
        body,
        entry_id=entry_id_of(wrong),
        base_rev=0,
        supersedes=[op_id_of(wrong), op_id_of(still)],
    )
    assert notebook.push_one(repair)["code"] == "applied"
    assert {row.op_id: row.outcome for row in rows(database, OpSettlement)} == {
        op_id_of(wrong): "superseded",
        op_id_of(still): "superseded",
    }
    assert all(row.settled_at is not None for row in rows(database, Quarantine))
    repeated = notebook.push_one(wrong)
    assert repeated["code"] == "invalid"
    assert repeated["settlement"] == {"outcome": "superseded", "rev": 1, "reason": ""}
