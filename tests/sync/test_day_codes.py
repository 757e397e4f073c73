"""The code of a souk day, at the desk and on phones (SPEC DC1, DC2). Refusals first."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from rahba.access.day_codes import code_of, day_code, is_proof, proof_with, stretched
from rahba.clock import World
from rahba.db import Database
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    Clock,
    MadeMarket,
    MadePhone,
    coach_client,
    desk_client,
    join_phone,
    make_market,
)

DESK, PHONE = "/api/v1/team/day-codes", "/api/v1/sync/day-codes"
VECTOR = json.loads((Path(__file__).parents[1] / "vectors/day_code.json").read_text())
SAID = tuple(VECTOR["said"])


def carried(client: TestClient, phone: MadePhone) -> list[dict[str, Any]]:
    answer = client.get(PHONE, headers=phone.headers)
    assert answer.status_code == 200, answer.text
    codes: list[dict[str, Any]] = answer.json()["codes"]
    return codes


def unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.mark.parametrize("role", ["official", "admin"])
def test_DC1_who_is_no_coach_does_not_read_it(
    client: TestClient, market: MadeMarket, role: str
) -> None:
    assert desk_client(client, market, role).get(DESK).status_code == 403


def test_DC2_an_animators_phone_carries_no_code(client: TestClient, phone: MadePhone) -> None:
    assert [code["code"] for code in carried(client, phone)] == [None, None]


def test_DC2_phone_and_server_make_the_same_of_a_code() -> None:
    bits = stretched(VECTOR["code"], unpacked(VECTOR["salt"]), VECTOR["rounds"])
    check = hashlib.sha256(b"rahba day code" + bits).digest()
    assert check == unpacked(VECTOR["check"])
    assert proof_with(bits, SAID) == VECTOR["proof"]


def test_DC2_the_digest_on_a_phone_is_of_the_code_that_the_coach_reads_out(
    client: TestClient, phone: MadePhone, market: MadeMarket
) -> None:
    read_out = {
        one["souk_date"]: one["code"] for one in coach_client(client, market).get(DESK).json()
    }
    for one in carried(client, phone):
        bits = stretched(read_out[one["souk_date"]], unpacked(one["salt"]), one["rounds"])
        assert hashlib.sha256(b"rahba day code" + bits).digest() == unpacked(one["check"])


def test_DC2_a_coachs_phone_has_the_code_itself(client: TestClient, market: MadeMarket) -> None:
    at_the_desk = coach_client(client, market).get(DESK).json()
    on_the_phone = carried(client, join_phone(client, market, market.coach))
    assert [{"souk_date": one["souk_date"], "code": one["code"]} for one in on_the_phone] == (
        at_the_desk
    )


def test_DC1_there_is_one_for_today_and_for_the_next_days_none_for_days_gone(
    client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    def days() -> list[str]:
        return [one["souk_date"] for one in coach_client(client, market).get(DESK).json()]

    assert days() == [FRIDAY.isoformat(), (FRIDAY + timedelta(days=7)).isoformat()]
    clock.advance(days=1)
    assert days() == [(FRIDAY + timedelta(days=7)).isoformat()]


def test_DC1_each_day_and_each_market_has_its_own_of_eight_digits(
    settings: Settings, database: Database, world: World, market: MadeMarket
) -> None:
    there = make_market(database, world, "settat")
    days = [FRIDAY + timedelta(days=7 * n) for n in range(3)]
    codes = [code_of(settings.secret, m.id, day) for m in (market, there) for day in days]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 8 and code.isdigit() for code in codes)


@pytest.mark.parametrize(
    ("day", "said"), [(date(2026, 11, 20), SAID), (FRIDAY, (*SAID[:4], "somebody else"))]
)
def test_DC2_a_proof_is_of_one_day_and_of_what_was_said(day: date, said: tuple[str, ...]) -> None:
    secret, market = b"a secret of the vectors", SAID[0]
    code = day_code(secret, market, FRIDAY)
    proof = proof_with(stretched(code.code, unpacked(code.salt)), SAID)
    assert is_proof(secret, market, FRIDAY, SAID, proof)
    assert not is_proof(secret, market, day, said, proof)
