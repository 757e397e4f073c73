"""Which souk days have figures (SPEC PR9). Refusals first."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from rahba.catalog.calendar import souk_day_id
from rahba.catalog.tables import SoukDay
from rahba.db import Database
from tests.client import TestClient
from tests.making import FRIDAY, MadeMarket, desk_client
from tests.recording import Notebook


@pytest.fixture
def official(client: TestClient, market: MadeMarket) -> TestClient:
    return desk_client(client, market, "official")


def say_that_today_is(database: Database, market: MadeMarket, status: str) -> None:
    def change(session: Session) -> None:
        session.get_one(SoukDay, (market.id, souk_day_id(market.id, FRIDAY))).status = status

    database.transact(change)


def days_with_figures(official: TestClient) -> list[str]:
    answer = official.get("/api/v1/insight/presence").json()
    return [day["date"] for day in answer["days"]]


def test_PR9_a_day_that_was_planned_and_never_marked_has_no_figures(
    official: TestClient, database: Database, market: MadeMarket
) -> None:
    say_that_today_is(database, market, "planned")
    assert FRIDAY.isoformat() not in days_with_figures(official)


def test_PR9_a_cancelled_day_has_none_whatever_was_marked(
    official: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    say_that_today_is(database, market, "cancelled")
    notebook.push(notebook.mark(market.stalls["grains"][0]))
    assert FRIDAY.isoformat() not in days_with_figures(official)


def test_PR9_today_has_figures_from_its_first_mark_on_and_they_are_provisional(
    official: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    say_that_today_is(database, market, "planned")
    notebook.push(notebook.mark(market.stalls["grains"][0]))
    assert days_with_figures(official)[-1] == FRIDAY.isoformat()
    total = official.get("/api/v1/insight/presence").json()["totals"][-1]
    assert (total["date"], total["places"]["marked"]) == (FRIDAY.isoformat(), 1)
    assert total["provisional"]
