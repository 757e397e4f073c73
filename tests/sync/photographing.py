"""A registration with a photo, and the photo brought after it (SPEC ME)."""

from __future__ import annotations

from typing import Any

import pytest

from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, Medium
from tests.client import TestClient
from tests.making import (
    MadeMarket,
    MadePhone,
)
from tests.photos import named
from tests.recording import Notebook, entry_id_of, new_id
from tests.requests.test_requests import consent, registration
from tests.sync.pushing import rows

URL = "/api/v1/sync/media"


@pytest.fixture
def notebook(database: Database, world: World, phone: MadePhone) -> Notebook:
    """The first animator's joined phone, so that its photos go over the wire."""
    return Notebook(database, world, phone.caller, None)


def photographed(
    notebook: Notebook, market: MadeMarket, photo: dict[str, Any], decision: str = "given"
) -> tuple[str, str]:
    """A registration that names a photo, with what was said to it: the trader's id, the entry's."""
    trader_id, stall_id = new_id(), market.stalls["grains"][0]
    entry = notebook.create("trader", registration(trader_id, stall_id) | {"photo": photo})
    said = consent(trader_id, "photo") | {"decision": decision}
    consents = [notebook.create("consent", body) for body in (consent(trader_id), said)]
    results = notebook.push(*consents, entry)
    assert [result["code"] for result in results] == ["applied"] * 3, results
    return trader_id, entry_id_of(entry)


def put(client: TestClient, phone: MadePhone, data: bytes, **changed: Any) -> Any:
    digest = changed.pop("sha256", named(data)["sha256"])
    headers = phone.headers | {"Content-Type": named(data)["type"]}
    return client.put(f"{URL}/{digest}", content=data, headers=headers)


def medium(database: Database) -> Medium:
    [row] = rows(database, Medium)
    assert isinstance(row, Medium)
    return row


def flags(database: Database, entry_id: str) -> list[str]:
    return next(e.flags for e in rows(database, Entry) if e.id == entry_id)


def said(answer: Any) -> tuple[int, str, str | None]:
    return answer.status_code, answer.json()["code"], answer.json().get("reason")
