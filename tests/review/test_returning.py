"""A survey goes back, answer by answer (SPEC SV8). Refusals first."""

from typing import Any

import pytest
from sqlmodel import select

from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry
from tests.answering import COMPILED, publish_form
from tests.client import TestClient
from tests.making import MadeMarket
from tests.recording import Notebook, entry_id_of, new_id, open_notebook

REFUSAL = {"/data/consent_survey": "no"}


@pytest.fixture
def notebook(database: Database, world: World, market: MadeMarket) -> Notebook:
    publish_form(database, world, market)
    return open_notebook(database, world, market)


@pytest.fixture
def survey(notebook: Notebook) -> str:
    """The id of a response; what it answers does not matter to what can be asked again."""
    body = {
        "form_id": COMPILED["form_id"], "form_version": COMPILED["version"], "modules": [],
        "answers": REFUSAL, "started_at": "2026-11-27T07:20:00Z",
        "ended_at": "2026-11-27T07:23:00Z", "outcome": "refused",
    }  # fmt: skip
    op = notebook.create("survey", body)
    assert notebook.push_one(op)["code"] == "applied"
    return entry_id_of(op)


def returned(*ways: tuple[str, str]) -> dict[str, Any]:
    comments = [{"path": path, "text": "كم؟", "way": way} for path, way in ways]
    return {"decision_id": new_id(), "decision": "return", "rev": 1, "comments": comments}


def decide(coach: TestClient, entry_id: str, body: dict[str, Any]) -> Any:
    return coach.post(f"/api/v1/review/entries/{entry_id}/decision", json=body)


def state_of(database: Database, entry_id: str) -> str:
    with database.read() as session:
        return session.exec(select(Entry.state).where(Entry.id == entry_id)).one()


@pytest.mark.parametrize(
    "path", ["/data/interview/fees_today", "/data/interview/helpers_paid", "/data/nothing", ""]
)
def test_SV8_what_asks_about_a_day_that_is_over_is_not_asked_again(
    coach: TestClient, database: Database, survey: str, path: str
) -> None:
    body = returned(("/data/interview/sex", "ask_again"), (path, "ask_again"))
    answer = decide(coach, survey, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "cannot_ask_again")
    assert answer.json()["paths"] == [path]
    assert state_of(database, survey) == "received"


def test_SV8_what_is_no_survey_is_not_asked_again(
    coach: TestClient, database: Database, notebook: Notebook
) -> None:
    op = notebook.create("day_sheet", {"weather": ["sun"], "waste_kg": 10})
    notebook.push(op)
    answer = decide(coach, entry_id_of(op), returned(("waste_kg", "ask_again")))
    assert (answer.status_code, answer.json()["code"]) == (422, "cannot_ask_again")
    assert state_of(database, entry_id_of(op)) == "received"


def test_SV8_what_to_ask_again_is_not_decided_of_many_at_once(
    coach: TestClient, database: Database, survey: str
) -> None:
    body = returned(("/data/interview/sex", "ask_again")) | {"entry_id": survey}
    answer = coach.post("/api/v1/review/decisions", json={"decisions": [body]})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert state_of(database, survey) == "received"


def test_SV8_an_answer_about_the_day_is_mended_and_another_is_asked_again(
    coach: TestClient, database: Database, survey: str
) -> None:
    body = returned(
        ("/data/interview/fees_today", "mend"), ("/data/interview/age_band", "ask_again")
    )
    assert decide(coach, survey, body).json()["state"] == "returned"
    said = coach.get(f"/api/v1/review/entries/{survey}").json()["reviews"][0]["comments"]
    assert [(comment["path"], comment["way"]) for comment in said] == [
        ("/data/interview/fees_today", "mend"),
        ("/data/interview/age_band", "ask_again"),
    ]
