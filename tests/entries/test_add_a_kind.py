"""The test of the architecture: a new kind is one value and one registry line.

A kind that no other code has heard of goes from the phone's op to review, feed and CSV, and what it
says of a person is erased with them. The phone's and the desk's side: frontend/tests/add-a-kind.
"""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from sqlmodel import select

from rahba.clock import World
from rahba.db import Database
from rahba.entries.kinds import KINDS
from rahba.entries.kinds.fields import Fields, an_id, text, whole
from rahba.entries.kinds.kind import Arrival, Body, Kind, Known, Problem, Subjects, plain
from rahba.entries.lifecycle import in_sample
from rahba.entries.tables import Entry, EntryRevision
from tests.client import TestClient
from tests.making import FRIDAY, MadeMarket, add_trader, api_key, coach_client
from tests.recording import Notebook, entry_id_of, new_id, open_notebook

FIELDS = Fields(
    required={"litres": whole(0, 10_000)}, optional={"note": text(0, 100), "trader_id": an_id}
)


def check(body: Body, _known: Known) -> list[Problem]:
    return FIELDS.problems(body)


def subjects(body: Body) -> Subjects:
    return Subjects(trader_id=body.get("trader_id"))


def flags(arrival: Arrival, _known: Known) -> list[str]:
    return ["soft_warning"] if arrival.body["litres"] > 1_000 else []


WATER = Kind(
    name="water",
    check=check,
    subjects=subjects,
    flags=flags,
    policy="clean_water",
    consent="registration",
    names_traders=("trader_id",),
    shows={"pseudonymous": plain("litres"), "pii": plain("litres", "note")},
)


@pytest.fixture
def notebook(
    database: Database, world: World, market: MadeMarket, monkeypatch: pytest.MonkeyPatch
) -> Notebook:
    monkeypatch.setitem(KINDS, WATER.name, WATER)
    return open_notebook(database, world, market)


def clean_id() -> str:
    return next(id_ for id_ in iter(new_id, None) if not in_sample(id_))


def test_a_new_kind_is_refused_flagged_reviewed_approved_fed_and_exported(
    client: TestClient, database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    wrong = notebook.create("water", {"litres": -1})
    much = notebook.create("water", {"litres": 5_000, "note": "من البئر"})
    clean = notebook.create("water", {"litres": 40, "note": "=1+1"}, entry_id=clean_id())
    results = notebook.push(wrong, much, clean)
    assert results[0]["errors"] == [{"path": "litres", "code": "out_of_range"}]
    assert results[1]["flags"] == ["soft_warning"]
    assert results[2]["code"] == "applied"

    coach = coach_client(client, market)
    queue = coach.get("/api/v1/review/queue", params={"kind": "water"}).json()
    assert [item["entry_id"] for item in queue["items"]] == [entry_id_of(much), entry_id_of(clean)]
    closed = coach.post(f"/api/v1/review/days/{FRIDAY}/close").json()
    assert closed["approved"] == 1

    key = api_key(database, market, world, projection="pii")
    feed = client.get("/api/v1/feed/approved", headers=key).json()
    (row,) = feed["rows"]
    assert (row["kind"], row["entry_id"]) == ("water", entry_id_of(clean))
    assert row["body"] == {"litres": 40, "note": "=1+1"}

    answer = client.get(
        "/api/v1/export/water.csv",
        params={"from": date.min.isoformat(), "to": FRIDAY.isoformat()},
        headers=key,
    )
    (exported,) = csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")))
    assert exported["litres"] == "40"

    notebook.push(notebook.cancel(entry_id_of(clean), "water"))
    rows = client.get("/api/v1/feed/approved", headers=key).json()["rows"]
    assert [row["type"] for row in rows] == ["removed"]


def test_RQ5_what_a_new_kind_says_of_a_person_is_erased_with_them(
    client: TestClient, database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    coach = coach_client(client, market)
    trader_id = database.transact(lambda s: add_trader(s, market, world))
    theirs = notebook.create(
        "water", {"litres": 40, "note": "a secret well", "trader_id": trader_id}
    )
    nobodys = notebook.create("water", {"litres": 50})
    notebook.push(theirs, nobodys)
    for op in (theirs, nobodys):
        decision = {"decision_id": new_id(), "decision": "approve", "rev": 1}
        url = f"/api/v1/review/entries/{entry_id_of(op)}/decision"
        assert coach.post(url, json=decision).status_code == 200

    asked = coach.post("/api/v1/requests", json={"trader_id": trader_id, "sort": "erase"}).json()
    done = coach.post(f"/api/v1/requests/{asked['id']}/close", json={"outcome": "done"})
    assert done.status_code == 200, done.text
    with database.read() as session:
        left = session.get_one(Entry, (market.id, entry_id_of(theirs)))
        said = "".join(session.exec(select(EntryRevision.op)))
    assert (left.state, left.body, left.trader_id) == ("cancelled", {}, None)
    assert "a secret well" not in said

    key = api_key(database, market, world, projection="pii")
    rows = client.get("/api/v1/feed/approved?kind=water", headers=key).json()["rows"]
    newest = {row["entry_id"]: row["type"] for row in rows}
    assert newest == {entry_id_of(theirs): "removed", entry_id_of(nobodys): "approved"}
    again = notebook.create("water", {"litres": 60, "trader_id": trader_id})
    assert notebook.push_one(again)["code"] == "erased"
