"""OB3, OB4: what the log says, and whom it never speaks of."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from rahba.access.tables import Person
from rahba.clock import World
from rahba.db import Database
from rahba.logs import FORMATTERS, LogFormat
from rahba.opening import notice_restore
from rahba.settings import Settings, read_settings
from tests.client import TestClient
from tests.making import MadeMarket, MadePhone, add_trader, api_key, coach_client, desk_client
from tests.recording import Notebook, new_id

NAME, PHONE, BADGE = "Mbarka Ziyani", "0661234567", "K-0457-3"


class Kept(logging.Handler):
    """Every line as it would be written, in both formats."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: dict[LogFormat, list[str]] = {chosen: [] for chosen in FORMATTERS}

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith("httpx"):
            return  # the test's own client, in the same process
        for chosen, formatter in FORMATTERS.items():
            self.lines[chosen].append(formatter().format(record))

    def said(self, name: str) -> list[dict[str, object]]:
        lines = [json.loads(line) for line in self.lines["json"]]
        return [line for line in lines if name in (line["says"], line["log"])]

    def everything(self) -> str:
        return "\n".join(line for lines in self.lines.values() for line in lines)


@pytest.fixture
def log() -> Iterator[Kept]:
    root, kept = logging.getLogger(), Kept()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield kept
    root.removeHandler(kept)
    root.setLevel(before)


def registration(notebook: Notebook, stall_id: str) -> list[str]:
    trader_id = new_id()
    consent = {
        "trader_id": trader_id, "purpose": "registration", "decision": "given",
        "text_version": "v1", "language": "ar", "mode": "spoken",
    }  # fmt: skip
    body = {
        "trader_id": trader_id, "action": "register", "known_as": NAME, "trade": "GRN01",
        "rahba": "grains", "stall_id": stall_id, "phone": PHONE, "badge": BADGE,
    }  # fmt: skip
    return [notebook.create("consent", consent), notebook.create("trader", body)]


@pytest.mark.parametrize("table", [None, "op_receipt", "entry_revision", "trader"])
def test_OB3_no_name_token_badge_number_or_id_of_anybody_is_ever_logged(
    client: TestClient,
    database: Database,
    market: MadeMarket,
    phone: MadePhone,
    world: World,
    log: Kept,
    table: str | None,
) -> None:
    """Also when the database fails under a row that holds them: without `table`, say."""
    key = api_key(database, market, world, projection="pii")
    coach = coach_client(client, market)
    trader = database.transact(
        lambda session: add_trader(session, market, world, known_as=NAME, badge=BADGE)
    )
    if table is not None:
        database.transact(
            lambda s: s.connection().execute(text(f"ALTER TABLE {table} RENAME TO gone")).close()
        )
    notebook = Notebook(database, world, phone.caller, None)
    ops = registration(notebook, market.stalls["grains"][0])
    request = notebook.request(ops).model_dump(mode="json")
    client.post("/api/v1/sync/push", json=request, headers=phone.headers)
    client.post("/api/v1/sync/push", json=request, headers={"Authorization": f"Bearer {BADGE}"})
    coach.get("/api/v1/registry/traders", params={"q": NAME})
    coach.get("/api/v1/cards", params={"badge": BADGE})
    coach.get(f"/api/v1/nowhere/{NAME}/{trader}")
    coach.post(f"/api/v1/team/people/{phone.person_id}/roles", json={"role": NAME})
    coach.post("/api/v1/requests", json={"trader_id": trader, "sort": "see", "note": PHONE})
    client.post("/api/v1/desk/login", json={"login": NAME, "password": PHONE})
    client.post(
        "/api/v1/join", json={"code": BADGE, "join_key": "k" * 20, "device": {"name": NAME}}
    )
    client.get("/api/v1/export/trader.csv", headers=key)
    secrets = [phone.token, key["Authorization"].split()[1], coach.cookies["rahba_desk"]]
    people = [phone.person_id, market.coach, trader, json.loads(ops[1])["body"]["trader_id"]]
    everything = log.everything()
    assert "/sync/push" in everything
    leaked = [*NAME.split(), PHONE, PHONE[1:], BADGE, *secrets, *people]
    assert [word for word in leaked if word in everything] == []


def test_OB3_a_request_is_one_line_of_closed_fields(
    client: TestClient, market: MadeMarket, phone: MadePhone, log: Kept
) -> None:
    client.get("/api/v1/sync/pull", headers=phone.headers)
    [line] = log.said("request")
    assert set(line) == {
        "at", "level", "log", "says", "method", "route", "status", "ms", "bytes_in", "bytes_out",
        "market", "caller",
    }  # fmt: skip
    told = (line["route"], line["status"], line["market"], line["caller"])
    assert told == ("/sync/pull", 200, market.id, "phone")
    assert line["bytes_out"]


def test_OB3_who_is_refused_is_told_by_their_sort_too(
    client: TestClient, market: MadeMarket, log: Kept
) -> None:
    desk_client(client, market, "admin").get("/api/v1/review/queue")
    line = log.said("request")[-1]
    assert (line["status"], line["caller"], line["market"]) == (403, "desk", market.id)


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/api/v1/review/entries/x", "/review/entries/{entry_id}", 401),
        ("/api/v1/Fatna", "(unknown)", 404),
        ("/Fatna", "(page)", 404),
    ],
)
def test_OB3_a_path_is_told_by_its_template(
    client: TestClient, log: Kept, path: str, route: str, status: int
) -> None:
    client.get(path)
    [line] = log.said("request")
    assert (line["route"], line["status"], line["caller"]) == (route, status, "nobody")


def test_OB3_a_crash_is_told_by_its_type_and_where_it_was(
    app: FastAPI, database: Database, log: Kept
) -> None:
    @app.get("/api/v1/crash/{name}")
    def crash(name: str) -> None:
        raise RuntimeError(f"the badge of {name}")

    with TestClient(app, raise_server_exceptions=False) as client:
        client.get(f"/api/v1/crash/{NAME}")
    [line] = log.said("rahba")
    assert line["says"] == "/api/v1/crash/{name} failed"
    assert "RuntimeError" in str(line["raised"])
    assert "test_logs.py" in str(line["raised"])
    assert NAME not in log.everything()


def test_OB4_starting_stopping_and_a_new_epoch_are_lines_of_their_own(
    app: FastAPI, database: Database, settings: Settings, world: World, log: Kept
) -> None:
    with TestClient(app) as client:
        seen = client.get("/api/v1/health").json()["epoch"]
        notice_restore(database, settings.data_dir, seen, world)
    said = [line["says"] for line in log.said("rahba.event")]
    assert said == ["epoch", "started", "epoch", "stopped"]


def test_OB4_the_format_is_text_or_json_and_nothing_else(tmp_path: object) -> None:
    environ = {"RAHBA_DATA_DIR": str(tmp_path)}
    assert read_settings(environ).log == "text"
    assert read_settings(environ | {"RAHBA_LOG": "json"}).log == "json"
    with pytest.raises(SystemExit, match="RAHBA_LOG"):
        read_settings(environ | {"RAHBA_LOG": "xml"})


def test_OB3_a_person_s_row_that_cannot_be_written_is_not_quoted(
    database: Database, world: World, market: MadeMarket, log: Kept
) -> None:
    """What a database says of a row names the row."""
    person = Person(market_id=market.id, id=market.coach, name_ar=NAME, name_latin=NAME)
    person.created_at = world.now()
    try:
        database.transact(lambda session: session.add(person))
    except Exception:
        logging.getLogger("rahba").exception("could not")
    assert "could not" in log.everything()
    assert NAME not in log.everything()
