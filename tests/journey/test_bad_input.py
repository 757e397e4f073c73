"""Bad input over the wire: each gets its named code, and what was entered is kept (I5, I12, L2)."""

from __future__ import annotations

import gzip
import json
import random
from importlib.resources import files
from typing import Any

import pytest
from sqlmodel import select

from rahba.clock import World
from rahba.db import Database
from rahba.demo.interview import invent_answers
from rahba.entries.tables import Entry, Quarantine
from rahba.forms.form import Form
from rahba.types import rfc3339
from tests.client import TestClient
from tests.making import FRIDAY, MadeMarket, MadePhone, coach_client, join_phone, make_market
from tests.recording import Notebook, new_id

PUSH = "/api/v1/sync/push"
MEGABYTE = 1 << 20


@pytest.fixture
def made_phone(client: TestClient, market: MadeMarket) -> MadePhone:
    return join_phone(client, market)


@pytest.fixture
def notebook(
    database: Database, world: World, made_phone: MadePhone, client: TestClient
) -> Notebook:
    epoch = client.get("/api/v1/health").json()["epoch"]
    return Notebook(database, world, made_phone.caller, epoch)


def envelope(world: World, *ops: Any) -> dict[str, Any]:
    return {
        "protocol": 1,
        "app": "0.1.0",
        "epoch": None,
        "sent_at": rfc3339(world.now()),
        "manifest": {"pending": len(ops), "refused": 0, "by_day": {}},
        "ops": list(ops),
    }


def send(client: TestClient, phone: MadePhone, world: World, *ops: Any) -> list[dict[str, Any]]:
    answer = client.post(PUSH, json=envelope(world, *ops), headers=phone.headers)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


def kept(database: Database) -> list[str]:
    with database.read() as session:
        return [row.raw.decode("utf-8", "replace") for row in session.exec(select(Quarantine))]


def taken(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.exec(select(Entry.id)))


def test_PU1_broken_json_in_a_batch_of_good_ops_stops_none_of_them(
    client: TestClient, made_phone: MadePhone, notebook: Notebook, world: World,
    market: MadeMarket, database: Database,
) -> None:  # fmt: skip
    good = [notebook.mark(place) for place in market.stalls["veg"][:3]]
    broken = good[0][:-7]
    results = send(client, made_phone, world, good[0], broken, good[1], good[2])
    assert [r["code"] for r in results] == ["applied", "invalid", "applied", "applied"]
    assert results[1]["errors"] == [{"path": "", "code": "unreadable"}]
    assert kept(database) == [broken]
    assert len(taken(database)) == 3


@pytest.mark.parametrize(
    ("name", "code"), [("با\x00صالح", "bad_text"), ("با\ud83dصالح", "bad_text"), (3.5, "float")]
)
def test_OP4_a_name_that_no_database_holds_is_a_data_error_on_both(
    client: TestClient, made_phone: MadePhone, notebook: Notebook, world: World,
    database: Database, name: Any, code: str,
) -> None:  # fmt: skip
    body = {"trader_id": new_id(), "action": "register", "known_as": name, "trade": "VEG01"}
    op = json.dumps(json.loads(notebook.create("trader", body)), ensure_ascii=True)
    (result,) = send(client, made_phone, world, op)
    assert result["code"] == "invalid"
    assert any(error["code"].startswith(code) for error in result["errors"])
    assert kept(database) == [op]


def test_AC3_a_forged_token_opens_nothing(
    client: TestClient, made_phone: MadePhone, notebook: Notebook, world: World,
    market: MadeMarket, database: Database,
) -> None:  # fmt: skip
    last = "0" if made_phone.token[-1] != "0" else "1"
    forged = {"Authorization": f"Bearer {made_phone.token[:-1]}{last}"}
    answer = client.post(
        PUSH, json=envelope(world, notebook.mark(market.stalls["veg"][0])), headers=forged
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert taken(database) == set()


def test_AC1_an_op_for_another_market_is_forbidden_and_kept(
    client: TestClient, made_phone: MadePhone, notebook: Notebook, world: World, database: Database
) -> None:
    elsewhere = make_market(database, world, "settat")
    op = notebook.mark(elsewhere.stalls["veg"][0], market_id=elsewhere.id)
    (result,) = send(client, made_phone, world, op)
    assert result == {"op_id": json.loads(op)["op_id"], "code": "forbidden"} | {
        key: result[key] for key in ("received_at",) if key in result
    }
    assert kept(database) == [op]


def test_AC1_another_market_s_entry_is_not_found_at_the_desk(
    client: TestClient, made_phone: MadePhone, notebook: Notebook, world: World,
    market: MadeMarket, database: Database,
) -> None:  # fmt: skip
    op = notebook.mark(market.stalls["veg"][0])
    send(client, made_phone, world, op)
    stranger = coach_client(client, make_market(database, world, "settat"))
    answer = stranger.get(f"/api/v1/review/entries/{json.loads(op)['entry_id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_AC5_a_body_of_ten_megabytes_is_too_large(
    client: TestClient, made_phone: MadePhone
) -> None:
    answer = client.post(PUSH, content=b"[" * (10 * MEGABYTE), headers=made_phone.headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_AC5_a_zip_bomb_is_stopped_while_it_inflates(
    client: TestClient, made_phone: MadePhone
) -> None:
    bomb = gzip.compress(b"[" * (200 * MEGABYTE), compresslevel=9)
    assert len(bomb) < MEGABYTE
    headers = made_phone.headers | {"Content-Encoding": "gzip"}
    answer = client.post(PUSH, content=bomb, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("change", [{"kind": "horoscope"}, {"schema_version": 99}])
def test_PU8_an_unknown_kind_and_a_future_schema_are_kept_for_later(
    client: TestClient, made_phone: MadePhone, notebook: Notebook, world: World,
    market: MadeMarket, database: Database, change: dict[str, Any],
) -> None:  # fmt: skip
    op = notebook.mark(market.stalls["veg"][0], **change)
    (result,) = send(client, made_phone, world, op)
    assert result["code"] == "unsupported"
    assert kept(database) == [op]


def test_SV3_a_survey_that_breaks_its_own_constraint_is_invalid_at_its_field(
    client: TestClient, made_phone: MadePhone, notebook: Notebook, world: World,
    market: MadeMarket, database: Database, survey_form: dict[str, Any],
) -> None:  # fmt: skip
    form = Form(survey_form)
    number, answers = answered_number(form)
    body: dict[str, Any] = {
        "form_id": form.form_id,
        "form_version": form.version,
        "modules": [],
        "trader_id": None,
        "answers": answers | {number: 999_999},
        "started_at": "2026-11-27T07:00:00Z",
        "ended_at": "2026-11-27T07:04:00Z",
        "outcome": "completed",
    }
    op = notebook.create("survey", body)
    (result,) = send(client, made_phone, world, op)
    assert result["code"] == "invalid"
    assert result["errors"] == [{"path": number, "code": "constraint"}]
    assert kept(database) == [op]


@pytest.fixture
def survey_form(client: TestClient, market: MadeMarket) -> dict[str, Any]:
    """The trader survey, published as a coach does."""
    workbook = files("rahba.forms.library").joinpath("souk_trader_v1.xlsx").read_bytes()
    coach = coach_client(client, market)
    answer = coach.post("/api/v1/forms", content=workbook)
    assert answer.status_code == 201, answer.text
    compiled: dict[str, Any] = answer.json()["compiled"]
    return compiled


def answered_number(form: Form) -> tuple[str, dict[str, Any]]:
    """A whole response, and the path of a number in it that the form constrains."""
    for seed in range(100):
        answers = invent_answers(form, [], FRIDAY.isoformat(), random.Random(seed))
        for path in answers:
            node = form.nodes[path]
            if node.type == "integer" and node.constraint is not None:
                return path, answers
    raise LookupError("no response has a constrained number")
