"""OB1, OB2: what the server tells of itself, to whom, and in how many series."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fastapi import FastAPI

from rahba.app import create_app
from rahba.backup.make import make_copy
from rahba.clock import World
from rahba.db import WRITERS_WAITING, Database
from rahba.errors import Busy
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import Clock, MadeMarket, MadePhone, api_key, desk_client, make_market
from tests.recording import Notebook, open_notebook

METRICS = "/api/v1/metrics"
SAMPLE = re.compile(r"[a-z_]+(\{([a-z]+=\"[^\"]*\",?)+\})? -?[0-9.e+-]+")


@pytest.fixture
def key(database: Database, market: MadeMarket, world: World) -> dict[str, str]:
    return api_key(database, market, world, projection="aggregates")


def told(client: TestClient, key: dict[str, str]) -> dict[str, float]:
    """`{sample with its labels: value}`."""
    answer = client.get(METRICS, headers=key)
    assert answer.status_code == 200, answer.text
    samples = [line for line in answer.text.splitlines() if not line.startswith("#")]
    assert [line for line in samples if not SAMPLE.fullmatch(line)] == []
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in samples)}


def test_OB1_nobody_reads_them_for_being_on_the_machine(client: TestClient) -> None:
    answer = client.get(METRICS)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_OB1_an_admin_reads_them_and_a_coach_does_not(
    client: TestClient, market: MadeMarket
) -> None:
    assert desk_client(client, market, "coach").get(METRICS).status_code == 403
    answer = desk_client(client, market, "admin").get(METRICS)
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")


def test_OB1_requests_and_ops_are_counted_by_route_and_outcome(
    client: TestClient, market: MadeMarket, phone: MadePhone, key: dict[str, str], world: World
) -> None:
    notebook = Notebook(client.app.state.database, world, phone.caller, None)  # type: ignore[attr-defined]
    ops = [notebook.mark(market.stalls["veg"][0]), notebook.mark("nowhere"), "{broken"]
    request = notebook.request(ops).model_dump(mode="json")
    for _ in range(2):
        client.post("/api/v1/sync/push", json=request, headers=phone.headers)
    samples = told(client, key)
    assert samples['rahba_push_ops_total{outcome="applied"}'] == 2
    assert samples['rahba_push_ops_total{outcome="invalid"}'] == 4
    assert samples['rahba_requests_total{method="POST",route="/sync/push",status="200"}'] == 2
    assert samples['rahba_quarantine_ops{code="invalid"}'] == 2
    assert samples["rahba_phones_refused_ops"] == 2
    assert samples['rahba_feed_seq{scope="approved"}'] == 0


def test_OB1_what_is_stored_is_of_the_caller_s_market(
    client: TestClient, database: Database, market: MadeMarket, key: dict[str, str], world: World
) -> None:
    other = make_market(database, world, "settat")
    notebook = open_notebook(database, world, other)
    notebook.push(notebook.mark("nowhere"), manifest={"pending": 7})
    samples = told(client, key)
    assert samples["rahba_phones_pending_ops"] == 0
    assert [name for name in samples if name.startswith("rahba_quarantine")] == []


def test_OB2_no_caller_makes_the_series_grow(
    client: TestClient, market: MadeMarket, key: dict[str, str]
) -> None:
    told(client, key)
    before = told(client, key)
    for n in range(20):
        client.get(f"/api/v1/nothing/{n}")
        client.get(f"/somewhere/{n}.php")
        client.request(f"BREW{n}", f"/api/v1/team/people/{n}/roles")
        client.get(f"/api/v1/review/entries/{n}", headers={"X-Forwarded-For": f"10.0.0.{n}"})
    grown = set(told(client, key)) - set(before)
    assert len([name for name in grown if name.startswith("rahba_requests")]) == 4
    assert not any(re.search(r"\d{2}\.php|BREW|nothing/", name) for name in grown)


def test_OB1_the_age_of_the_backup_is_told_once_there_is_one(
    settings: Settings, database: Database, world: World, clock: Clock
) -> None:
    folder = settings.data_dir / "backups"
    app: FastAPI = create_app(replace(settings, backup_dir=folder), database, world)
    with TestClient(app) as client:
        key = api_key(database, make_market(database, world), world)
        assert "rahba_backup_age_seconds" not in told(client, key)
        if database.is_sqlite:
            make_copy(database.url, folder, "asked", clock())
        else:
            folder.mkdir(exist_ok=True)
            (folder / f"rahba-asked-{clock():%Y%m%dT%H%M%S%f}Z.dump").touch()
        clock.advance(hours=5)
        assert told(client, key)["rahba_backup_age_seconds"] == 5 * 3600


def test_OB1_writers_that_wait_and_those_sent_away_are_counted(database: Database) -> None:
    if not database.is_sqlite:
        return
    for _ in range(WRITERS_WAITING + 1):
        database._queue.acquire()
    with pytest.raises(Busy):
        database.transact(lambda session: None)
    database._queue.release()
    database.transact(lambda session: None)
    samples = dict(
        line.rsplit(" ", 1) for line in database.writers.lines() if not line.startswith("#")
    )
    assert samples["rahba_writers_refused_total"] == "1"
    assert samples["rahba_writer_entries_total"] == "1"
    assert samples["rahba_writers_waiting"] == "0"
