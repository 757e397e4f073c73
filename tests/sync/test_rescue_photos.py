"""Photos that travel without their person (RS7)."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from rahba.access.tables import Device
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Medium
from tests.at_once import at_once
from tests.client import TestClient
from tests.making import MadeMarket, coach_client, revoke_phone
from tests.photos import JPEG, WEBP, named
from tests.recording import Notebook, new_id
from tests.requests.test_requests import consent, registration
from tests.rescuing import SigningPhone, join_signing, sealed_photo, sealed_row
from tests.sync.photographing import photographed
from tests.sync.pushing import rows

BY_PHONE, AT_DESK = "/api/v1/sync/rescue", "/api/v1/rescue"


@pytest.fixture
def author(client: TestClient, market: MadeMarket) -> SigningPhone:
    return join_signing(client, market)


@pytest.fixture
def notebook(database: Database, world: World, author: SigningPhone) -> Notebook:
    return Notebook(database, world, author.phone.caller, None)


def file_of(author: SigningPhone, *photos: dict[str, Any]) -> dict[str, Any]:
    return author.file(photos=list(photos))


def states(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [photo["state"] for photo in answer.json()["photos"]]


def test_RS7_a_photo_that_was_put_in_or_taken_out_later_is_forged(
    client: TestClient, author: SigningPhone, database: Database
) -> None:
    whole = file_of(author, sealed_photo(WEBP))
    other = sealed_photo(JPEG)
    for changed in ({"photos": [other]}, {"photos": [*whole["photos"], other]}):
        answer = client.post(BY_PHONE, json=whole | changed, headers=author.push_only)
        assert (answer.status_code, answer.json()["code"]) == (422, "rescue_forged")
    assert rows(database, Medium) == []


def test_RS7_a_file_of_neither_ops_nor_photos_is_none(
    client: TestClient, author: SigningPhone
) -> None:
    whole = file_of(author, sealed_photo(WEBP))
    answer = client.post(BY_PHONE, json=whole | {"photos": []}, headers=author.push_only)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_RS7_ME3_bytes_that_nothing_of_their_author_names_wait_and_are_not_kept(
    client: TestClient, author: SigningPhone, notebook: Notebook, market: MadeMarket
) -> None:
    colleague = join_signing(client, market, 1)
    photographed(notebook, market, named(WEBP))
    theirs = file_of(colleague, sealed_photo(WEBP))
    assert states(client.post(BY_PHONE, json=theirs, headers=author.push_only)) == ["waiting"]


def test_RS7_ME4_other_bytes_and_a_row_that_does_not_open_are_refused_and_stop_no_other(
    client: TestClient,
    author: SigningPhone,
    notebook: Notebook,
    market: MadeMarket,
    database: Database,
) -> None:
    photographed(notebook, market, named(WEBP))
    digest = named(WEBP)["sha256"]
    file = file_of(
        author,
        sealed_photo(JPEG, sha256=digest),
        sealed_photo(WEBP, key=b"k" * 32),
        sealed_photo(WEBP),
    )
    assert states(client.post(BY_PHONE, json=file, headers=author.push_only)) == [
        "refused",
        "refused",
        "received",
    ]
    (medium,) = rows(database, Medium)
    assert (medium.state, medium.data) == ("received", WEBP)


def test_RS7_whoever_brings_it_the_photo_comes_to_its_entry_once(
    client: TestClient, author: SigningPhone, market: MadeMarket, database: Database, world: World
) -> None:
    notebook = Notebook(database, world, author.phone.caller, None)
    trader_id = new_id()
    body = registration(trader_id, market.stalls["grains"][0]) | {"photo": named(WEBP)}
    texts = [
        notebook.create("consent", consent(trader_id)),
        notebook.create("consent", consent(trader_id, "photo")),
        notebook.create("trader", body),
    ]
    whole = author.file(*map(sealed_row, texts), photos=[sealed_photo(WEBP)])
    colleague = join_signing(client, market, 1)
    by_colleague = client.post(BY_PHONE, json=whole, headers=colleague.phone.headers)
    assert [result["code"] for result in by_colleague.json()["results"]] == ["applied"] * 3
    assert states(by_colleague) == ["received"]
    assert states(coach_client(client, market).post(AT_DESK, json=whole)) == ["received"]
    (medium,) = rows(database, Medium)
    assert (medium.state, medium.data) == ("received", WEBP)


def test_RS7_ME5_brought_by_several_at_once_it_comes_once(
    client: TestClient, author: SigningPhone, notebook: Notebook, market: MadeMarket,
    database: Database,
) -> None:  # fmt: skip
    coach, left = coach_client(client, market), 20
    for data in (WEBP, JPEG):
        photographed(notebook, market, named(data))
        notebook.send(manifest={"pending": 0, "media": left})
        file = file_of(author, sealed_photo(data))
        for answer in at_once(*[partial(coach.post, AT_DESK, json=file)] * 6):
            assert states(answer) == ["received"]
        (device,) = [one for one in rows(database, Device) if one.id == author.phone.device_id]
        assert device.manifest["media"] == left - 1


def test_RS7_PU9_what_is_held_lets_its_photo_in_once_it_is_released(
    client: TestClient, author: SigningPhone, market: MadeMarket, database: Database, world: World
) -> None:
    revoke_phone(database, market, author.phone, world)
    notebook = Notebook(database, world, author.phone.caller, None)
    trader_id = new_id()
    body = registration(trader_id, market.stalls["grains"][0]) | {"photo": named(WEBP)}
    texts = [
        notebook.create("consent", consent(trader_id, "photo")),
        notebook.create("trader", body),
    ]
    whole = author.file(*map(sealed_row, texts), photos=[sealed_photo(WEBP)])
    coach = coach_client(client, market)
    assert states(coach.post(AT_DESK, json=whole)) == ["waiting"]
    for kept in coach.get("/api/v1/review/quarantine").json():
        coach.post(f"/api/v1/review/quarantine/{kept['id']}/release")
    assert states(coach.post(AT_DESK, json=whole)) == ["received"]
