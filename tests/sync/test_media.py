"""ME: a photo of a stall that arrives, and where it is seen."""

from __future__ import annotations

import json

from rahba.catalog.tables import Consent
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry
from tests.client import TestClient
from tests.making import (
    MadeMarket,
    MadePhone,
    api_key,
    desk_client,
    revoke_phone,
)
from tests.photos import JPEG, WEBP, named
from tests.recording import Notebook, new_id
from tests.requests.test_requests import approve, ask, close, consent, registration
from tests.sync.photographing import flags, medium, notebook, photographed, put
from tests.sync.pushing import rows, statements_of

__all__ = ["notebook"]


def test_ME2_a_photo_arrives_once_however_often_it_is_sent(
    client: TestClient, phone: MadePhone, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    photographed(notebook, market, named(JPEG))
    answers = [put(client, phone, JPEG) for _ in range(3)]
    assert [answer.json() for answer in answers] == [{"state": "received"}] * 3
    assert (medium(database).state, medium(database).data) == ("received", JPEG)


def test_ME5_what_is_expected_is_flagged_until_it_arrives_and_its_author_is_told(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    database: Database,
) -> None:
    _, entry_id = photographed(notebook, market, named(WEBP))
    assert flags(database, entry_id) == ["medium_expected"]
    assert next(e.queue_step for e in rows(database, Entry) if e.id == entry_id) == 0
    cursor = client.get("/api/v1/sync/pull", headers=phone.headers).json()["cursor"]
    put(client, phone, WEBP)
    assert flags(database, entry_id) == []
    page = client.get(f"/api/v1/sync/pull?cursor={cursor}", headers=phone.headers).json()
    assert [(own["entry_id"], own["flags"]) for own in page["own"]] == [(entry_id, [])]


def test_ME5_a_revision_that_keeps_the_photo_expects_nothing_and_another_photo_is_expected(
    client: TestClient, phone: MadePhone, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    trader_id, entry_id = photographed(notebook, market, named(WEBP))
    put(client, phone, WEBP)
    body = registration(trader_id, market.stalls["grains"][1])
    notebook.push(notebook.revise(entry_id, "trader", body | {"photo": named(WEBP)}))
    assert flags(database, entry_id) == []
    notebook.push(notebook.revise(entry_id, "trader", body | {"photo": named(JPEG)}))
    assert flags(database, entry_id) == ["medium_expected"]
    assert put(client, phone, JPEG).json() == {"state": "received"}
    assert flags(database, entry_id) == []


def test_ME5_a_proposed_photo_is_taken_and_what_was_approved_stays_as_it_is(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    coach: TestClient,
    database: Database,
) -> None:
    trader_id, entry_id = photographed(notebook, market, named(WEBP))
    put(client, phone, WEBP)
    approve(coach, entry_id)
    body = registration(trader_id, market.stalls["grains"][0]) | {"photo": named(JPEG)}
    assert notebook.push_one(notebook.revise(entry_id, "trader", body))["code"] == "proposed"
    assert flags(database, entry_id) == []
    assert put(client, phone, JPEG).json() == {"state": "received"}


def test_ME2_a_revoked_phones_photo_is_taken_for_what_it_recorded_before_and_not_for_what_is_held(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    coach: TestClient,
    database: Database,
    world: World,
) -> None:
    photographed(notebook, market, named(WEBP))
    revoke_phone(database, market, phone, world)
    later = Notebook(database, world, phone.caller.__class__(*_revoked(phone)), None)
    trader_id = new_id()
    body = registration(trader_id, market.stalls["grains"][1]) | {"photo": named(JPEG)}
    held = [later.create("consent", consent(trader_id, "photo")), later.create("trader", body)]
    assert [r["code"] for r in later.push(*held)] == ["held", "held"]
    assert put(client, phone, WEBP).json() == {"state": "received"}
    assert put(client, phone, JPEG).status_code == 403
    for kept in coach.get("/api/v1/review/quarantine").json():
        coach.post(f"/api/v1/review/quarantine/{kept['id']}/release")
    assert put(client, phone, JPEG).json() == {"state": "received"}


def _revoked(phone: MadePhone) -> tuple[str, str, str, bool]:
    return phone.market_id, phone.person_id, phone.device_id, True


def test_ME7_a_program_sees_a_photo_only_where_its_key_shows_names(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    coach: TestClient,
    database: Database,
    world: World,
) -> None:
    trader_id, entry_id = photographed(notebook, market, named(WEBP))
    put(client, phone, WEBP)
    keys = {p: api_key(database, market, world, projection=p) for p in ("pii", "pseudonymous")}
    marks_only = api_key(database, market, world, projection="pii", kinds=("presence",))
    address = f"/api/v1/feed/media/{named(WEBP)['sha256']}"
    assert client.get(address, headers=keys["pii"]).status_code == 404  # not approved yet
    approve(coach, entry_id)
    feeds = {p: client.get("/api/v1/feed/approved", headers=k).text for p, k in keys.items()}
    assert named(WEBP)["sha256"] not in feeds["pseudonymous"]
    assert "photo" not in feeds["pseudonymous"]
    [row] = [r for r in json.loads(feeds["pii"])["rows"] if r["kind"] == "trader"]
    assert (row["body"]["photo_sha256"], row["body"]["photo_url"]) == (
        named(WEBP)["sha256"], address,
    )  # fmt: skip
    assert client.get(address, headers=keys["pseudonymous"]).status_code == 403
    assert client.get(address, headers=marks_only).status_code == 403
    seen = client.get(address, headers=keys["pii"])
    assert (seen.content, seen.headers["cache-control"]) == (WEBP, "private, no-store")
    sheet = client.get("/api/v1/export/trader.csv", headers=keys["pii"]).text
    assert address in sheet
    close(coach, ask(coach, trader_id, "object", purposes=["photo"]))
    assert client.get(address, headers=keys["pii"]).status_code == 404


def test_ME6_the_registry_shows_a_coach_where_the_newest_photo_is_and_an_official_nothing_of_it(
    client: TestClient, phone: MadePhone, notebook: Notebook, market: MadeMarket, coach: TestClient
) -> None:
    trader_id, entry_id = photographed(notebook, market, named(WEBP))
    put(client, phone, WEBP)
    at = "/api/v1/registry/traders"
    [item] = [i for i in coach.get(at).json()["items"] if i["trader_id"] == trader_id]
    assert item["photo"] == {"entry_id": entry_id, "sha256": named(WEBP)["sha256"]}
    official = desk_client(client, market, "official").get(at).json()["items"]
    assert all("photo" not in item for item in official)


def test_ME2_the_manifest_counts_photos_apart_and_one_less_once_one_arrived(
    client: TestClient, phone: MadePhone, notebook: Notebook, market: MadeMarket, coach: TestClient
) -> None:
    photographed(notebook, market, named(WEBP))
    mark = notebook.mark(market.stalls["grains"][2])
    notebook.push(mark, manifest={"pending": 1, "media": 2})
    put(client, phone, WEBP)
    put(client, phone, WEBP)
    people = coach.get("/api/v1/team").json()
    assert '"media": 1' in json.dumps(people)


def test_ME5_what_was_taken_back_waits_for_no_photo(
    notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    _, entry_id = photographed(notebook, market, named(WEBP))
    notebook.push(notebook.cancel(entry_id, "trader"))
    assert flags(database, entry_id) == []


def test_PU11_photos_cost_a_batch_of_marks_no_statement(
    notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    marks = [notebook.mark(stall) for stall in market.stalls["veg"][:5]]
    assert statements_of(database, lambda: notebook.push(*marks)) <= 15
    assert rows(database, Consent) == []
