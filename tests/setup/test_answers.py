"""What was answered at set-up and changes later (SPEC SU6)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select

from rahba.access.tables import Audit
from rahba.db import Database
from rahba.market import MarketOperator
from tests.client import TestClient
from tests.making import Clock, MadeMarket, MadePhone, coach_client, desk_client
from tests.setup.souk import SOUK

ANSWERS: dict[str, Any] = {
    "operator": SOUK["operator"] | {"cndp_ref": "D-114/2026"},
    "public_address": "https://souk.example.ma",
}


def test_SU6_an_official_reads_and_changes_none_of_it(
    client: TestClient, market: MadeMarket
) -> None:
    official = desk_client(client, market, "official")
    assert official.get("/api/v1/setup/answers").status_code == 403
    assert official.put("/api/v1/setup/answers", json=ANSWERS).status_code == 403
    assert client.put("/api/v1/setup/answers", json=ANSWERS).status_code == 401


@pytest.mark.parametrize("field", ["cndp_ref", "contact", "phone", "address"])
def test_SU6_nothing_that_the_law_asks_for_can_be_emptied(
    client: TestClient, market: MadeMarket, field: str
) -> None:
    emptied = ANSWERS | {"operator": ANSWERS["operator"] | {field: " "}}
    answer = coach_client(client, market).put("/api/v1/setup/answers", json=emptied)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_SU6_what_traders_were_told_stays_on_its_dates(
    client: TestClient, database: Database, market: MadeMarket, phone: MadePhone, clock: Clock
) -> None:
    coach = coach_client(client, market)
    assert coach.get("/api/v1/setup/answers").json()["operator"]["cndp_ref"] == "D-000/2026"
    cursor = client.get("/api/v1/sync/pull", headers=phone.headers).json()["cursor"]
    for number in ("D-113/2026", "D-114/2026"):  # mistyped, and mended on the same day
        said = ANSWERS | {"operator": ANSWERS["operator"] | {"cndp_ref": number}}
        assert coach.put("/api/v1/setup/answers", json=said).status_code == 204
    with database.read() as session:
        by_date = select(MarketOperator).order_by(col(MarketOperator.starts_on))
        old, new = session.exec(by_date).all()
        actions = session.exec(select(Audit.action)).all()
    assert (old.cndp_ref, str(old.ends_on)) == ("D-000/2026", "2026-11-26")
    assert (new.cndp_ref, str(new.starts_on), new.ends_on) == ("D-114/2026", "2026-11-27", None)
    assert actions.count("answers_changed") == 2
    pulled = client.get(f"/api/v1/sync/pull?cursor={cursor}", headers=phone.headers).json()
    [told] = [item for item in pulled["catalog"] if item["type"] == "market"]
    assert told["operator"]["cndp_ref"] == "D-114/2026"
    invitation = coach.post("/api/v1/team/invitations", json={"person_id": market.animators[0]})
    assert invitation.json()["url"].startswith("https://souk.example.ma/#/join/")
