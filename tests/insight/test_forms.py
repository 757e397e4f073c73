"""How a form fares, as the desk reads it (SPEC FD5, FD6, FD7). Refusals first."""

from __future__ import annotations

import base64
import gzip
import json
import uuid
from typing import Any

import pytest

from rahba.clock import World
from rahba.db import Database
from rahba.forms.asking import is_drawn
from rahba.sync.snapshot import current_snapshot
from tests.answering import COMPILED, publish_form, response
from tests.client import TestClient
from tests.forms.workbooks import workbook
from tests.making import (
    FRIDAY,
    MadeMarket,
    MadePhone,
    add_trader,
    coach_client,
    desk_client,
    join_phone,
)
from tests.recording import Notebook, entry_id_of
from tests.sync.pulling import pull

FORM = COMPILED["form_id"]
ASKING = f"/api/v1/forms/{FORM}/asking"
PROGRESS = f"/api/v1/forms/{FORM}/progress"
REFUSED: dict[str, Any] = {"answers": {"/data/consent_survey": "no"}, "outcome": "refused"}
SEASON = {"starts_on": "2026-11-01", "ends_on": "2026-12-31"}


@pytest.fixture
def asking(database: Database, world: World, client: TestClient, market: MadeMarket) -> Notebook:
    """Somebody with a phone, who asks."""
    publish_form(database, world, market)
    return Notebook(database, world, join_phone(client, market).caller, None)


@pytest.fixture
def coach(client: TestClient, market: MadeMarket, asking: Notebook) -> TestClient:
    return coach_client(client, market)


@pytest.fixture
def traders(database: Database, world: World, market: MadeMarket) -> list[str]:
    """Four traders of the grains section."""
    return database.transact(lambda session: [add_trader(session, market, world) for _ in range(4)])


def survey(notebook: Notebook, trader_id: str, **changed: Any) -> None:
    given = {
        "purpose": "survey", "decision": "given", "text_version": "2026-11", "language": "ar",
        "mode": "spoken", "trader_id": trader_id,
    }  # fmt: skip
    day = changed.pop("souk_date", FRIDAY)
    op = notebook.create("survey", response(trader_id=trader_id) | changed, souk_date=day)
    results = notebook.push(notebook.create("consent", given), op)
    assert [result["code"] for result in results] == ["applied", "applied"], results


def grains(answer: Any) -> dict[str, Any]:
    [row] = [row for row in answer.json()["sections"] if row["section"] == "grains"]
    return dict(row)


def counted(coach: TestClient) -> tuple[int, ...]:
    row = grains(coach.get(PROGRESS))
    return tuple(row[name] for name in ("known", "answered", "refused", "left", "to_ask"))


@pytest.mark.parametrize("role", ["official", "admin"])
def test_AC1_only_a_coach_says_who_is_asked_and_follows_it(
    client: TestClient, market: MadeMarket, coach: TestClient, role: str
) -> None:
    other = desk_client(client, market, role)
    assert other.put(ASKING, json={"rule": "everyone"}).status_code == 403
    assert other.get(PROGRESS).status_code == 403


def test_AC1_another_markets_form_is_not_found(coach: TestClient) -> None:
    assert coach.get("/api/v1/forms/none/progress").status_code == 404
    assert coach.get("/api/v1/forms/none/versions").status_code == 404
    assert coach.put("/api/v1/forms/none/asking", json={"rule": "everyone"}).status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        {"rule": "some"},
        {"rule": "once"},
        {"rule": "once", "starts_on": "2026-12-01", "ends_on": "2026-11-01"},
        {"rule": "sample", "starts_on": "2026-12-01", "share": 0},
        {"rule": "sample", "starts_on": "2026-12-01", "share": 101},
        {"rule": "quota", "starts_on": "2026-12-01", "quotas": {"grains": -1}},
    ],
)
def test_FD6_what_says_nothing_of_whom_to_ask_is_malformed(
    coach: TestClient, said: dict[str, Any]
) -> None:
    answer = coach.put(ASKING, json=said)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert coach.get("/api/v1/forms").json()[0]["asking"] is None


def test_FD6_phones_carry_who_is_asked_and_it_can_be_taken_back(
    client: TestClient, coach: TestClient, phone: MadePhone
) -> None:
    cursor = pull(client, phone)["cursor"]
    said = {"rule": "quota", **SEASON, "quotas": {"grains": 10}}
    shown = coach.put(ASKING, json=said).json()["asking"]
    assert shown == {**said, "share": 100, "seed": ""}
    page = pull(client, phone, cursor)
    assert [item["asking"] for item in page["catalog"]] == [shown]
    assert coach.put(ASKING, json={"rule": "everyone"}).json()["asking"] is None
    [told] = pull(client, phone, page["cursor"])["catalog"]
    assert "asking" not in told


def test_FD6_a_sample_gets_a_seed_and_keeps_the_one_it_is_given(coach: TestClient) -> None:
    said = {"rule": "sample", "starts_on": "2026-11-01", "share": 20}
    drawn = coach.put(ASKING, json=said).json()["asking"]
    assert len(drawn["seed"]) == 8
    again = coach.put(ASKING, json={**said, "seed": drawn["seed"]}).json()["asking"]
    assert again == drawn


def test_FD7_each_trader_once_is_followed_to_the_last(
    coach: TestClient, asking: Notebook, traders: list[str]
) -> None:
    coach.put(ASKING, json={"rule": "once", **SEASON})
    assert counted(coach) == (4, 0, 0, 0, 4)
    survey(asking, traders[0])
    survey(asking, traders[1], **REFUSED)
    survey(asking, traders[2], outcome="stopped")
    survey(asking, traders[3], souk_date="2026-10-30")  # in the season before
    assert counted(coach) == (4, 1, 1, 1, 1)
    assert grains(coach.get(PROGRESS))["wanted"] == 4
    survey(asking, traders[3])
    assert counted(coach) == (4, 2, 1, 1, 0)


def test_FD7_nobody_is_to_be_asked_any_more_once_a_quota_is_full(
    coach: TestClient, asking: Notebook, traders: list[str]
) -> None:
    coach.put(ASKING, json={"rule": "quota", **SEASON, "quotas": {"grains": 2}})
    survey(asking, traders[0])
    survey(asking, traders[1], **REFUSED)
    assert counted(coach) == (4, 1, 1, 0, 2)
    assert grains(coach.get(PROGRESS))["wanted"] == 2
    survey(asking, traders[2])
    assert counted(coach) == (4, 2, 1, 0, 0)


def test_FD7_of_a_sample_those_are_wanted_whom_chance_drew(
    coach: TestClient, asking: Notebook, traders: list[str]
) -> None:
    said = {"rule": "sample", **SEASON, "share": 50, "seed": "k3j2"}
    coach.put(ASKING, json=said)
    drawn = [trader for trader in traders if is_drawn("k3j2", trader, 50)]
    row = grains(coach.get(PROGRESS))
    assert (row["wanted"], row["to_ask"]) == (len(drawn), len(drawn))


def test_FD7_from_the_day_of_asking_again_on_the_count_starts_anew(
    coach: TestClient, asking: Notebook, traders: list[str]
) -> None:
    survey(asking, traders[0])
    assert counted(coach) == (4, 1, 0, 0, 0)  # nobody said who is asked
    coach.put(f"/api/v1/forms/{FORM}/ask-again", json={"starts_on": FRIDAY.isoformat()})
    assert counted(coach)[1] == 1
    coach.put(ASKING, json={"rule": "once", "starts_on": "2026-11-01"})
    survey(asking, traders[1], souk_date="2026-11-20")
    assert counted(coach) == (4, 1, 0, 0, 3)


def test_FD7_versions_are_listed_with_their_answers_and_files(
    client: TestClient, database: Database, world: World, market: MadeMarket
) -> None:
    coach = coach_client(client, market)
    for version in ("1", "2"):
        file = workbook([("text", "name", "Name")], version=version)
        assert coach.post("/api/v1/forms", content=file).status_code == 201
    notebook = Notebook(database, world, join_phone(client, market).caller, None)
    answered = {
        "form_id": "colours", "form_version": "1", "modules": [], "outcome": "completed",
        "answers": {"/data/name": "Hamid"},
        "started_at": "2026-11-27T07:20:00Z", "ended_at": "2026-11-27T07:23:00Z",
    }  # fmt: skip
    taken_back = notebook.create("survey", answered)
    assert notebook.push_one(notebook.create("survey", answered))["code"] == "applied"
    assert notebook.push_one(taken_back)["code"] == "applied"
    cancel = notebook.cancel(entry_id_of(taken_back), "survey")
    assert notebook.push_one(cancel)["code"] == "applied"
    versions = coach.get("/api/v1/forms/colours/versions").json()
    shown = {
        row["version"]: (row["in_force"], row["answers"], row["file"], len(row["sha256"]))
        for row in versions
    }
    assert shown == {"2": (True, 0, "xlsx", 64), "1": (False, 1, "xlsx", 64)}
    me = coach.get("/api/v1/desk/me").json()["person"]
    assert [row["published_by"]["name_latin"] for row in versions] == [me["name_latin"]] * 2
    coach.put("/api/v1/forms/colours/retired", json={"retired": True})
    listed = coach.get("/api/v1/forms/colours/versions").json()
    assert [row["in_force"] for row in listed] == [False, False]


def test_SV10_of_two_forms_each_trader_carries_the_newest_of_both(
    client: TestClient, database: Database, world: World, market: MadeMarket, coach: TestClient,
    asking: Notebook, traders: list[str], phone: MadePhone,
) -> None:  # fmt: skip
    coach.post("/api/v1/forms", content=workbook([("text", "name", "Name")]))
    cursor = pull(client, phone)["cursor"]
    other = {
        "form_id": "colours", "form_version": "1", "modules": [], "outcome": "refused",
        "answers": {}, "trader_id": traders[0],
        "started_at": "2026-11-20T07:20:00Z", "ended_at": "2026-11-20T07:23:00Z",
    }  # fmt: skip
    survey(asking, traders[0])
    op = asking.create("survey", other, souk_date="2026-11-20")
    assert asking.push_one(op)["code"] == "applied"
    newest = {"form_id": FORM, "outcome": "completed", "souk_date": FRIDAY.isoformat()}
    older = {"form_id": "colours", "outcome": "refused", "souk_date": "2026-11-20"}
    [told] = pull(client, phone, cursor)["catalog"]
    assert (told["survey"], told["other_surveys"]) == (newest, [older])
    snapshot = current_snapshot(database, market.id, b"x" * 32, world)
    document = json.loads(gzip.decompress(snapshot.data))
    others = document["traders"]["other_surveys"][at_of(document, told)]
    assert [document["surveys"][at] for at in others] == [list(older.values())]


def at_of(document: Any, told: Any) -> int:
    """The trader's place in the columns of a snapshot."""
    packed = base64.urlsafe_b64encode(uuid.UUID(told["id"]).bytes).decode().rstrip("=")
    return int(document["traders"]["id"].index(packed))
