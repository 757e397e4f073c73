"""Push takes in, as one phone meets it (SPEC PU, OP, ST4, CL). Refusals are next door."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from rahba.access.tables import Device
from rahba.catalog.tables import SoukDay
from rahba.clock import World
from rahba.db import Database
from rahba.entries.decisions import Decision, decide_many
from rahba.entries.lifecycle import FLAGGED
from rahba.entries.store import EntryWrites
from rahba.entries.tables import Entry, EntryRevision, OpReceipt, Quarantine
from rahba.epoch import begin_epoch
from rahba.journal import Change, person_scope
from rahba.sync import push as pushing
from rahba.sync.op import digest_of
from tests.making import FRIDAY, Clock, MadeMarket
from tests.recording import Notebook, entry_id_of, new_id, op_id_of, open_notebook
from tests.sync.pushing import only, rows, statements_of

pytestmark = pytest.mark.usefixtures("either_way")


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


def test_what_a_phone_says_it_holds_is_kept_less_what_it_just_sent(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    place = market.stalls["veg"][0]
    told = {
        "pending": 5,
        "refused": 1,
        "oldest_recorded_at": "2026-11-20T07:00:00Z",
        "by_day": {FRIDAY.isoformat(): 4, "2026-11-20": 1},
    }
    taken, refused = notebook.mark(place), notebook.mark(place, "nowhere")
    results = notebook.push(taken, refused, manifest=told)
    assert [result["code"] for result in results] == ["applied", "invalid"]
    device = only(database, Device)
    assert device.manifest == told | {
        "pending": 3,
        "refused": 2,
        "by_day": {FRIDAY.isoformat(): 2, "2026-11-20": 1},
        "media": 0,
        "as_of": "2026-11-27T07:30:00Z",
    }
    assert device.last_seen_at == world.now()


def test_a_phone_that_has_sent_all_holds_nothing_though_it_never_says_so(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    told = {"pending": 1, "by_day": {FRIDAY.isoformat(): 1}}
    notebook.push(notebook.mark(market.stalls["veg"][0]), manifest=told)
    manifest = only(database, Device).manifest
    assert manifest is not None
    assert (manifest["pending"], manifest["by_day"]) == (0, {})


def test_what_was_mended_after_a_return_waits_for_the_coach_s_eyes(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    place = market.stalls["veg"][0]
    create = notebook.mark(place)
    notebook.push(create)
    entry_id = entry_id_of(create)
    back = Decision(new_id(), entry_id, "return", 1, "look again")
    database.transact(lambda s: decide_many(s, market.id, f"person:{market.coach}", [back], world))
    body = {"stall_id": place, "status": "absent"}
    for _ in range(2):
        notebook.push(notebook.revise(entry_id, "presence", body))
        entry = only(database, Entry)
        assert (entry.state, entry.flags, entry.queue_step) == ("received", ["revised"], FLAGGED)
