"""Custody without a network: closing codes that a coach's phone scanned (SPEC QR)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rahba.access.tables import CustodyReport
from rahba.clock import World
from rahba.db import Database
from rahba.sync.closing import Closing, is_signed, read_closing
from rahba.sync.custody import digest_of_ops
from tests.client import TestClient
from tests.closing import SigningPhone
from tests.making import (
    FRIDAY,
    MORNING,
    Clock,
    MadeMarket,
    MadePhone,
    coach_client,
    join_phone,
    make_market,
    revoke_phone,
)
from tests.recording import Notebook, op_id_of
from tests.sync.pulling import pull
from tests.sync.pushing import only, rows

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "closing.json").read_text("utf-8"))
CLOSINGS = "/api/v1/sync/closings"


@dataclass
class Souk:
    """An animator's phone that signs, and the coach's, which scans."""

    client: TestClient
    market: MadeMarket
    signing: SigningPhone
    phone: MadePhone
    coach: MadePhone

    def post(self, *texts: str, by: MadePhone | None = None) -> Any:
        body = {"closings": texts}
        return self.client.post(CLOSINGS, json=body, headers=(by or self.coach).headers)

    def codes(self, *texts: str) -> list[str]:
        answer = self.post(*texts)
        assert answer.status_code == 200, answer.text
        codes: list[str] = answer.json()["codes"]
        return codes

    def closing(self, **changed: Any) -> str:
        return self.signing.closing(self.phone.device_id, changed.pop("at", MORNING), **changed)

    def custody(self) -> Any:
        team = coach_client(self.client, self.market).get("/api/v1/team").json()
        return next(one for one in team["people"] if one["id"] == self.phone.person_id)["custody"]


@pytest.fixture
def souk(client: TestClient, market: MadeMarket) -> Souk:
    signing = SigningPhone()
    phone = join_phone(client, market, public_key=signing.public_key)
    return Souk(client, market, signing, phone, join_phone(client, market, market.coach))


# -- what is no closing -------------------------------------------------------------------------


@pytest.mark.parametrize("case", VECTORS["hostile"])
def test_QR2_what_is_no_closing_is_read_as_none_on_phone_and_server(case: str) -> None:
    assert read_closing(case) is None


@pytest.mark.parametrize("case", VECTORS["forged"])
def test_QR2_a_changed_character_is_a_forgery_on_phone_and_server(case: str) -> None:
    assert read_closing(case) is not None
    assert not is_signed(case, VECTORS["key"])


@pytest.mark.parametrize("key", [None, {}, {"x": 1, "y": []}, {"x": "A" * 43, "y": "A" * 43}])
def test_QR2_what_is_no_key_proves_nothing(key: Any) -> None:
    assert not is_signed(VECTORS["text"], key)


def test_QR2_phone_and_server_read_the_same_in_a_signed_closing() -> None:
    says = VECTORS["says"]
    read = read_closing(VECTORS["text"])
    assert is_signed(VECTORS["text"], VECTORS["key"])
    assert isinstance(read, Closing)
    counts = {"sent": read.sent, "pending": read.pending, "refused": read.refused}
    assert says == counts | {
        "souk_date": read.souk_date.isoformat(),
        "device_id": read.device_id,
        "digest": read.digest,
        "made_at": int(read.made_at.timestamp()),
    }


# -- who may bring it ---------------------------------------------------------------------------


def test_QR4_an_animators_phone_brings_no_closing(souk: Souk, database: Database) -> None:
    answer = souk.post(souk.closing(), by=souk.phone)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert rows(database, CustodyReport) == []


def test_QR3_an_animators_phone_carries_nobodys_key(souk: Souk) -> None:
    assert "team_phones" not in pull(souk.client, souk.phone)["me"]


def test_QR3_a_coachs_phone_carries_the_keys_of_the_phones_in_use_and_of_no_other_market(
    souk: Souk, database: Database, world: World
) -> None:
    other = make_market(database, world, "settat")
    join_phone(souk.client, other, public_key=SigningPhone().public_key)
    out = join_phone(souk.client, souk.market, public_key=SigningPhone().public_key)
    revoke_phone(database, souk.market, out, world)
    (carried,) = pull(souk.client, souk.coach)["me"]["team_phones"]
    key = souk.signing.public_key
    assert carried["device_id"] == souk.phone.device_id
    assert carried["person"]["id"] == souk.phone.person_id
    assert carried["key"] == {"x": key["x"], "y": key["y"]}


# -- what is refused ----------------------------------------------------------------------------


def test_QR4_another_markets_phone_is_unknown_and_nothing_is_written(
    souk: Souk, database: Database, world: World
) -> None:
    other = make_market(database, world, "settat")
    signing = SigningPhone()
    theirs = join_phone(souk.client, other, public_key=signing.public_key)
    assert souk.codes(signing.closing(theirs.device_id, MORNING)) == ["unknown_phone"]
    assert rows(database, CustodyReport) == []


def test_QR4_a_phone_that_was_signed_out_is_unknown(
    souk: Souk, database: Database, world: World
) -> None:
    revoke_phone(database, souk.market, souk.phone, world)
    assert souk.codes(souk.closing()) == ["unknown_phone"]


def test_QR4_a_forged_one_stops_no_other_and_is_not_written(souk: Souk, database: Database) -> None:
    forged = SigningPhone().closing(souk.phone.device_id, MORNING)
    assert souk.codes(forged, "hello", souk.closing()) == ["forged", "unreadable", "taken"]
    assert only(database, CustodyReport).pending == 3


def test_QR4_one_older_than_what_the_phone_said_by_sync_changes_nothing(
    souk: Souk, database: Database, clock: Clock, world: World
) -> None:
    closing = souk.closing()
    clock.advance(minutes=5)
    notebook = Notebook(database, world, souk.phone.caller, None)
    notebook.send(manifest={"pending": 0, "by_day": {FRIDAY.isoformat(): 0}})
    assert souk.codes(closing) == ["older"]
    assert (souk.custody()["pending"], souk.custody()["by"]) == (0, "sync")


def test_QR4_one_older_than_a_push_that_brought_entries_changes_nothing(
    souk: Souk, database: Database, clock: Clock, world: World
) -> None:
    """A push with ops keeps no report of the day; the manifest is newer all the same."""
    closing = souk.closing()
    clock.advance(minutes=5)
    notebook = Notebook(database, world, souk.phone.caller, None)
    notebook.push(notebook.mark(souk.market.stalls["grains"][0]))
    assert souk.codes(closing) == ["older"]
    assert rows(database, CustodyReport) == []


def test_QR4_of_two_closings_of_a_phone_the_newer_stands_in_whatever_order(
    souk: Souk, clock: Clock
) -> None:
    clock.advance(minutes=20)
    newer = souk.closing(at=MORNING + timedelta(minutes=9), counts=(5, 2, 0))
    assert souk.codes(newer, souk.closing()) == ["taken", "older"]
    assert souk.custody()["pending"] == 2


# -- what is taken ------------------------------------------------------------------------------


def test_QR4_a_closing_is_the_phones_word_by_qr_as_of_its_own_time(
    souk: Souk, clock: Clock
) -> None:
    clock.advance(hours=3)
    assert souk.codes(souk.closing()) == ["taken"]
    custody = souk.custody()
    assert (custody["pending"], custody["refused"], custody["by"]) == (3, 1, "qr")
    assert custody["as_of"].startswith("2026-11-27T07:30:00")


def test_QR4_sent_again_after_a_lost_answer_it_is_taken_again(souk: Souk) -> None:
    assert souk.codes(souk.closing()) == souk.codes(souk.closing()) == ["taken"]


def test_QR4_a_clock_that_runs_ahead_does_not_outlast_the_phones_next_word(
    souk: Souk, database: Database, clock: Clock, world: World
) -> None:
    assert souk.codes(souk.closing(at=MORNING + timedelta(days=900))) == ["taken"]
    clock.advance(minutes=1)
    notebook = Notebook(database, world, souk.phone.caller, None)
    notebook.send(manifest={"pending": 0, "by_day": {FRIDAY.isoformat(): 0}})
    assert (souk.custody()["pending"], souk.custody()["by"]) == (0, "sync")


def test_QR5_what_the_phone_calls_sent_is_held_against_the_receipts(
    souk: Souk, database: Database, clock: Clock, world: World
) -> None:
    notebook = Notebook(database, world, souk.phone.caller, None)
    mark = notebook.mark(souk.market.stalls["grains"][0])
    notebook.push(mark)
    clock.advance(minutes=5)
    agreed = digest_of_ops([op_id_of(mark)])
    agrees = souk.closing(at=MORNING + timedelta(minutes=2), digest=agreed)
    lacks = souk.closing(at=MORNING + timedelta(minutes=3), digest=digest_of_ops(["another"]))
    assert souk.codes(agrees, lacks) == ["taken", "differs"]
