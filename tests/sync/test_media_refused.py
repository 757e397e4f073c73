"""ME: photos that are not taken, and who does not see one."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI

from rahba.clock import World
from rahba.db import Database
from rahba.entries.images import flaw_of
from rahba.entries.kinds.medium import MAX_MEDIUM_BYTES
from tests.client import TestClient
from tests.making import (
    MadeMarket,
    MadePhone,
    desk_client,
    join_phone,
    make_market,
)
from tests.photos import JPEG, WEBP, as_a_camera, named, with_chunk
from tests.recording import Notebook, new_id
from tests.requests.test_requests import consent, registration
from tests.sync.photographing import URL, medium, notebook, photographed, put, said

__all__ = ["notebook"]


@pytest.mark.parametrize(
    ("photo", "code"),
    [
        ("a picture", "wrong_type"),
        (named(WEBP, sha256="ABC"), "bad_id"),
        (named(WEBP, type="image/png"), "not_a_choice"),
        (named(WEBP, bytes=MAX_MEDIUM_BYTES + 1), "out_of_range"),
    ],
)
def test_ME1_a_photo_is_named_by_digest_type_and_size(
    notebook: Notebook, market: MadeMarket, photo: Any, code: str
) -> None:
    body = registration(new_id(), market.stalls["grains"][0]) | {"photo": photo}
    result = notebook.push_one(notebook.create("trader", body))
    assert result["errors"] == [{"path": "photo", "code": code}]


def test_ME2_more_than_64_KiB_is_not_read(client: TestClient, phone: MadePhone) -> None:
    assert put(client, phone, b"x" * (MAX_MEDIUM_BYTES + 1)).json()["code"] == "too_large"
    assert put(client, phone, b"x" * MAX_MEDIUM_BYTES).json()["code"] == "forbidden"


def test_ME2_a_body_that_does_not_say_its_size_is_read_no_further_than_the_limit(
    app: FastAPI,
) -> None:
    scope = {
        "type": "http", "method": "PUT", "path": f"{URL}/{'0' * 64}", "headers": [],
        "query_string": b"", "scheme": "http", "server": ("localhost", 80),
    }  # fmt: skip
    answered: list[dict[str, Any]] = []
    pieces = 0

    async def receive() -> dict[str, Any]:
        nonlocal pieces
        pieces += 1
        return {"type": "http.request", "body": b"x" * 1024, "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        answered.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]  # plain dicts
    assert (answered[0]["status"], pieces) == (413, 65)


def test_ME2_nobody_brings_a_photo_without_a_phone(client: TestClient, market: MadeMarket) -> None:
    assert client.put(f"{URL}/{'0' * 64}", content=WEBP).status_code == 401


def test_ME3_what_no_revision_names_is_forbidden(
    client: TestClient, phone: MadePhone, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    photographed(notebook, market, named(WEBP))
    assert said(put(client, phone, JPEG)) == (403, "forbidden", None)
    assert medium(database).state == "expected"


def test_ME3_another_authors_photo_looks_as_if_nothing_named_it(
    client: TestClient, phone: MadePhone, notebook: Notebook, market: MadeMarket
) -> None:
    photographed(notebook, market, named(WEBP))
    other = join_phone(client, market, market.animators[1])
    refused = put(client, other, WEBP)
    assert refused.json() == put(client, other, JPEG).json()
    assert refused.status_code == 403


def test_ME3_another_markets_photo_is_forbidden(
    client: TestClient,
    notebook: Notebook,
    market: MadeMarket,
    database: Database,
    world: World,
) -> None:
    photographed(notebook, market, named(WEBP))
    elsewhere = join_phone(client, make_market(database, world, code="other"))
    assert said(put(client, elsewhere, WEBP)) == (403, "forbidden", None)


@pytest.mark.parametrize("of", ["nothing said", "registration alone"])
def test_ME3_without_consent_to_a_photo_its_bytes_are_not_taken(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    database: Database,
    of: str,
) -> None:
    trader_id = new_id()
    body = registration(trader_id, market.stalls["grains"][0]) | {"photo": named(WEBP)}
    consents = [] if of == "nothing said" else [notebook.create("consent", consent(trader_id))]
    notebook.push(*consents, notebook.create("trader", body))
    assert put(client, phone, WEBP).status_code == 403
    assert medium(database).data is None


def test_ME4_other_bytes_than_those_named_are_refused(
    client: TestClient, phone: MadePhone, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    photographed(notebook, market, named(WEBP))
    answer = put(client, phone, WEBP[:-1] + b"?", sha256=named(WEBP)["sha256"])
    assert said(answer) == (422, "medium_refused", "wrong_hash")
    assert medium(database).data is None


@pytest.mark.parametrize(
    ("data", "changed", "reason"),
    [
        (b"MZ is no picture", {}, "not_an_image"),
        (JPEG, {"type": "image/webp"}, "not_an_image"),
        (JPEG[:-2], {}, "not_an_image"),
        (as_a_camera(JPEG), {}, "metadata"),
        (JPEG + b"<script>", {}, "metadata"),
        (with_chunk(WEBP, b"EXIF", b"31 N"), {}, "metadata"),
        (with_chunk(WEBP, b"XMP ", b"<x/>"), {}, "metadata"),
        (WEBP, {"bytes": 7}, "wrong_size"),
    ],
    ids=lambda value: f"{len(value)} bytes" if isinstance(value, bytes) else None,
)
def test_ME4_only_a_picture_that_holds_nothing_else_is_taken(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    database: Database,
    data: bytes,
    changed: dict[str, Any],
    reason: str,
) -> None:
    photographed(notebook, market, named(data, **changed))
    assert said(put(client, phone, data)) == (422, "medium_refused", reason)
    assert medium(database).data is None


def test_ME4_a_photo_is_not_taken_for_its_first_bytes_alone() -> None:
    for data in (JPEG, WEBP):
        kind = named(data)["type"]
        assert flaw_of(kind, data) is None
        assert [flaw_of(kind, data[:n]) for n in range(len(data))] == ["not_an_image"] * len(data)


def test_ME6_a_photo_is_seen_by_who_may_read_its_entry_and_by_nobody_else(
    client: TestClient,
    phone: MadePhone,
    notebook: Notebook,
    market: MadeMarket,
    coach: TestClient,
    database: Database,
    world: World,
) -> None:
    _, entry_id = photographed(notebook, market, named(WEBP))
    photo = f"/api/v1/review/entries/{entry_id}/media/{named(WEBP)['sha256']}"
    assert coach.get(photo).status_code == 404
    put(client, phone, WEBP)
    assert client.get(photo).status_code == 401
    assert client.get(photo, headers=phone.headers).status_code == 401
    for role in ("official", "admin"):
        assert desk_client(client, market, role).get(photo).status_code == 403
    elsewhere = desk_client(client, make_market(database, world, code="other"), "coach")
    assert elsewhere.get(photo).status_code == 404
    answer = coach.get(photo)
    assert (answer.content, answer.headers["content-type"]) == (WEBP, "image/webp")
    assert answer.headers["cache-control"] == "private, no-store"
