"""What became of one's entries, and of nobody else's (PL4, ST7)."""

import json
import uuid
from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, OpReceipt, OpSettlement, Review
from rahba.journal import NewChange, person_scope
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, MadePhone, announce, join_phone
from tests.recording import Notebook, entry_id_of, op_id_of
from tests.sync.pulling import pull


def add_entry(
    session: Session,
    market: MadeMarket,
    author: str,
    world: World,
    *,
    state: str = "received",
    decided: str | None = None,
    by: str = "",
    device_id: str | None = None,
    **more: Any,
) -> str:
    """An entry as pushing leaves it, with the newest decision on it, and its journal row."""
    entry = Entry(
        market_id=market.id,
        id=world.new_id(),
        kind="presence",
        schema_version=1,
        author_id=author,
        device_id=device_id or world.new_id(),
        souk_date=FRIDAY,
        rev=1,
        state=state,
        body={"stall_id": market.stalls["grains"][0], "status": "present"},
        recorded_at=world.now(),
        received_at=world.now(),
        **more,
    )
    session.add(entry)
    if decided:
        add_review(session, market, entry.id, decided, by or f"person:{market.coach}", world)
    announce(session, market, world, NewChange(person_scope(author), "entry", entry.id))
    return entry.id


def add_review(
    session: Session, market: MadeMarket, entry_id: str, decision: str, by: str, world: World
) -> None:
    review = Review(
        market_id=market.id,
        id=world.new_id(),
        entry_id=entry_id,
        rev=1,
        decision=decision,
        state_before="received",
        state_after=decision,
        decided_by=by,
        decided_at=world.now(),
        comments=[{"path": "status", "text": "راجع"}],
    )
    session.add(review)


@pytest.fixture
def author(market: MadeMarket, phone: MadePhone) -> str:
    return market.animators[0]


def test_PL4_nobody_learns_what_became_of_anothers_entry(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    other = market.animators[1]

    def record(session: Session) -> None:
        entry = add_entry(session, market, other, world, state="returned", decided="return")
        mine = NewChange(person_scope(phone.person_id), "entry", entry)
        announce(session, market, world, mine)  # even if the journal were wrong

    database.transact(record)
    assert pull(client, phone)["own"] == []
    assert len(pull(client, join_phone(client, market, other))["own"]) == 1


def test_a_returned_entry_comes_with_its_body_and_the_coachs_words(
    client: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    author: str,
    database: Database,
    world: World,
) -> None:
    entry = database.transact(
        lambda s: add_entry(s, market, author, world, state="returned", decided="return")
    )
    (told,) = pull(client, phone)["own"]
    assert told["entry_id"] == entry
    assert told["body"]["status"] == "present"
    assert told["decision"] == {
        "decision": "return",
        "by": {"name_ar": "فاطنة", "name_latin": "Fatna the coach"},
        "at": "2026-11-27T07:30:00Z",
        "reason": "",
        "rev": 1,
        "comments": [{"path": "status", "text": "راجع"}],
    }


def test_PL7_a_mark_of_today_comes_whole_to_another_phone_of_its_author(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    notebook = Notebook(database, world, phone.caller, None)
    marked = notebook.mark(market.stalls["grains"][0], "absent")
    notebook.push(marked)
    another = join_phone(client, market, phone.person_id)
    (here,) = pull(client, phone)["own"]
    (there,) = pull(client, another)["own"]
    assert "body" not in here
    assert there["entry_id"] == entry_id_of(marked)
    assert there["body"]["status"] == "absent"
    assert there["recorded_at"] == json.loads(marked)["recorded_at"]


def test_PL7_a_mark_of_another_day_comes_without_its_body(
    client: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    author: str,
    database: Database,
    world: World,
    clock: Clock,
) -> None:
    database.transact(lambda s: add_entry(s, market, author, world))
    clock.advance(days=1)
    (told,) = pull(client, phone)["own"]
    assert "body" not in told


def test_an_approved_entry_says_which_policy_approved_it_and_carries_no_body(
    client: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    author: str,
    database: Database,
    world: World,
) -> None:
    policy = "policy:clean_presence"
    here = {"device_id": phone.device_id, "state": "approved", "decided": "approve", "by": policy}
    database.transact(lambda s: add_entry(s, market, author, world, **here))
    (told,) = pull(client, phone)["own"]
    assert told["decision"]["by"] == {"policy": "clean_presence"}
    assert "body" not in told


def test_ST7_a_decision_that_was_undone_is_not_told(
    client: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    author: str,
    database: Database,
    world: World,
) -> None:
    entry = database.transact(lambda s: add_entry(s, market, author, world, decided="reject"))

    def undo(session: Session) -> None:
        review = session.exec(select(Review)).one()
        review.undone_by = world.new_id()
        add_review(session, market, entry, "undo", f"person:{market.coach}", world)

    database.transact(undo)
    (told,) = pull(client, phone)["own"]
    assert "decision" not in told


def test_what_became_of_a_refused_op_reaches_its_author(
    client: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    author: str,
    database: Database,
    world: World,
) -> None:
    op, entry = str(uuid.uuid4()), str(uuid.uuid4())

    def settle(session: Session) -> None:
        receipt = OpReceipt(
            market_id=market.id,
            op_id=op,
            digest="0" * 64,
            entry_id=entry,
            person_id=author,
            device_id=phone.device_id,
            code="held",
            result={},
            received_at=world.now(),
        )
        settlement = OpSettlement(
            market_id=market.id,
            op_id=op,
            outcome="released",
            rev=2,
            settled_by=f"person:{market.coach}",
            settled_at=world.now(),
        )
        session.add_all([receipt, settlement])
        announce(session, market, world, NewChange(person_scope(author), "settlement", op))

    database.transact(settle)
    assert pull(client, phone)["settlements"] == [
        {"op_id": op, "entry_id": entry, "outcome": "released", "rev": 2, "reason": ""}
    ]


def test_OP1_a_settled_op_does_not_hide_the_entry_that_it_began(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    notebook = Notebook(database, world, phone.caller, None)
    wrong = notebook.mark(market.stalls["grains"][0], "asleep")
    entry_id = entry_id_of(wrong)
    assert op_id_of(wrong) == entry_id
    body = {"stall_id": market.stalls["grains"][0], "status": "present"}
    repair = notebook.create("presence", body, entry_id=entry_id, base_rev=0, supersedes=[entry_id])
    notebook.push(wrong, repair)
    page = pull(client, phone)
    assert [entry["entry_id"] for entry in page["own"]] == [entry_id]
    assert [settled["op_id"] for settled in page["settlements"]] == [entry_id]
