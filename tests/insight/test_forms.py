"""How a form fares, as the desk reads it (SPEC FD5). Refusals first."""

from __future__ import annotations

from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.forms.workbooks import workbook
from tests.making import (
    MadeMarket,
    coach_client,
    join_phone,
)
from tests.recording import Notebook, entry_id_of


def test_AC1_another_markets_form_is_not_found(client: TestClient, market: MadeMarket) -> None:
    coach = coach_client(client, market)
    assert coach.get("/api/v1/forms/none/versions").status_code == 404


def test_FD5_versions_are_listed_with_their_answers_and_files(
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
