"""ME: a photo that a form asks for, named by a response and brought after it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rahba.clock import World
from rahba.db import Database
from tests.answering import publish_form, response
from tests.client import TestClient
from tests.forms.sources import compiled
from tests.making import MadeMarket, MadePhone, api_key
from tests.photos import JPEG, WEBP, named
from tests.recording import Notebook, entry_id_of, new_id
from tests.requests.test_requests import approve, consent
from tests.sync.photographing import flags, medium, notebook, put, said

__all__ = ["notebook"]

PHOTO = "/data/place"
ANSWERS: dict[str, Any] = {
    "/data/section": "veg",
    "/data/trade": "olives",
    "/data/words/name": "Ali",
    "/data/words/sheep": 3,
}


@pytest.fixture
def trader_id(notebook: Notebook, database: Database, world: World, market: MadeMarket) -> str:
    """Whoever agreed to be listed and asked, where a form asks for a photo."""
    publish_form(database, world, market, compiled("every_type"))
    agreed = new_id()
    notebook.push(
        *(notebook.create("consent", consent(agreed, to)) for to in ("registration", "survey"))
    )
    return agreed


def photographed(trader_id: str, digest: str, photo: dict[str, Any] | None) -> dict[str, Any]:
    answers = ANSWERS | {PHOTO: digest}
    body = response(form_id="every_type", form_version="1", trader_id=trader_id)
    return body | {"answers": answers} | ({"photo": photo} if photo else {})


def agree(notebook: Notebook, trader_id: str, decision: str = "given") -> None:
    notebook.push(notebook.create("consent", consent(trader_id, "photo") | {"decision": decision}))


def refusals(notebook: Notebook, body: dict[str, Any]) -> list[tuple[str, str]]:
    result = notebook.push_one(notebook.create("survey", body))
    assert result["code"] == "invalid", result
    return [(error["path"], error["code"]) for error in result["errors"]]


@pytest.mark.parametrize(
    ("photo", "code"), [(None, "required"), (named(JPEG), "constraint")], ids=["none", "another"]
)
def test_ME1_an_answer_whose_photo_the_response_does_not_name_is_invalid(
    notebook: Notebook, trader_id: str, photo: dict[str, Any] | None, code: str
) -> None:
    body = photographed(trader_id, named(WEBP)["sha256"], photo)
    assert refusals(notebook, body) == [("photo", code)]


def test_ME1_what_is_no_digest_is_no_photo(notebook: Notebook, trader_id: str) -> None:
    body = photographed(trader_id, "photo.jpg", named(WEBP))
    assert (PHOTO, "wrong_type") in refusals(notebook, body)


def test_ME3_the_photo_of_a_survey_is_not_taken_without_the_traders_consent(
    client: TestClient, phone: MadePhone, notebook: Notebook, trader_id: str
) -> None:
    body = photographed(trader_id, named(WEBP)["sha256"], named(WEBP))
    assert notebook.push_one(notebook.create("survey", body))["code"] == "applied"
    assert said(put(client, phone, WEBP))[0] == 403


def test_ME5_the_photo_of_a_survey_is_expected_until_it_comes_and_programs_are_told_its_address(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    coach: TestClient,
    market: MadeMarket,
    database: Database,
    world: World,
    trader_id: str,
) -> None:
    agree(notebook, trader_id)
    op = notebook.create("survey", photographed(trader_id, named(WEBP)["sha256"], named(WEBP)))
    assert notebook.push_one(op)["code"] == "applied"
    assert "medium_expected" in flags(database, entry_id_of(op))
    assert put(client, phone, WEBP).json() == {"state": "received"}
    assert "medium_expected" not in flags(database, entry_id_of(op))
    approve(coach, entry_id_of(op))
    keys = {p: api_key(database, market, world, projection=p) for p in ("pii", "pseudonymous")}
    feeds = {p: client.get("/api/v1/feed/approved", headers=k).text for p, k in keys.items()}
    assert named(WEBP)["sha256"] not in feeds["pseudonymous"]
    [row] = [r for r in json.loads(feeds["pii"])["rows"] if r["kind"] == "survey"]
    assert row["body"]["photo_sha256"] == named(WEBP)["sha256"]
    assert client.get(row["body"]["photo_url"], headers=keys["pii"]).content == WEBP


def test_ME8_the_photo_of_a_survey_goes_when_the_trader_takes_the_consent_back(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    database: Database,
    trader_id: str,
) -> None:
    agree(notebook, trader_id)
    op = notebook.create("survey", photographed(trader_id, named(WEBP)["sha256"], named(WEBP)))
    notebook.push(op)
    put(client, phone, WEBP)
    agree(notebook, trader_id, "withdrawn")
    assert (medium(database).state, medium(database).data) == ("erased", None)
    assert "medium_erased" in flags(database, entry_id_of(op))
