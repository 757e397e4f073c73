"""A market with one of each thing that a request can name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, select

import rahba.tables  # noqa: F401  (the tables that are looked at)
from rahba.catalog.tables import Zone
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Quarantine, Review
from rahba.forms.tables import Form, FormVersion
from tests.client import TestClient
from tests.intake.importing import bring_in
from tests.making import (
    MadeMarket,
    add_trader,
    api_key,
    desk_client,
    join_phone,
)
from tests.newcoming import begin
from tests.recording import entry_id_of, new_id, open_notebook

NAME = "Mbarka of the other market"
BADGE = "K-0457-3"
FORM = json.loads(
    (Path(__file__).parents[1] / "vectors/forms/compiled/souk_trader_v1.json").read_text()
)
Ids = dict[str, str]


def lay_things(client: TestClient, database: Database, market: MadeMarket, world: World) -> Ids:
    """The ids of what stands there, by the names that paths and bodies give them."""
    coach = desk_client(client, market, "coach")
    ids = _people(client, coach, database, market, world)
    ids |= _calendar(coach, database, market)
    ids |= _traders(coach, database, market, world) | _entries(coach, database, market, world)
    ids |= {"form_id": _form(database, market, world), "market_id": market.id}
    ids["import_id"] = bring_in(coach)["import_id"]
    ids["key_cursor"] = _cursor(client, api_key(database, market, world))
    return ids | {"stall_id": market.stalls["grains"][0], "badge": BADGE}


def rows_of(database: Database, market_id: str) -> dict[str, list[str]]:
    """All that the market's tables hold, to see that nothing of it changed."""
    with database.read() as session:
        return {
            table.name: sorted(
                repr(tuple(row))
                for row in session.execute(table.select().where(table.c.market_id == market_id))
            )
            for table in SQLModel.metadata.sorted_tables
            if "market_id" in table.c
        }


def _people(
    client: TestClient, coach: TestClient, database: Database, market: MadeMarket, world: World
) -> Ids:
    phone = join_phone(client, market)
    new = begin(client, market, database, world, name=NAME, host=phone)
    assert new.come_in().status_code == 200
    invited = coach.post("/api/v1/team/invitations", json={"person_id": market.animators[1]})
    key = coach.post("/api/v1/keys", json={"name": "theirs"})
    snapshot = client.get("/api/v1/sync/snapshot", headers=phone.headers).json()
    pulled = client.get("/api/v1/sync/pull", headers=phone.headers).json()
    return {
        "person_id": market.animators[0],
        "device_id": phone.device_id,
        "newcomer_id": new.device_id,
        "invitation_id": invited.json()["id"],
        "key_id": key.json()["id"],
        "snapshot_id": snapshot["snapshot_id"],
        "phone_cursor": pulled["cursor"],
    }


def _calendar(coach: TestClient, database: Database, market: MadeMarket) -> Ids:
    hours = {"starts_on": "2027-02-01", "ends_on": "2027-02-28"}
    made = coach.post("/api/v1/calendar/hours", json=hours)
    assert made.status_code == 201, made.text
    with database.read() as session:
        zone = session.exec(select(Zone).where(Zone.market_id == market.id)).first()
    assert zone is not None
    return {"hours_id": made.json()["hours"][0]["id"], "zone_id": zone.id}


def _traders(coach: TestClient, database: Database, market: MadeMarket, world: World) -> Ids:
    def add(session: Session) -> list[str]:
        named = ((NAME, BADGE), ("Fatna", None), ("Fatna bis", None))
        return [
            add_trader(session, market, world, known_as=name, badge=badge) for name, badge in named
        ]

    traders = database.transact(add)
    pair = {"from_id": traders[2], "to_id": traders[1]}
    merged = coach.post("/api/v1/review/merges", json=pair)
    asked = coach.post("/api/v1/requests", json={"trader_id": traders[0], "sort": "see"})
    return {
        "trader_id": traders[0],
        "other_trader_id": traders[1],
        "alias_id": merged.json()["alias_id"],
        "request_id": asked.json()["id"],
    }


def _entries(coach: TestClient, database: Database, market: MadeMarket, world: World) -> Ids:
    notebook = open_notebook(database, world, market)
    place = market.stalls["grains"][2]
    mark = notebook.mark(place)
    notebook.push(mark, notebook.mark(place, "nowhere"))
    decision = {"decision_id": new_id(), "decision": "approve", "rev": 1}
    path = f"/api/v1/review/entries/{entry_id_of(mark)}/decision"
    assert coach.post(path, json=decision).status_code == 200
    with database.read() as session:
        kept, review = session.exec(select(Quarantine)).one(), session.exec(select(Review)).one()
    return {"entry_id": entry_id_of(mark), "quarantine_id": kept.id, "review_id": review.id}


def _form(database: Database, market: MadeMarket, world: World) -> str:
    def publish(session: Session) -> None:
        key: dict[str, Any] = {"market_id": market.id, "form_id": FORM["form_id"]}
        version = FORM["version"]
        session.add(Form(**key, id=new_id(), titles={}, current_version=version))
        row = {"version": version, "xform": "", "compiled": FORM, "published_at": world.now()}
        session.add(FormVersion(**key, id=new_id(), xlsform=b"theirs", **row))

    database.transact(publish)
    return str(FORM["form_id"])


def _cursor(client: TestClient, key: dict[str, str]) -> str:
    page = client.get("/api/v1/feed/approved", headers=key)
    return str(page.json()["cursor"])
