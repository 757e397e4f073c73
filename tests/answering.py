"""A survey as a phone sends it: the souk's own form, published, and a response without a flaw."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlmodel import Session

from rahba.clock import World
from rahba.db import Database
from rahba.forms.tables import Form, FormVersion
from tests.making import MadeMarket
from tests.recording import new_id

COMPILED = json.loads(
    (Path(__file__).parent / "vectors/forms/compiled/souk_trader_v1.json").read_text()
)
ANSWERS: dict[str, Any] = {
    "/data/consent_survey": "yes",
    "/data/is_adult": "yes",
    "/data/interview/sex": "f",
    "/data/interview/age_band": "35_44",
    "/data/interview/trade_main": "VEG01",
    "/data/interview/role": "owner",
    "/data/interview/pitch_type": "tent",
    "/data/interview/freq": "w4",
    "/data/interview/helpers_paid": 0,
    "/data/interview/helpers_family": 1,
    "/data/interview/reg_types": ["none"],
    "/data/interview/health_cover": "tadamon",
    "/data/interview/sales_band": "b2",
}


def publish_form(
    database: Database, world: World, market: MadeMarket, compiled: dict[str, Any] = COMPILED
) -> None:
    """The compiled form, without the workbook that it came from."""

    def publish(session: Session) -> None:
        name, version = compiled["form_id"], compiled["version"]
        key = {"market_id": market.id, "form_id": name}
        session.add(Form(**key, id=new_id(), titles={}, current_version=version))
        session.add(
            FormVersion(
                **key, id=new_id(), version=version, xform="", compiled=compiled,
                published_at=world.now(),
            )
        )  # fmt: skip

    database.transact(publish)


def response(answers: dict[str, Any] | None = None, **changed: Any) -> dict[str, Any]:
    return {
        "form_id": COMPILED["form_id"],
        "form_version": COMPILED["version"],
        "modules": [],
        "trader_id": None,
        "answers": ANSWERS | (answers or {}),
        "started_at": "2026-11-27T07:20:00Z",
        "ended_at": "2026-11-27T07:23:00Z",
        "outcome": "completed",
    } | changed
