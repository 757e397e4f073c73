"""A phone comes in by a code that is spent once, and by the button only (AC2, AC3)."""

import re
import uuid
from typing import Any

import pytest
from sqlmodel import select

from rahba.access.tables import Audit, Device, Invitation
from rahba.access.tokens import CODE_ALPHABET
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import Clock, MadeMarket, coach_client, join_phone, make_market, revoke_phone

JOIN = "/api/v1/join"


def invite(client: TestClient, market: MadeMarket, n: int = 0) -> str:
    body = {"person_id": market.animators[n]}
    answer = coach_client(client, market).post("/api/v1/team/invitations", json=body)
    code: str = answer.json()["code"]
    return code


def ask(client: TestClient, code: str, join_key: str | None = None) -> tuple[int, dict[str, Any]]:
    key = join_key or str(uuid.uuid4())
    body = {"code": code, "join_key": key, "device": {"name": "A03", "app": "1"}}
    answer = client.post(JOIN, json=body)
    return answer.status_code, answer.json()


def test_a_code_that_nobody_gave_out_is_unknown(client: TestClient, market: MadeMarket) -> None:
    status, problem = ask(client, "AAAA-AAAA")
    assert (status, problem["code"]) == (404, "invitation_unknown")


def test_AC3_an_address_that_guesses_codes_waits(client: TestClient, market: MadeMarket) -> None:
    code = invite(client, market)
    for _ in range(20):
        ask(client, "AAAA-AAAA")
    status, problem = ask(client, code)
    assert (status, problem["code"]) == (429, "too_many_attempts")


def test_joining_twenty_phones_from_one_address_is_no_guessing(
    client: TestClient, market: MadeMarket
) -> None:
    for _ in range(21):
        assert ask(client, invite(client, market))[0] == 200


def test_a_code_is_worth_nothing_after_seven_days(
    client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    code = invite(client, market)
    clock.advance(days=7)
    status, problem = ask(client, code)
    assert (status, problem["code"]) == (410, "invitation_expired")


def test_AC2_another_phone_cannot_use_a_spent_code(client: TestClient, market: MadeMarket) -> None:
    code = invite(client, market)
    ask(client, code)
    status, problem = ask(client, code)
    assert (status, problem["code"]) == (410, "invitation_spent")


def test_AC2_after_a_day_not_even_the_same_phone_gets_the_answer_again(
    client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    code, key = invite(client, market), str(uuid.uuid4())
    ask(client, code, key)
    clock.advance(hours=24, seconds=1)
    status, problem = ask(client, code, key)
    assert (status, problem["code"]) == (410, "invitation_spent")


def test_a_phone_that_was_signed_out_does_not_come_back_by_its_old_code(
    client: TestClient, market: MadeMarket
) -> None:
    code, key = invite(client, market), str(uuid.uuid4())
    _, joined = ask(client, code, key)
    answer = coach_client(client, market).post(f"/api/v1/team/devices/{joined['device_id']}/revoke")
    assert answer.status_code == 204
    assert ask(client, code, key)[0] == 410


@pytest.mark.parametrize("join_key", ["", "short", "x" * 101])
def test_a_join_key_that_could_be_guessed_is_malformed(
    client: TestClient, market: MadeMarket, join_key: str
) -> None:
    body = {"code": "AAAA-AAAA", "join_key": join_key, "device": {}}
    assert client.post(JOIN, json=body).json()["code"] == "malformed"


def test_AC2_opening_the_link_spends_nothing(client: TestClient, market: MadeMarket) -> None:
    code = invite(client, market)
    client.get(f"/#/join/{code}")
    assert client.get(JOIN).status_code == 405
    assert ask(client, code)[0] == 200


def test_AC2_a_lost_answer_is_given_again_word_for_word(
    client: TestClient, market: MadeMarket, clock: Clock, database: Database
) -> None:
    code, key = invite(client, market), str(uuid.uuid4())
    first = ask(client, code, key)
    clock.advance(hours=23)
    assert ask(client, code, key) == first
    with database.read() as session:
        assert len(session.exec(select(Device)).all()) == 1


def test_a_code_is_read_whatever_its_case_and_dashes(
    client: TestClient, market: MadeMarket
) -> None:
    code = invite(client, market)
    assert re.fullmatch(f"[{CODE_ALPHABET}]{{4}}-[{CODE_ALPHABET}]{{4}}", code)
    assert ask(client, f" {code.lower().replace('-', ' ')} ")[0] == 200


def test_each_phone_gets_fifty_badge_numbers_of_its_own(
    client: TestClient, market: MadeMarket
) -> None:
    ranges = [ask(client, invite(client, market, n))[1]["badge_range"] for n in range(3)]
    assert ranges == [{"prefix": "K", "starts": 1 + 50 * n, "ends": 50 + 50 * n} for n in range(3)]


def test_a_joined_phone_knows_its_person_its_souk_and_the_epoch(
    client: TestClient, market: MadeMarket
) -> None:
    _, joined = ask(client, invite(client, market))
    assert joined["person"]["id"] == market.animators[0]
    assert joined["market"]["code"] == "guisser"
    assert joined["epoch"] == client.get("/api/v1/health").json()["epoch"]


def test_AC3_neither_code_nor_token_stands_in_the_database(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    code = invite(client, market)
    _, joined = ask(client, code)
    with database.read() as session:
        stored = session.exec(select(Device)).one().model_dump_json()
        stored += session.exec(select(Invitation)).one().model_dump_json()
    assert joined["device_token"] not in stored
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_AC4_inviting_and_joining_are_in_the_audit(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    ask(client, invite(client, market))
    with database.read() as session:
        actions = {row.action for row in session.exec(select(Audit))}
    assert {"invited", "joined"} <= actions


def test_RV1_a_revoked_or_forged_token_reads_nothing_and_only_the_first_is_told_why(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    phone = join_phone(client, market)
    assert client.get("/api/v1/sync/pull", headers=phone.headers).status_code == 200
    revoke_phone(database, market, phone, world)
    answer = client.get("/api/v1/sync/pull", headers=phone.headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "phone_revoked")
    for headers in ({"Authorization": "Bearer forged"}, {"Authorization": "x"}, {}):
        answer = client.get("/api/v1/sync/pull", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_AC1_a_coach_invites_nobody_of_another_souk(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    other = make_market(database, world, "settat")
    answer = coach_client(client, market).post(
        "/api/v1/team/invitations", json={"person_id": other.animators[0]}
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
