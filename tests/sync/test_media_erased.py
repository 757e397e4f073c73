"""ME8: a photo goes with its consent and with its trader, and does not come back."""

from __future__ import annotations

import pytest

from rahba.backup.ledger import Line, append_lines
from rahba.catalog.erased import subject_of
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, EntryRevision, Medium
from rahba.requests.replay import replay_ledger
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import (
    MadeMarket,
    MadePhone,
)
from tests.photos import WEBP, named
from tests.recording import Notebook
from tests.requests.test_requests import ask, close, consent
from tests.sync.photographing import medium, notebook, photographed, put
from tests.sync.pushing import rows

__all__ = ["notebook"]


def test_ME8_an_erasure_takes_the_bytes_and_they_are_not_taken_in_again(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    coach: TestClient,
    database: Database,
) -> None:
    trader_id, entry_id = photographed(notebook, market, named(WEBP))
    put(client, phone, WEBP)
    cursor = client.get("/api/v1/sync/pull", headers=phone.headers).json()["cursor"]
    assert close(coach, ask(coach, trader_id, "erase")).status_code == 200
    assert (medium(database).state, medium(database).data) == ("erased", None)
    assert put(client, phone, WEBP).json() == {"state": "erased"}
    assert medium(database).data is None
    page = client.get(f"/api/v1/sync/pull?cursor={cursor}", headers=phone.headers).json()
    assert [own["flags"] for own in page["own"] if own["entry_id"] == entry_id] == [
        ["medium_erased"]
    ]
    assert named(WEBP)["sha256"] not in "".join(r.op for r in rows(database, EntryRevision))


def test_ME8_a_copy_older_than_the_erasure_brings_no_photo_back(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    coach: TestClient,
    database: Database,
    settings: Settings,
    world: World,
) -> None:
    trader_id, _ = photographed(notebook, market, named(WEBP))
    put(client, phone, WEBP)
    line = Line(market.id, subject_of(market.id, trader_id), "2026-11-27T09:00:00Z")
    append_lines(settings.data_dir, [line])
    assert replay_ledger(database, settings.data_dir, world) == 1
    assert (medium(database).state, medium(database).data) == ("erased", None)


@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "still expected"])
def test_ME8_consent_to_the_photo_withdrawn_takes_the_bytes_and_leaves_the_registration(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    database: Database,
    *,
    arrived: bool,
) -> None:
    trader_id, entry_id = photographed(notebook, market, named(WEBP))
    if arrived:
        put(client, phone, WEBP)
    body = consent(trader_id, "photo") | {"decision": "withdrawn"}
    notebook.push(notebook.create("consent", body))
    assert (medium(database).state, medium(database).data) == ("erased", None)
    assert put(client, phone, WEBP).json() == {"state": "erased"}
    [entry] = [e for e in rows(database, Entry) if e.id == entry_id]
    assert (entry.state, entry.flags) == ("received", ["medium_erased"])


def test_ME8_a_photo_that_was_refused_is_erased_before_it_comes(
    client: TestClient, phone: MadePhone, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    photographed(notebook, market, named(WEBP), decision="refused")
    assert medium(database).state == "erased"
    assert put(client, phone, WEBP).json() == {"state": "erased"}


def test_ME8_the_same_picture_of_somebody_else_stays(
    client: TestClient, phone: MadePhone, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    gone, _ = photographed(notebook, market, named(WEBP))
    _, stays = photographed(notebook, market, named(WEBP))
    put(client, phone, WEBP)
    body = consent(gone, "photo") | {"decision": "withdrawn"}
    notebook.push(notebook.create("consent", body))
    kept = [row.entry_id for row in rows(database, Medium) if row.data is not None]
    assert kept == [stays]
    assert put(client, phone, WEBP).json() == {"state": "received"}
