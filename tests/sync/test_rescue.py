"""Unsent work in a sealed file, whoever brings it (RS1–RS4)."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlmodel import Session, select

from rahba.access.tables import Audit, Device
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, Quarantine
from tests.access.things import rows_of
from tests.client import TestClient
from tests.making import MadeMarket, coach_client, desk_client, make_market, revoke_phone
from tests.recording import Notebook, entry_id_of, new_id, op_id_of
from tests.rescuing import SigningPhone, join_signing, packed, sealed_row, signed
from tests.sealing import seal, seal_op

BY_PHONE, AT_DESK = "/api/v1/sync/rescue", "/api/v1/rescue"


@pytest.fixture
def author(client: TestClient, market: MadeMarket) -> SigningPhone:
    return join_signing(client, market)


@pytest.fixture
def colleague(client: TestClient, market: MadeMarket) -> SigningPhone:
    return join_signing(client, market, 1)


@pytest.fixture
def notebook(
    client: TestClient, database: Database, world: World, author: SigningPhone
) -> Notebook:
    epoch = client.get("/api/v1/health").json()["epoch"]
    return Notebook(database, world, author.phone.caller, epoch)


@pytest.fixture
def mark(notebook: Notebook, market: MadeMarket) -> str:
    return notebook.mark(market.stalls["grains"][0])


def codes(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [result["code"] for result in answer.json()["results"]]


def entries(database: Database) -> dict[str, Entry]:
    with database.read() as session:
        return {entry.id: entry for entry in session.exec(select(Entry))}


# -- refused, and nothing has changed -----------------------------------------------------------


def refused_files(author: SigningPhone, mark: str) -> dict[str, tuple[dict[str, Any], str]]:
    whole = author.file(sealed_row(mark))
    stranger = ec.generate_private_key(ec.SECP256R1())
    other_key = {"version": 1, "wrapped": packed(b"A" * 120)}
    code = {"version": 1, "wrapped": seal(author.recovery_key, "unlock-code", b"k" * 32)}
    short = {"version": 1, "wrapped": seal(author.recovery_key, "store-key", b"k")}
    return {
        "signed by another key": (signed(whole, stranger), "rescue_forged"),
        "changed after signing": (
            whole | {"made_at": "2026-11-27T12:00:00.001Z"},
            "rescue_forged",
        ),
        "an op taken out": (whole | {"ops": [sealed_row(mark)]}, "rescue_forged"),
        "under another's name": (
            author.file(sealed_row(mark), person_id=new_id()),
            "rescue_forged",
        ),
        "a signature cut short": (whole | {"signature": "AAAA"}, "rescue_forged"),
        "an unknown phone": (author.file(sealed_row(mark), device_id=new_id()), "not_found"),
        "another souk": (author.file(sealed_row(mark), market_id=new_id()), "not_found"),
        "a key for nobody": (author.file(sealed_row(mark), key=other_key), "rescue_unreadable"),
        "sealed for another purpose": (
            author.file(sealed_row(mark), key=code),
            "rescue_unreadable",
        ),
        "a key that is none": (author.file(sealed_row(mark), key=short), "rescue_unreadable"),
        "another recovery key": (
            author.file(sealed_row(mark), key=whole["key"] | {"version": 2}),
            "rescue_unreadable",
        ),
        "a count that is wrong": (author.file(sealed_row(mark), count=2), "rescue_unreadable"),
        "rows of another store": (
            author.file(sealed_row(mark, key=b"k" * 32)),
            "rescue_unreadable",
        ),
        "another format": (whole | {"format": 2}, "malformed"),
        "no ops": (whole | {"ops": []}, "malformed"),
        "what is no base64": (whole | {"ops": ["«»"]}, "malformed"),
    }


def test_RS2_a_file_that_cannot_be_trusted_or_read_changes_nothing(
    client: TestClient,
    database: Database,
    market: MadeMarket,
    author: SigningPhone,
    colleague: SigningPhone,
    mark: str,
) -> None:
    before = rows_of(database, market.id)
    for why, (file, code) in refused_files(author, mark).items():
        answer = client.post(BY_PHONE, json=file, headers=colleague.phone.headers)
        assert (why, answer.json().get("code")) == (why, code)
    assert rows_of(database, market.id) == before


def test_RS2_a_phone_that_joined_without_a_key_signs_nothing(
    client: TestClient, database: Database, market: MadeMarket, author: SigningPhone, mark: str
) -> None:
    def forget(session: Session) -> None:
        session.get_one(Device, (market.id, author.phone.device_id)).public_key = None

    database.transact(forget)
    answer = client.post(BY_PHONE, json=author.file(sealed_row(mark)), headers=author.push_only)
    assert (answer.status_code, answer.json()["code"]) == (422, "rescue_forged")


def test_RS2_AC1_another_souks_phone_or_coach_brings_nothing(
    client: TestClient, database: Database, world: World, author: SigningPhone, mark: str
) -> None:
    other = make_market(database, world, "settat")
    file = author.file(sealed_row(mark))
    theirs = join_signing(client, other)
    assert client.post(BY_PHONE, json=file, headers=theirs.phone.headers).status_code == 404
    assert coach_client(client, other).post(AT_DESK, json=file).status_code == 404
    assert entries(database) == {}


@pytest.mark.parametrize("role", ["official", "admin"])
def test_RS2_at_the_desk_a_coach_brings_it_and_nobody_else(
    client: TestClient, market: MadeMarket, author: SigningPhone, mark: str, role: str
) -> None:
    answer = desk_client(client, market, role).post(AT_DESK, json=author.file(sealed_row(mark)))
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_RS2_PU12_too_large_and_a_bomb_are_refused_before_they_are_read(
    client: TestClient, author: SigningPhone, mark: str
) -> None:
    file = author.file(sealed_row(mark)) | {"ops": ["A" * (1 << 21)]}
    plain = json.dumps(file).encode()
    headers = author.push_only | {"Content-Type": "application/json"}
    bomb = headers | {"Content-Encoding": "gzip"}
    for content, how in ((plain, headers), (gzip.compress(plain), bomb)):
        answer = client.post(BY_PHONE, content=content, headers=how)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


# -- taken --------------------------------------------------------------------------------------


@pytest.mark.parametrize("carrier", ["its own phone", "a colleague's", "the desk"])
def test_RS3_whoever_brings_it_it_is_the_authors_and_the_audit_says_who(
    client: TestClient,
    database: Database,
    market: MadeMarket,
    author: SigningPhone,
    colleague: SigningPhone,
    mark: str,
    carrier: str,
) -> None:
    file = author.file(sealed_row(mark))
    if carrier == "the desk":
        answer, by = coach_client(client, market).post(AT_DESK, json=file), "person:"
    else:
        phone = author if carrier == "its own phone" else colleague
        answer = client.post(BY_PHONE, json=file, headers=phone.push_only)
        by = f"device:{phone.phone.device_id}"
    result = {"op_id": op_id_of(mark), "code": "applied"}
    assert answer.json() == {"results": [result], "counts": {"applied": 1}, "photos": []}
    (entry,) = entries(database).values()
    assert (entry.author_id, entry.device_id) == (author.phone.person_id, author.phone.device_id)
    with database.read() as session:
        noted = session.exec(select(Audit).where(Audit.action == "rescue_taken")).one()
    assert noted.actor.startswith(by)
    assert noted.subject == f"device:{author.phone.device_id}"
    assert noted.detail["counts"] == {"applied": 1}


def test_RS3_I3_brought_twice_and_then_pushed_it_is_there_once(
    client: TestClient,
    database: Database,
    author: SigningPhone,
    colleague: SigningPhone,
    notebook: Notebook,
    mark: str,
) -> None:
    file = author.file(sealed_row(mark))
    first = client.post(BY_PHONE, json=file, headers=colleague.phone.headers)
    again = client.post(BY_PHONE, json=file, headers=author.push_only)
    assert first.json() == again.json()
    assert notebook.push_one(mark)["code"] == "applied"
    assert len(entries(database)) == 1


def test_RS3_PU9_what_comes_from_a_revoked_phone_is_held(
    client: TestClient,
    database: Database,
    market: MadeMarket,
    world: World,
    author: SigningPhone,
    mark: str,
) -> None:
    revoke_phone(database, market, author.phone, world)
    file = author.file(sealed_row(mark))
    assert codes(client.post(BY_PHONE, json=file, headers=author.push_only)) == ["held"]
    assert entries(database) == {}


def test_RS3_more_than_a_push_takes_goes_in_batches_and_is_answered_in_the_files_order(
    client: TestClient,
    database: Database,
    author: SigningPhone,
    notebook: Notebook,
    market: MadeMarket,
) -> None:
    marks = [notebook.mark(market.stalls["grains"][0]) for _ in range(130)]
    file = author.file(*(sealed_row(text) for text in marks))
    answer = client.post(BY_PHONE, json=file, headers=author.push_only)
    assert [result["op_id"] for result in answer.json()["results"]] == [*map(op_id_of, marks)]
    assert set(codes(answer)) == {"applied"}
    assert len(entries(database)) == 130


def test_RS3_what_a_later_change_stands_in_for_comes_after_it_and_is_kept(
    client: TestClient,
    database: Database,
    author: SigningPhone,
    notebook: Notebook,
    market: MadeMarket,
) -> None:
    stall = market.stalls["grains"][0]
    wrong = notebook.mark(stall, body={"stall_id": stall, "status": "nonsense"})
    entry_id = entry_id_of(wrong)
    body = {"stall_id": stall, "status": "present"}
    mended = notebook.create(
        "presence",
        body,
        entry_id=entry_id,
        op_id=new_id(),
        base_rev=0,
        supersedes=[op_id_of(wrong)],
    )
    file = author.file(sealed_row(wrong, "superseded"), sealed_row(mended))
    assert codes(client.post(BY_PHONE, json=file, headers=author.push_only)) == [
        "conflict",
        "applied",
    ]
    later = notebook.revise(entry_id, "presence", body | {"status": "absent"}, base_rev=1)
    assert notebook.push_one(later)["code"] == "applied"
    with database.read() as session:
        (kept,) = session.exec(select(Quarantine))
    assert (kept.raw.decode(), kept.settled_at is None) == (wrong, False)


def test_RS3_VA11_what_its_author_had_sealed_since_its_day_is_the_very_op(
    client: TestClient, author: SigningPhone, mark: str, notebook: Notebook, database: Database
) -> None:
    file = author.file(sealed_row(seal_op(author.recovery_key, mark)))
    assert codes(client.post(BY_PHONE, json=file, headers=author.push_only)) == ["applied"]
    assert list(entries(database)) == [entry_id_of(mark)]
    assert notebook.push_one(mark)["code"] == "applied"
    assert len(entries(database)) == 1


def test_RS3_I12_a_damaged_row_stops_no_other_and_is_kept_as_it_came(
    client: TestClient, database: Database, author: SigningPhone, mark: str
) -> None:
    damaged = packed(b"0" * 60)
    file = author.file(damaged, sealed_row(mark))
    for _ in range(2):
        answer = client.post(BY_PHONE, json=file, headers=author.push_only)
        assert codes(answer) == ["invalid", "applied"]
    with database.read() as session:
        assert [kept.raw.decode() for kept in session.exec(select(Quarantine))] == [damaged]


def test_RS3_VA4_its_bearer_learns_nothing_of_what_stands_there(
    client: TestClient, author: SigningPhone, colleague: SigningPhone, notebook: Notebook, mark: str
) -> None:
    notebook.push(mark)
    stale = notebook.create(
        "presence",
        {"stall_id": json.loads(mark)["body"]["stall_id"], "status": "absent"},
        entry_id=entry_id_of(mark),
        op_id=new_id(),
        base_rev=0,
    )
    file = author.file(sealed_row(stale))
    answer = client.post(BY_PHONE, json=file, headers=colleague.phone.headers)
    assert answer.json()["results"] == [{"op_id": op_id_of(stale), "code": "conflict"}]
