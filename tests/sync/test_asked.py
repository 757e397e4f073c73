"""Every phone knows whom the team asked, and from which day on to ask anew (SPEC SV10)."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from rahba.access.tables import Audit
from rahba.clock import World
from rahba.db import Database
from rahba.sync.snapshot import current_snapshot
from tests.answering import COMPILED, publish_form, response
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    MadeMarket,
    MadePhone,
    desk_client,
    join_phone,
)
from tests.recording import Notebook, entry_id_of, new_id
from tests.sync.pulling import pull
from tests.sync.pushing import rows

FORM = COMPILED["form_id"]
ASK_AGAIN = f"/api/v1/forms/{FORM}/ask-again"
REFUSED = {"answers": {"/data/consent_survey": "no"}, "outcome": "refused"}


@pytest.fixture
def asking(database: Database, world: World, client: TestClient, market: MadeMarket) -> Notebook:
    """Phone A."""
    publish_form(database, world, market)
    return Notebook(database, world, join_phone(client, market).caller, None)


@pytest.fixture
def other(client: TestClient, market: MadeMarket) -> MadePhone:
    """Phone B, of somebody else."""
    return join_phone(client, market, market.animators[1])


def register(notebook: Notebook) -> str:
    trader_id = new_id()
    given = {
        "purpose": "registration", "decision": "given", "text_version": "2026-11",
        "language": "ar", "mode": "spoken", "trader_id": trader_id,
    }  # fmt: skip
    body = {"action": "register", "trader_id": trader_id, "known_as": "حميدة", "trade": "VEG01"}
    results = notebook.push(notebook.create("consent", given), notebook.create("trader", body))
    assert [result["code"] for result in results] == ["applied", "applied"]
    return trader_id


def survey(notebook: Notebook, trader_id: str, **changed: Any) -> str:
    op = notebook.create("survey", response(trader_id=trader_id) | changed)
    result = notebook.push_one(op)
    assert result["code"] == "applied", result
    return entry_id_of(op)


def carried(client: TestClient, phone: MadePhone, trader_id: str) -> Any:
    """What a phone reads of the trader's survey, by pull."""
    page = pull(client, phone)
    (found,) = [item for item in page["catalog"] if item.get("id") == trader_id]
    return found.get("survey")


def in_snapshot(database: Database, world: World, market: MadeMarket) -> list[Any]:
    snapshot = current_snapshot(database, market.id, b"x" * 32, world)
    document = json.loads(gzip.decompress(snapshot.data))
    return [None if at is None else document["surveys"][at] for at in document["traders"]["survey"]]


@pytest.mark.parametrize("role", ["official", "admin"])
def test_AC1_only_a_coach_says_from_when_to_ask_again(
    client: TestClient, market: MadeMarket, asking: Notebook, role: str
) -> None:
    desk = desk_client(client, market, role)
    assert desk.put(ASK_AGAIN, json={"starts_on": "2026-12-04"}).status_code == 403


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", 5.5])
def test_what_is_no_day_is_malformed(coach: TestClient, asking: Notebook, day: Any) -> None:
    assert coach.put(ASK_AGAIN, json={"starts_on": day}).status_code == 422
    assert coach.put("/api/v1/forms/none/ask-again", json={"starts_on": None}).status_code == 404


def test_SV10_nothing_is_said_of_whom_nobody_asked(
    client: TestClient,
    database: Database,
    world: World,
    market: MadeMarket,
    asking: Notebook,
    other: MadePhone,
) -> None:
    trader = register(asking)
    assert carried(client, other, trader) is None
    assert in_snapshot(database, world, market) == [None]


def test_SV10_another_phone_hears_that_somebody_refused_and_nothing_else(
    client: TestClient,
    database: Database,
    world: World,
    market: MadeMarket,
    asking: Notebook,
    other: MadePhone,
) -> None:
    trader = register(asking)
    cursor = pull(client, other)["cursor"]
    survey(asking, trader, **REFUSED)
    (told,) = pull(client, other, cursor)["catalog"]
    assert told["survey"] == {
        "form_id": FORM, "outcome": "refused", "souk_date": FRIDAY.isoformat(),
    }  # fmt: skip
    assert in_snapshot(database, world, market) == [[FORM, "refused", FRIDAY.isoformat()]]


def test_SV10_the_newest_that_stands_counts(
    client: TestClient, coach: TestClient, asking: Notebook, other: MadePhone
) -> None:
    trader = register(asking)
    refused = asking.create(
        "survey", response(trader_id=trader) | REFUSED, souk_date=FRIDAY.replace(day=20)
    )
    asking.push(refused)
    completed = survey(asking, trader)
    assert carried(client, other, trader)["outcome"] == "completed"
    reject = {"decision_id": new_id(), "decision": "reject", "rev": 1, "reason": "؟"}
    coach.post(f"/api/v1/review/entries/{completed}/decision", json=reject)
    assert carried(client, other, trader) == {
        "form_id": FORM, "outcome": "refused", "souk_date": "2026-11-20",
    }  # fmt: skip
    asking.push(asking.cancel(entry_id_of(refused), "survey", souk_date="2026-11-20"))
    assert carried(client, other, trader) is None


def test_SV10_an_approval_changes_nothing_that_phones_carry(
    client: TestClient, coach: TestClient, asking: Notebook, other: MadePhone
) -> None:
    done = survey(asking, register(asking))
    cursor = pull(client, other)["cursor"]
    approve = {"decision_id": new_id(), "decision": "approve", "rev": 1}
    assert coach.post(f"/api/v1/review/entries/{done}/decision", json=approve).status_code == 200
    assert pull(client, other, cursor)["catalog"] == []


def test_CO1_who_withdraws_from_surveys_loses_it(
    client: TestClient, asking: Notebook, other: MadePhone
) -> None:
    trader = register(asking)
    survey(asking, trader)
    cursor = pull(client, other)["cursor"]
    withdrawn = {
        "purpose": "survey", "decision": "withdrawn", "text_version": "2026-11",
        "language": "ar", "mode": "spoken", "trader_id": trader,
    }  # fmt: skip
    asking.push(asking.create("consent", withdrawn))
    (told,) = pull(client, other, cursor)["catalog"]
    assert (told["id"], "survey" in told) == (trader, False)


def test_RQ5_who_is_erased_leaves_with_it(
    client: TestClient,
    database: Database,
    world: World,
    market: MadeMarket,
    coach: TestClient,
    asking: Notebook,
    other: MadePhone,
) -> None:
    trader = register(asking)
    survey(asking, trader)
    opened = coach.post(
        "/api/v1/requests",
        json={"trader_id": trader, "sort": "erase", "asked_on": FRIDAY.isoformat()},
    )
    assert opened.status_code in (200, 201), opened.text
    closed = coach.post(f"/api/v1/requests/{opened.json()['id']}/close", json={"outcome": "done"})
    assert closed.status_code == 200, closed.text
    assert carried(client, other, trader) is None
    assert in_snapshot(database, world, market) == []


def test_SV10_phones_carry_the_day_from_which_to_ask_again_and_it_can_be_taken_back(
    client: TestClient,
    database: Database,
    coach: TestClient,
    asking: Notebook,
    other: MadePhone,
) -> None:
    cursor = pull(client, other)["cursor"]
    shown = coach.put(ASK_AGAIN, json={"starts_on": "2026-12-04"}).json()
    assert shown["ask_again_from"] == "2026-12-04"
    page = pull(client, other, cursor)
    assert [item["ask_again_from"] for item in page["catalog"]] == ["2026-12-04"]
    assert coach.put(ASK_AGAIN, json={"starts_on": None}).json()["ask_again_from"] is None
    (told,) = pull(client, other, page["cursor"])["catalog"]
    assert "ask_again_from" not in told
    acts = [row.action for row in rows(database, Audit)]
    assert acts.count("form.ask_again") == 2
