"""Roster, places, consents and flags follow from entries (SPEC OP7, CO1-CO4). Refusals first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import col, select

from rahba.catalog.badges import format_badge
from rahba.catalog.tables import Consent, Occupancy, Trader
from rahba.clock import World
from rahba.db import Database
from rahba.entries.decisions import Decision, decide_many
from rahba.entries.tables import Entry, Review
from rahba.journal import APPROVED, CATALOG, Change
from tests.making import Clock, MadeMarket
from tests.recording import Notebook, entry_id_of, new_id, open_notebook


def registration(trader: str, **changed: Any) -> dict[str, Any]:
    return {
        "trader_id": trader,
        "action": "register",
        "known_as": "حميد",
        "rahba": "veg",
        "trade": "VEG01",
    } | changed


def said(trader_id: str, decision: str, purpose: str = "registration") -> dict[str, Any]:
    return {
        "trader_id": trader_id,
        "purpose": purpose,
        "decision": decision,
        "text_version": "2026-11",
        "language": "ar",
        "mode": "spoken",
    }


def review(
    database: Database, market: MadeMarket, world: World, entry_id: str, kind: str, rev: int = 1
) -> None:
    decision = Decision(new_id(), entry_id, kind, rev, reason="r")
    answers = database.transact(
        lambda s: decide_many(s, market.id, market.desk("coach").actor, [decision], world)
    )
    assert type(answers[0]).__name__ == "Decided", answers


Coach = Callable[..., None]


@pytest.fixture
def coach(database: Database, market: MadeMarket, world: World) -> Coach:
    """`coach(entry_id, "reject")`: decides the revision `rev`, the first unless said otherwise."""

    def decide(entry_id: str, kind: str, rev: int = 1) -> None:
        review(database, market, world, entry_id, kind, rev)

    return decide


def trader(database: Database, trader_id: str) -> Trader:
    with database.read() as session:
        return session.exec(select(Trader).where(Trader.id == trader_id)).one()


def standing(database: Database, op: str) -> tuple[str, int, str | None]:
    """State, revision, and what the mark says while it stands."""
    with database.read() as session:
        entry = session.exec(select(Entry).where(Entry.id == entry_id_of(op))).one()
    said = None if entry.state == "cancelled" else entry.body["status"]
    return entry.state, entry.rev, said


def flags(database: Database, op: str) -> list[str]:
    with database.read() as session:
        return list(session.exec(select(Entry.flags).where(Entry.id == entry_id_of(op))).one())


def told_programs(database: Database) -> list[tuple[str, str | None]]:
    with database.read() as session:
        query = select(Change.type, Change.kind).where(Change.scope == APPROVED)
        return list(session.exec(query.order_by(col(Change.seq))).all())


@pytest.mark.parametrize(
    ("changed", "path", "code"),
    [
        ({"known_as": " "}, "known_as", "required"),
        ({"known_as": "x" * 81}, "known_as", "too_long"),
        ({"trade": "potatoes"}, "trade", "constraint"),
        ({"rahba": "atlantis"}, "rahba", "not_a_choice"),
        ({"rahba": ["veg"]}, "rahba", "wrong_type"),
        ({"badge": "K-0457-4"}, "badge", "constraint"),
        ({"phone": "12345"}, "phone", "constraint"),
        ({"trades_other": ["VEG02"] * 4}, "trades_other", "too_many"),
        ({"trader_id": "me"}, "trader_id", "bad_id"),
    ],
)
def test_PU6_a_registration_that_breaks_a_rule_is_refused_at_its_path(
    database: Database, notebook: Notebook, changed: dict[str, Any], path: str, code: str
) -> None:
    result = notebook.push_one(notebook.create("trader", registration(new_id(), **changed)))
    assert result["errors"] == [{"path": path, "code": code}]


def test_OP7_a_newcomer_is_provisional_on_the_roster_at_once_and_phones_are_told(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    trader_id, stall = new_id(), market.stalls["veg"][2]
    body = registration(trader_id, stall_id=stall, phone="06 12 34 56 78")
    notebook.push(notebook.create("trader", body))
    row = trader(database, trader_id)
    assert (row.state, row.known_as, row.phone) == ("provisional", "حميد", "+212612345678")
    assert row.rahba_id == market.rahbas["veg"]
    with database.read() as session:
        place = session.exec(select(Occupancy)).one()
        change = session.exec(select(Change).where(Change.scope == CATALOG)).one()
    assert (place.stall_id, place.source, place.ends_on) == (stall, "registration", None)
    assert (change.type, change.subject_id) == ("trader", trader_id)


def test_OP7_a_mark_that_came_before_its_traders_registration_loses_the_flag_when_it_arrives(
    database: Database, notebook: Notebook, market: MadeMarket, world: World
) -> None:
    trader_id = new_id()
    mark = notebook.create("presence", {"trader_id": trader_id, "status": "present"})
    registers = notebook.create("trader", registration(trader_id))
    notebook.push(mark)
    assert flags(database, mark) == ["unknown_trader"]
    notebook.push(registers)
    assert flags(database, mark) == ["provisional_trader"]
    review(database, market, world, entry_id_of(registers), "approve")
    assert flags(database, mark) == []
    assert trader(database, trader_id).state == "approved"


def test_OP7_a_mark_behind_the_registration_in_one_batch_is_of_somebody_known(
    notebook: Notebook,
) -> None:
    trader_id = new_id()
    results = notebook.push(
        notebook.create("trader", registration(trader_id)),
        notebook.create("presence", {"trader_id": trader_id, "status": "present"}),
    )
    assert results[1]["flags"] == ["provisional_trader"]


def test_OP7_a_rejected_registration_leaves_a_nameless_tombstone_and_takes_its_marks_out(
    database: Database, notebook: Notebook, market: MadeMarket, world: World
) -> None:
    trader_id = new_id()
    registers = notebook.create("trader", registration(trader_id, stall_id=market.stalls["veg"][0]))
    mark = notebook.create("presence", {"trader_id": trader_id, "status": "present"})
    notebook.push(registers, mark)
    review(database, market, world, entry_id_of(mark), "approve")
    review(database, market, world, entry_id_of(registers), "reject")
    row = trader(database, trader_id)
    assert (row.state, row.known_as, row.phone) == ("rejected", "", None)
    assert flags(database, mark) == ["unknown_trader"]
    assert told_programs(database) == [("approved", "presence"), ("unapproved", "presence")]
    with database.read() as session:
        assert session.exec(select(Occupancy)).one().ends_on is not None


def approved_mark(notebook: Notebook, coach: Coach, trader_id: str) -> tuple[str, str]:
    """A registration, and a mark on its trader that a coach approved; both ops."""
    registers = notebook.create("trader", registration(trader_id))
    mark = notebook.create("presence", {"trader_id": trader_id, "status": "present"})
    notebook.push(registers, mark)
    coach(entry_id_of(mark), "approve")
    return registers, mark


def test_ST4_a_cancel_that_was_proposed_stands_once_the_registration_falls(
    database: Database, notebook: Notebook, coach: Coach
) -> None:
    registers, mark = approved_mark(notebook, coach, new_id())
    notebook.push(notebook.cancel(entry_id_of(mark), "presence"))
    coach(entry_id_of(registers), "reject")
    assert standing(database, mark) == ("cancelled", 2, None)
    assert told_programs(database) == [("approved", "presence"), ("removed", "presence")]


def test_ST4_a_cancel_that_the_coach_refused_is_not_what_stands(
    database: Database, notebook: Notebook, coach: Coach
) -> None:
    registers, mark = approved_mark(notebook, coach, new_id())
    notebook.push(notebook.cancel(entry_id_of(mark), "presence"))
    coach(entry_id_of(mark), "refuse_proposed", rev=2)
    coach(entry_id_of(registers), "reject")
    assert standing(database, mark) == ("received", 2, "present")


def test_ST4_a_correction_that_was_proposed_stands_once_the_registration_falls(
    database: Database, notebook: Notebook, coach: Coach
) -> None:
    trader_id = new_id()
    registers, mark = approved_mark(notebook, coach, trader_id)
    absent = {"trader_id": trader_id, "status": "absent"}
    notebook.push(notebook.revise(entry_id_of(mark), "presence", absent))
    coach(entry_id_of(registers), "reject")
    assert standing(database, mark) == ("received", 2, "absent")


def test_OP7_a_correction_that_names_another_trader_is_theirs_once_it_stands(
    database: Database, notebook: Notebook, coach: Coach
) -> None:
    registers, mark = approved_mark(notebook, coach, new_id())
    other = new_id()
    notebook.push(
        notebook.create("trader", registration(other, known_as="Fatna")),
        notebook.revise(entry_id_of(mark), "presence", {"trader_id": other, "status": "present"}),
    )
    coach(entry_id_of(registers), "reject")
    assert flags(database, mark) == ["provisional_trader"]


def test_OP7_a_correction_that_names_nobody_is_not_flagged_once_it_stands(
    database: Database, notebook: Notebook, coach: Coach, market: MadeMarket
) -> None:
    registers, mark = approved_mark(notebook, coach, new_id())
    nobody = {"stall_id": market.stalls["veg"][0], "status": "absent"}
    notebook.push(notebook.revise(entry_id_of(mark), "presence", nobody))
    coach(entry_id_of(registers), "reject")
    assert flags(database, mark) == []


def test_a_change_moves_the_trader_to_another_place_from_that_day_on(
    database: Database, notebook: Notebook, market: MadeMarket, clock: Clock
) -> None:
    trader_id, (first, second) = new_id(), market.stalls["veg"][:2]
    notebook.push(
        notebook.create("trader", registration(trader_id, stall_id=first), souk_date="2026-11-20")
    )
    clock.advance(minutes=1)
    moved = registration(trader_id, action="change", stall_id=second, known_as="حميد الكبير")
    notebook.push(notebook.create("trader", moved))
    assert trader(database, trader_id).known_as == "حميد الكبير"
    with database.read() as session:
        places = {o.stall_id: (o.starts_on, o.ends_on) for o in session.exec(select(Occupancy))}
    assert [str(day) for day in places[first]] == ["2026-11-20", "2026-11-26"]
    assert [str(day) for day in places[second]] == ["2026-11-27", "None"]


def test_a_rejected_change_leaves_the_roster_as_the_registration_said(
    database: Database, notebook: Notebook, market: MadeMarket, world: World, clock: Clock
) -> None:
    trader_id = new_id()
    registers = notebook.create("trader", registration(trader_id))
    notebook.push(registers)
    review(database, market, world, entry_id_of(registers), "approve")
    clock.advance(minutes=1)
    change = notebook.create("trader", registration(trader_id, action="change", known_as="حمدان"))
    notebook.push(change)
    assert (trader(database, trader_id).known_as, trader(database, trader_id).state) == (
        "حمدان",
        "approved",
    )
    review(database, market, world, entry_id_of(change), "reject")
    assert trader(database, trader_id).known_as == "حميد"


def test_a_likely_duplicate_is_a_flag_unless_the_animator_asked(notebook: Notebook) -> None:
    first, second, third = new_id(), new_id(), new_id()
    notebook.push(notebook.create("trader", registration(first, phone="0612345678")))
    again = registration(second, known_as="Hmida", phone="+212612345678")
    assert notebook.push_one(notebook.create("trader", again))["flags"] == ["possible_duplicate"]
    asked = registration(third, phone="0612345678", not_duplicate_of=[first, second])
    assert "flags" not in notebook.push_one(notebook.create("trader", asked))


def test_a_badge_that_was_not_lent_to_the_author_is_a_flag(notebook: Notebook) -> None:
    body = registration(new_id(), badge=format_badge("K", 457))
    assert notebook.push_one(notebook.create("trader", body))["flags"] == ["badge_out_of_range"]


# Consent


def test_CO1_consent_takes_effect_on_arrival_and_any_animator_may_record_it(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    trader_id = new_id()
    notebook.push(
        notebook.create("consent", said(trader_id, "given")),
        notebook.create("trader", registration(trader_id)),
    )
    other = open_notebook(database, world, market, market.animators[1])
    other.push(other.create("consent", said(trader_id, "withdrawn")))
    with database.read() as session:
        consent = session.exec(select(Consent)).one()
    assert (consent.purpose, consent.decision) == ("registration", "withdrawn")


def test_CO4_a_withdrawn_registration_leaves_no_identity_and_goes_out_of_the_feed(
    database: Database, world: World, market: MadeMarket, notebook: Notebook, clock: Clock
) -> None:
    trader_id = new_id()
    given = notebook.create("consent", said(trader_id, "given"))
    registers = notebook.create("trader", registration(trader_id, phone="0612345678"))
    notebook.push(given, registers)
    review(database, market, world, entry_id_of(registers), "approve")
    clock.advance(minutes=1)
    notebook.push(notebook.create("consent", said(trader_id, "withdrawn")))
    row = trader(database, trader_id)
    assert (row.state, row.known_as, row.phone, row.phone_tag) == ("withdrawn", "", None, None)
    assert told_programs(database) == [("approved", "trader"), ("removed", "trader")]
    with database.read() as session:
        entry = session.exec(select(Entry).where(Entry.id == entry_id_of(registers))).one()
        last = session.exec(select(Review).order_by(col(Review.decided_at).desc())).first()
    assert (entry.state, entry.decided_by) == ("rejected", "policy:consent_withdrawn")
    assert last is not None
    assert last.reason == "consent_withdrawn"


def test_CO1_a_consent_given_again_brings_the_registration_back_to_the_coach(
    database: Database, notebook: Notebook, clock: Clock
) -> None:
    trader_id = new_id()
    notebook.push(notebook.create("trader", registration(trader_id)))
    no = notebook.create("consent", said(trader_id, "refused"))
    notebook.push(no)
    assert trader(database, trader_id).state == "withdrawn"
    clock.advance(minutes=1)
    notebook.push(notebook.revise(entry_id_of(no), "consent", said(trader_id, "given")))
    assert (trader(database, trader_id).state, trader(database, trader_id).known_as) == (
        "provisional",
        "حميد",
    )


def approved_registration(notebook: Notebook, coach: Coach) -> tuple[str, str]:
    """Its trader, and its op."""
    trader_id = new_id()
    registers = notebook.create("trader", registration(trader_id))
    notebook.push(registers)
    coach(entry_id_of(registers), "approve")
    return trader_id, registers


def withdraw_and_give_again(notebook: Notebook, clock: Clock, trader_id: str) -> None:
    no = notebook.create("consent", said(trader_id, "withdrawn"))
    notebook.push(no)
    clock.advance(minutes=1)
    notebook.push(notebook.revise(entry_id_of(no), "consent", said(trader_id, "given")))


def test_CO1_ST4_what_was_proposed_comes_back_with_the_consent(
    database: Database, notebook: Notebook, coach: Coach, clock: Clock
) -> None:
    trader_id, registers = approved_registration(notebook, coach)
    renamed = registration(trader_id, known_as="حمدان")
    notebook.push(notebook.revise(entry_id_of(registers), "trader", renamed))
    withdraw_and_give_again(notebook, clock, trader_id)
    row = trader(database, trader_id)
    assert (row.state, row.known_as) == ("provisional", "حمدان")


def test_CO1_ST4_what_was_taken_back_beside_an_approval_does_not_come_back_with_the_consent(
    database: Database, notebook: Notebook, coach: Coach, clock: Clock
) -> None:
    trader_id, registers = approved_registration(notebook, coach)
    notebook.push(notebook.cancel(entry_id_of(registers), "trader"))
    withdraw_and_give_again(notebook, clock, trader_id)
    with database.read() as session:
        entry = session.exec(select(Entry).where(Entry.id == entry_id_of(registers))).one()
    assert entry.state == "cancelled"


def test_CL1_an_older_yes_that_arrives_late_does_not_override_a_newer_no(
    database: Database, world: World, market: MadeMarket, notebook: Notebook, clock: Clock
) -> None:
    trader_id = new_id()
    late_yes = notebook.create("consent", said(trader_id, "given"))
    clock.advance(minutes=30)
    other = open_notebook(database, world, market, market.animators[1])
    other.push(other.create("consent", said(trader_id, "withdrawn")))
    clock.advance(minutes=30)
    notebook.push(late_yes)
    with database.read() as session:
        assert session.exec(select(Consent)).one().decision == "withdrawn"
