"""A form in a zip with its pictures and sounds (SPEC FD8). Refusals first."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest

from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.forms.workbooks import workbook_of
from tests.making import MadeMarket, MadePhone, coach_client, join_phone, make_market
from tests.sounding import SOUND_NAME, beep, sounding_form

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
FILES = {SOUND_NAME: beep()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def form_with(files: Mapping[str, bytes]) -> bytes:
    return zipped({"form.xlsx": workbook_of(sounding_form()), **files})


def problems_of(answer: Any) -> list[tuple[str, str]]:
    assert (answer.status_code, answer.json()["code"]) == (422, "form_invalid")
    return [(one["code"], one["message"]) for one in answer.json()["problems"]]


@pytest.fixture
def coach(client: TestClient, market: MadeMarket) -> TestClient:
    return coach_client(client, market)


LARGE, MANY = PICTURE + bytes(512 << 10), {f"{n}.png": PICTURE for n in range(301)}
REFUSED = {
    "no form": (zipped({"notes.txt": b"nothing"}), "package_without_form"),
    "two forms": (zipped({"a.xml": b"<a/>", "b.xml": b"<b/>"}), "package_without_form"),
    "no sound": (zipped({"form.xml": b"<a/>", "page.mp3": b"<html>"}), "file_not_shown"),
    "a file too large": (zipped({"form.xml": b"<a/>", "big.png": LARGE}), "package_too_large"),
    "too many files": (zipped({"form.xml": b"<a/>", **MANY}), "package_too_large"),
    "cut short": (form_with(FILES)[:-30], "package_unreadable"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_FD8_a_zip_that_is_no_form_with_its_files_is_refused_and_keeps_nothing(
    coach: TestClient, data: bytes, code: str
) -> None:
    before = coach.get("/api/v1/forms").json()
    assert [found for found, _ in problems_of(coach.post("/api/v1/forms", content=data))] == [code]
    assert coach.get("/api/v1/forms").json() == before


def test_FD8_a_zip_that_lies_about_its_sizes_is_read_no_further_than_the_limit(
    coach: TestClient,
) -> None:
    name, swollen = "bomb.png", PICTURE + b"\0" * (4 << 20)
    data = bytearray(zipped({"form.xml": b"<a/>", name: swollen}))
    for at in (i for i in range(len(data)) if data[i : i + 4] == struct.pack("<I", len(swollen))):
        data[at : at + 4] = struct.pack("<I", 100)
    (code, _) = problems_of(coach.post("/api/v1/forms/check", content=bytes(data)))[0]
    assert code in {"package_too_large", "package_unreadable"}


def test_FD8_a_version_that_is_out_is_heard_as_it_was(coach: TestClient) -> None:
    assert coach.post("/api/v1/forms", content=form_with(FILES)).status_code == 201
    other = coach.post("/api/v1/forms", content=form_with({SOUND_NAME: beep() + b"\0\0"}))
    assert (other.status_code, other.json()["code"]) == (409, "form_version_taken")
    assert coach.post("/api/v1/forms", content=form_with(FILES)).status_code == 201


def test_FD8_another_markets_phone_and_a_stranger_do_not_read_its_files(
    client: TestClient,
    market: MadeMarket,
    coach: TestClient,
    phone: MadePhone,
    database: Database,
    world: World,
) -> None:
    told = coach.post("/api/v1/forms", content=form_with(FILES)).json()["compiled"]["files"]
    path = f"/api/v1/sync/form-files/{told[SOUND_NAME]['sha256']}"
    assert client.get(path).status_code == 401
    other = make_market(database, world, code="other")

    stranger = join_phone(client, other)
    assert client.get(path, headers=stranger.headers).status_code == 404


def test_FD8_its_sounds_are_read_by_phone_and_desk_and_the_workbook_comes_back_as_it_was(
    client: TestClient, coach: TestClient, phone: MadePhone
) -> None:
    book = workbook_of(sounding_form())
    data = zipped({"f/form.xlsx": book, f"f/media/{SOUND_NAME}": beep(), "f/.DS_Store": b"x"})
    published = coach.post("/api/v1/forms", content=data)
    assert published.status_code == 201
    (told,) = published.json()["compiled"]["files"].values()
    assert (told["type"], told["size"]) == ("audio/wav", len(beep()))
    at_the_phone = client.get(f"/api/v1/sync/form-files/{told['sha256']}", headers=phone.headers)
    assert at_the_phone.content == beep()
    at_the_desk = coach.get(f"/api/v1/forms/files/{told['sha256']}")
    assert (at_the_desk.content, at_the_desk.headers["content-type"]) == (beep(), "audio/wav")
    assert coach.get("/api/v1/forms/sounding/file").content == book


def test_FD8_what_no_text_names_is_told_and_not_kept(coach: TestClient) -> None:
    checked = coach.post("/api/v1/forms/check", content=form_with({**FILES, "spare.png": PICTURE}))
    warned = [(w["code"], w["message"]) for w in checked.json()["warnings"]]
    assert ("file_not_named", "spare.png") in [
        (code, message.split(": ")[-1]) for code, message in warned
    ]
    assert list(checked.json()["compiled"]["files"]) == [SOUND_NAME]
