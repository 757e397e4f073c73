"""Push, as one phone meets it (SPEC PU, OP, ST4, CL). Refusals first."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session, col, select

from rahba.access.tables import Device, Membership
from rahba.catalog.tables import SoukDay
from rahba.clock import World
from rahba.db import Database
from rahba.entries.store import EntryWrites
from rahba.entries.tables import Entry, EntryRevision, OpReceipt, OpSettlement, Quarantine
from rahba.epoch import begin_epoch
from rahba.journal import Change, person_scope
from rahba.sync import push as pushing
from rahba.sync.op import digest_of
from tests.making import FRIDAY, Clock, MadeMarket
from tests.recording import Notebook, entry_id_of, new_id, op_id_of, open_notebook


@pytest.fixture
def notebook(database: Database, world: World, market: MadeMarket) -> Notebook:
    return open_notebook(database, world, market)


@pytest.fixture(params=["in bulk", "op by op"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PU11: the same suite on the bulk path and on the one that it falls back to."""
    if request.param == "op by op":
        monkeypatch.setattr(pushing, "BULK_ATTEMPTS", 0)


pytestmark = pytest.mark.usefixtures("either_way")


def rows(database: Database, table: Any) -> list[Any]:
    with database.read() as session:
        return list(session.exec(select(table)))


def statements_of(database: Database, work: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(database.writer, "before_cursor_execute", note)
    work()
    event.remove(database.writer, "before_cursor_execute", note)
    return len(seen)


def only(database: Database, table: Any) -> Any:
    (row,) = rows(database, table)
    return row


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


# Conflict and idempotency


def test_PU5_a_stale_base_is_a_conflict_that_shows_the_author_the_current_entry(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    stall = market.stalls["veg"][0]
    mark = notebook.mark(stall)
    entry_id = entry_id_of(mark)
    absent = {"stall_id": stall, "status": "absent"}
    notebook.push(mark, notebook.revise(entry_id, "presence", absent))
    stale = notebook.revise(
        entry_id, "presence", {"stall_id": stall, "status": "closed_early"}, base_rev=1
    )
    for result in (notebook.push_one(stale), notebook.push_one(stale)):
        assert result["code"] == "conflict"
        assert result["current"] == {"rev": 2, "state": "received", "body": absent}
    assert only(database, Entry).body == absent
    assert only(database, Quarantine).raw.decode() == stale


def test_PU5_a_revision_of_what_the_server_never_had_is_a_conflict_in_the_same_epoch(
    market: MadeMarket, notebook: Notebook
) -> None:
    body = {"stall_id": market.stalls["veg"][0], "status": "absent"}
    result = notebook.push_one(notebook.revise(new_id(), "presence", body, base_rev=3))
    assert (result["code"], "current" in result) == ("conflict", False)


def test_ST1_a_cancelled_entry_stays_cancelled(market: MadeMarket, notebook: Notebook) -> None:
    mark = notebook.mark(market.stalls["veg"][0])
    again = {"stall_id": market.stalls["veg"][0], "status": "present"}
    results = notebook.push(
        mark,
        notebook.cancel(entry_id_of(mark), "presence"),
        notebook.revise(entry_id_of(mark), "presence", again),
    )
    assert [r["code"] for r in results] == ["applied", "applied", "conflict"]


def test_PU2_the_same_op_sent_again_gets_its_first_answer_and_has_no_second_effect(
    database: Database, market: MadeMarket, notebook: Notebook, clock: Clock
) -> None:
    mark = notebook.mark(market.stalls["veg"][0])
    first = notebook.push(mark, mark)
    clock.advance(hours=3)
    again = notebook.push_one(mark)
    assert first == [again, again]
    assert again["code"] == "applied"
    only(database, Entry)
    only(database, EntryRevision)
    only(database, Change)


def test_PU3_other_characters_under_the_same_id_are_answered_and_both_are_kept(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    mark = notebook.mark(market.stalls["veg"][0])
    other = json.dumps(json.loads(mark))
    notebook.push(mark)
    assert notebook.push_one(other) == {"op_id": op_id_of(mark), "code": "op_id_reused"}
    assert only(database, Quarantine).raw.decode() == other
    assert only(database, EntryRevision).op == mark
    assert only(database, OpReceipt).digest == digest_of(mark)


# Epochs


def test_PU15_in_a_newer_epoch_an_unknown_base_is_taken_in_and_the_gap_recorded(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    stall = market.stalls["veg"][0]
    body = {"stall_id": stall, "status": "absent"}
    lost = notebook.revise(new_id(), "presence", body, base_rev=2)
    next_one = notebook.revise(entry_id_of(lost), "presence", body)
    database.transact(lambda session: begin_epoch(session, world))
    results = notebook.push(lost, next_one)
    assert [(r["code"], r["rev"]) for r in results] == [("applied", 3), ("applied", 4)]
    assert [(r.rev, r.gap) for r in rows(database, EntryRevision)] == [(3, True), (4, False)]


def test_PU15_in_a_newer_epoch_a_base_behind_the_entry_is_still_a_conflict(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    stall = market.stalls["veg"][0]
    mark = notebook.mark(stall)
    body = {"stall_id": stall, "status": "absent"}
    notebook.push(mark, notebook.revise(entry_id_of(mark), "presence", body))
    database.transact(lambda session: begin_epoch(session, world))
    stale = notebook.revise(entry_id_of(mark), "presence", body, base_rev=1)
    assert notebook.push_one(stale)["code"] == "conflict"


# Applied


def test_OP5_a_create_its_changes_and_its_undo_chain_in_one_request(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    stall = market.stalls["veg"][0]
    mark = notebook.mark(stall)
    absent = {"stall_id": stall, "status": "absent"}
    revise = notebook.revise(entry_id_of(mark), "presence", absent)
    cancel = notebook.cancel(entry_id_of(mark), "presence")
    results = notebook.push(mark, revise, cancel)
    assert [(r["code"], r["rev"]) for r in results] == [
        ("applied", 1),
        ("applied", 2),
        ("applied", 3),
    ]
    entry = only(database, Entry)
    assert (entry.state, entry.rev, entry.body) == ("cancelled", 3, absent)
    assert [r.op for r in rows(database, EntryRevision)] == [mark, revise, cancel]


def test_I11_receipt_effect_and_journal_row_stand_together(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    marks = [notebook.mark(stall) for stall in market.stalls["veg"]]
    notebook.push(*marks)
    ids = sorted(map(entry_id_of, marks))
    assert sorted(row.id for row in rows(database, Entry)) == ids
    assert sorted(str(row.entry_id) for row in rows(database, OpReceipt)) == ids
    changes = rows(database, Change)
    assert {change.scope for change in changes} == {person_scope(notebook.caller.person_id)}
    assert sorted(change.subject_id for change in changes) == ids
    assert sorted(change.seq for change in changes) == list(range(1, 11))


def test_OP8_two_phones_that_mark_the_same_place_make_two_entries(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    other = open_notebook(database, world, market, market.animators[1])
    stall = market.stalls["veg"][0]
    assert notebook.push_one(notebook.mark(stall))["code"] == "applied"
    result = other.push_one(other.mark(stall, "absent"))
    assert (result["code"], "flags" in result) == ("applied", False)
    assert len(rows(database, Entry)) == 2


def test_PU11_a_batch_of_marks_takes_at_most_fifteen_statements_whatever_its_size(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    if pushing.BULK_ATTEMPTS == 0:
        return  # the bound is the bulk path's; the other one is its repair
    stalls = [stall for section in market.stalls.values() for stall in section]
    notebook.push(notebook.mark(stalls[0]))
    counts = []
    for size in (2, 30):
        marks = [notebook.mark(stall) for stall in stalls[:size]]
        counts.append(statements_of(database, partial(notebook.push, *marks)))
    assert counts[0] == counts[1] <= 15


def test_PU11_an_op_that_the_database_refuses_stops_no_other(
    database: Database, market: MadeMarket, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = [notebook.mark(stall) for stall in market.stalls["veg"][:3]]
    broken = entry_id_of(marks[1])
    write = EntryWrites.write

    def write_or_fail(self: EntryWrites, session: Session) -> None:
        if broken in self.created:
            # A real refusal of the database, the same for every attempt.
            session.execute(text("INSERT INTO entry (id) VALUES (NULL)"))
        write(self, session)

    monkeypatch.setattr(EntryWrites, "write", write_or_fail)
    assert [r["code"] for r in notebook.push(*marks)] == ["applied", "retry", "applied"]
    assert len(rows(database, OpReceipt)) == len(rows(database, Entry)) == 2
    monkeypatch.undo()
    assert notebook.push_one(marks[1])["code"] == "applied"


# Flags


def test_OP7_an_unknown_place_or_trader_is_a_flag_and_never_a_refusal(notebook: Notebook) -> None:
    body = {"stall_id": new_id(), "trader_id": new_id(), "status": "present"}
    result = notebook.push_one(notebook.create("presence", body))
    assert (result["code"], result["flags"]) == ("applied", ["unknown_stall", "unknown_trader"])


def test_ST6_a_late_entry_is_taken_and_flagged(
    database: Database, market: MadeMarket, notebook: Notebook, world: World
) -> None:
    def close(session: Session) -> None:
        day = session.exec(select(SoukDay).where(col(SoukDay.date) == FRIDAY)).one()
        day.closed_at = world.now()

    database.transact(close)
    result = notebook.push_one(notebook.mark(market.stalls["veg"][0]))
    assert (result["code"], result["flags"]) == ("applied", ["late"])


def test_CL3_a_day_without_a_souk_is_a_flag(market: MadeMarket, notebook: Notebook) -> None:
    thursday = FRIDAY - timedelta(days=1)
    result = notebook.push_one(notebook.mark(market.stalls["veg"][0], souk_date=thursday))
    assert result["flags"] == ["off_day"]


@pytest.mark.parametrize(
    "changed",
    [
        {"recorded_at": "2031-01-01T00:00:00Z"},
        {"souk_date": "2026-12-04"},
        {"souk_date": "2026-10-02"},
    ],
)
def test_CL2_a_clock_that_is_years_off_is_a_flag_and_never_a_refusal(
    market: MadeMarket, notebook: Notebook, changed: dict[str, str]
) -> None:
    result = notebook.push_one(notebook.mark(market.stalls["veg"][0], **changed))
    assert result["code"] == "applied"
    assert "clock_suspect" in result["flags"]


def test_CL2_a_phone_whose_clock_is_off_by_more_than_ten_minutes_is_flagged(
    market: MadeMarket, notebook: Notebook, world: World
) -> None:
    sent_at = world.now() - timedelta(minutes=11)
    result = notebook.push_one(notebook.mark(market.stalls["veg"][0]), sent_at=sent_at)
    assert result["flags"] == ["clock_suspect"]


def test_the_manifest_of_the_phone_is_kept_for_the_coach(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    manifest = {"pending": 3, "refused": 1, "by_day": {FRIDAY.isoformat(): 4}}
    notebook.push(notebook.mark(market.stalls["veg"][0]), manifest=manifest)
    device = only(database, Device)
    assert device.manifest == manifest | {
        "oldest_recorded_at": None,
        "as_of": "2026-11-27T07:30:00Z",
    }
    assert device.last_seen_at == world.now()
