"""Opening a souk on an empty server (SPEC SU)."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from sqlmodel import col, select

from rahba.access.tables import Audit, Password
from rahba.catalog.tables import Rahba, SoukDay
from rahba.clock import World
from rahba.db import Database
from rahba.market import Market, MarketOperator, missing_by_law
from rahba.settings import Settings
from rahba.setup.console_code import issue_code
from tests.client import TestClient
from tests.making import Clock
from tests.setup.souk import SOUK


@pytest.fixture
def code(client: TestClient, database: Database, settings: Settings, world: World) -> str:
    """What the console printed; `client` comes first because it opens the server."""
    issued = database.transact(lambda session: issue_code(session, settings.secret, world))
    assert issued is not None
    return issued


def with_(**changed: Any) -> dict[str, Any]:
    return copy.deepcopy(SOUK) | changed


def set_up(client: TestClient, code: str, souk: dict[str, Any] = SOUK) -> tuple[int, str]:
    answer = client.post("/api/v1/setup", json=souk | {"code": code})
    return answer.status_code, answer.json().get("code", "")


def nothing_is_written(database: Database) -> bool:
    with database.read() as session:
        tables = (Market, Password, Rahba, SoukDay, MarketOperator, Audit)
        return not any(session.exec(select(table)).first() for table in tables)


def test_SU1_a_wrong_code_opens_nothing(client: TestClient, database: Database, code: str) -> None:
    assert set_up(client, "AAAA-AAAA") == (403, "setup_code_wrong")
    assert nothing_is_written(database)


def test_SU1_a_server_whose_console_printed_nothing_cannot_be_set_up(client: TestClient) -> None:
    assert set_up(client, "") == (422, "malformed")
    assert set_up(client, "AAAA-AAAA") == (403, "setup_code_wrong")


def test_SU1_a_code_is_too_old_after_a_day(client: TestClient, code: str, clock: Clock) -> None:
    clock.advance(hours=24)
    assert set_up(client, code) == (403, "setup_code_wrong")


def test_SU1_the_newest_code_ends_the_one_before(
    client: TestClient, database: Database, settings: Settings, world: World, code: str
) -> None:
    newer = database.transact(lambda session: issue_code(session, settings.secret, world))
    assert set_up(client, code) == (403, "setup_code_wrong")
    assert newer is not None
    assert set_up(client, newer)[0] == 201


def test_SU1_guessing_is_stopped_after_five(client: TestClient, code: str, clock: Clock) -> None:
    for _ in range(5):
        assert client.post("/api/v1/setup/code", json={"code": "AAAA-AAAA"}).status_code == 403
    assert set_up(client, code) == (429, "too_many_attempts")
    clock.advance(minutes=16)
    assert set_up(client, code)[0] == 201


def test_SU1_a_code_is_spent_once(client: TestClient, code: str) -> None:
    assert set_up(client, code)[0] == 201
    assert set_up(client, code, with_(market_code="another")) == (409, "already_set_up")


def test_SU1_no_code_is_made_once_there_is_a_souk(
    client: TestClient, database: Database, settings: Settings, world: World, code: str
) -> None:
    set_up(client, code)
    assert database.transact(lambda s: issue_code(s, settings.secret, world)) is None
    assert client.get("/api/v1/setup").json()["open"] is False


def test_SU1_the_code_can_be_tried_before_the_pages_are_filled(
    client: TestClient, code: str
) -> None:
    typed = code.lower().replace("-", " ")
    assert client.post("/api/v1/setup/code", json={"code": typed}).status_code == 204
    assert set_up(client, code)[0] == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekdays": []},
        {"weekdays": [8]},
        {"sections": []},
        {"sections": [{"code": "fish", "lanes": 1}]},
        {"sections": [{"code": "veg", "lanes": 0}]},
        {"sections": [{"code": "veg"}, {"code": "veg"}]},
        {"names": {"ar": "سوق", "fr": " "}},
        {"public_address": "souk.example.ma"},
        {"public_address": "https://souk.example.ma:port"},
        {"timezone": "../../etc/passwd"},
        {"operator": SOUK["operator"] | {"cndp_ref": ""}},
        {"operator": SOUK["operator"] | {"retention_months": 0}},
        {"operator": SOUK["operator"] | {"contact": "  "}},
        {"coach": SOUK["coach"] | {"login": "x"}},
        {"coach": SOUK["coach"] | {"password": "vendredi"}},
        {"coach": SOUK["coach"] | {"password": "fatna-2026-!"}},
    ],
)
def test_SU2_one_wrong_answer_writes_nothing_and_leaves_the_code_good(
    client: TestClient, database: Database, code: str, wrong: dict[str, Any]
) -> None:
    assert set_up(client, code, with_(**wrong)) == (422, "malformed")
    assert nothing_is_written(database)
    assert set_up(client, code)[0] == 201


def test_SU3_the_fault_of_a_password_stands_at_its_field(client: TestClient, code: str) -> None:
    weak = with_(code=code, coach=SOUK["coach"] | {"password": "vendredi"})
    [error] = client.post("/api/v1/setup", json=weak).json()["errors"]
    assert (error["path"], error["code"]) == ("body/coach/password", "password_too_short")


def test_SU2_the_souk_stands_as_it_was_said(
    client: TestClient, database: Database, code: str
) -> None:
    answer = client.post("/api/v1/setup", json=SOUK | {"code": code}).json()
    assert answer == {"market": "guisser", "login": "fatna", "state": "ready"}
    with database.read() as session:
        market = session.exec(select(Market)).one()
        operator = session.exec(select(MarketOperator)).one()
        sections = session.exec(select(Rahba).order_by(col(Rahba.sort))).all()
        days = session.exec(select(SoukDay).order_by(col(SoukDay.date))).all()
    assert market.names["en"] == "Souk du vendredi"
    assert missing_by_law(operator) == []
    assert operator.address == "Guisser, province de Settat"
    assert [(s.code, s.lanes) for s in sections] == [("veg", 6), ("grains", 2)]
    assert {day.date.isoweekday() for day in days} == {5}
    assert (len(days), str(days[0].date)) == (26, "2026-11-27")


def test_SU2_the_first_coach_signs_in_and_invites_from_the_public_address(
    client: TestClient, code: str
) -> None:
    set_up(client, code)
    desk = client.beside(headers={"X-Rahba": "1"})
    me = desk.post(
        "/api/v1/desk/login", json={"login": "fatna", "password": SOUK["coach"]["password"]}
    ).json()
    assert me["roles"] == ["admin", "coach"]
    person = {"name_ar": "حميد", "name_latin": "Hamid", "role": "animator"}
    added = desk.post("/api/v1/team/people", json=person).json()
    shown = desk.post("/api/v1/team/invitations", json={"person_id": added["id"]}).json()
    assert shown["url"] == f"https://souk.example.ma/#/join/{shown['code']}"
    joining = {"code": shown["code"], "join_key": "k" * 36, "device": {"name": "A", "app": "1"}}
    assert client.post("/api/v1/join", json=joining).status_code == 200
    [form] = desk.get("/api/v1/forms").json()
    assert form["form_id"] == "souk_trader_v1"


def test_SU2_what_there_is_to_choose_is_said_while_the_server_is_empty(client: TestClient) -> None:
    state = client.get("/api/v1/setup").json()
    assert (state["open"], state["secure"], len(state["sections"])) == (True, True, 11)
    elsewhere = client.get("/api/v1/setup", headers={"Origin": "http://192.168.1.20:8000"}).json()
    assert elsewhere["secure"] is False
