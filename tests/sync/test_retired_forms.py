"""A survey that comes back is mended in the version that it was answered in, also on a phone that
joined after that version went out of force (SPEC SV4)."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from sqlmodel import Session

from rahba.clock import World
from rahba.db import Database
from rahba.forms.publish import publish
from tests.client import TestClient
from tests.forms.sources import compiled
from tests.making import MadeMarket, MadePhone, coach_client, join_phone
from tests.recording import Notebook, entry_id_of, new_id
from tests.sync.pulling import pull

AT = "/data/member[2]/age"
ANSWERS = {
    "/data/head": "Ali",
    "/data/size": 2,
    "/data/member[1]/first": "Sara",
    "/data/member[1]/age": 70,
    "/data/member[2]/first": "Omar",
    "/data/member[2]/age": 9,
}


def put_out(database: Database, market: MadeMarket, world: World, version: str) -> None:
    """Publish a version of the household form."""

    def work(session: Session) -> None:
        form = {**compiled("household"), "version": version}
        publish(session, market.id, market.coach, b"", ("<h:html/>", form), world)

    database.transact(work)


def response(answers: dict[str, Any] = ANSWERS) -> dict[str, Any]:
    return {
        "form_id": "household", "form_version": "1", "modules": [], "answers": answers,
        "started_at": "2026-11-27T07:20:00Z", "ended_at": "2026-11-27T07:23:00Z",
        "outcome": "completed",
    }  # fmt: skip


@pytest.fixture
def survey(
    database: Database, market: MadeMarket, phone: MadePhone, world: World
) -> tuple[Notebook, str]:
    """Answered in version 1, before version 2 came out: `(the phone's notebook, entry id)`."""
    put_out(database, market, world, "1")
    notebook = Notebook(database, world, phone.caller, None)
    op = notebook.create("survey", response())
    assert notebook.push_one(op)["code"] == "applied"
    put_out(database, market, world, "2")
    return notebook, entry_id_of(op)


def give_back(client: TestClient, market: MadeMarket, entry_id: str) -> None:
    comment = {"path": AT, "text": "كم عمره؟"}
    body = {"decision_id": new_id(), "decision": "return", "rev": 1, "comments": [comment]}
    answer = coach_client(client, market).post(
        f"/api/v1/review/entries/{entry_id}/decision", json=body
    )
    assert answer.status_code == 200, answer.text


def retired(page: Any) -> list[tuple[str, str]]:
    items = [item for item in page["catalog"] if item["type"] == "form_version"]
    return [(item["form_id"], item["version"]) for item in items]


def versions_in_snapshot(client: TestClient, phone: MadePhone) -> list[str]:
    head = client.get("/api/v1/sync/snapshot", headers=phone.headers).json()
    path = f"/api/v1/sync/snapshot/{head['snapshot_id']}?offset=0&length=65536"
    forms = json.loads(gzip.decompress(client.get(path, headers=phone.headers).content))["forms"]
    return [form["version"] for form in forms]


def test_SV4_a_version_out_of_force_comes_to_nobody_who_has_nothing_to_mend_in_it(
    client: TestClient, market: MadeMarket, phone: MadePhone, survey: tuple[Notebook, str]
) -> None:
    assert retired(pull(client, phone)) == []
    give_back(client, market, survey[1])
    assert retired(pull(client, join_phone(client, market, market.animators[1]))) == []


def test_SV4_a_phone_that_joined_since_mends_the_very_instance_in_the_version_of_the_answers(
    client: TestClient, market: MadeMarket, survey: tuple[Notebook, str], database: Database
) -> None:
    first, entry_id = survey
    give_back(client, market, entry_id)
    second = join_phone(client, market)
    assert versions_in_snapshot(client, second) == ["2"]
    page = pull(client, second)
    assert retired(page) == [("household", "1")]
    (own,) = page["own"]
    assert (own["body"]["form_version"], own["decision"]["comments"][0]["path"]) == ("1", AT)
    carried = next(item for item in page["catalog"] if item["type"] == "form_version")
    assert carried["compiled"] == {**compiled("household"), "version": "1"}

    notebook = Notebook(database, first.world, second.caller, page["epoch"])
    mended = response(own["body"]["answers"] | {AT: 10})
    op = notebook.revise(entry_id, "survey", mended, base_rev=own["rev"])
    result = notebook.push_one(op)
    assert (result["code"], result["rev"]) == ("applied", 2)
    assert retired(pull(client, second, page["cursor"])) == []
