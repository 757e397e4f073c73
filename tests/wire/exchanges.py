"""What a phone of the release that is being recorded asks, one function an exchange."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from rahba.access.tokens import token_hash
from rahba.clock import World
from rahba.db import Database
from rahba.sync.protocol import PROTOCOL
from tests.answering import publish_form, response
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    MadeMarket,
    MadePhone,
    add_trader,
    coach_client,
    make_market,
    revoke_phone,
)
from tests.recording import Notebook, entry_id_of, new_id, op_id_of, open_notebook
from tests.wire.replay import read_ground

Step = dict[str, Any]
PUSH = "/api/v1/sync/push"


@dataclass
class Ground:
    """`rows` as they stood before any exchange; two animators' phones and one signed out."""

    rows: dict[str, list[dict[str, Any]]]
    market: MadeMarket
    first: Notebook
    second: Notebook
    out: Notebook
    invitation: str
    trader_id: str


def settle(client: TestClient, database: Database, world: World) -> Ground:
    market = make_market(database, world)
    coach = coach_client(client, market)
    invited = coach.post("/api/v1/team/invitations", json={"person_id": market.animators[0]})
    names = ("first", "second", "out")
    first, second, out = (
        open_notebook(database, world, market, person, token_hash(name))
        for name, person in zip(names, market.animators, strict=True)
    )
    lost = MadePhone(out.caller.person_id, out.caller.device_id, "out", market.id)
    revoke_phone(database, market, lost, world)

    def fill(session: Session) -> str:
        place = market.stalls["grains"][0]
        return add_trader(session, market, world, stall_id=place, badge="K-0001-1")

    publish_form(database, world, market)
    trader_id = database.transact(fill)
    rows = read_ground(database)
    for passing in ("desk_session", "login_attempt", "audit", "snapshot"):
        rows.pop(passing, None)
    code = str(invited.json()["code"])
    return Ground(rows, market, first, second, out, code, trader_id)


def push(notebook: Notebook, token: str, *ops: Any, **changed: Any) -> Step:
    """As a phone sends it: packed, with what it says of its own outbox."""
    request = notebook.request(ops, protocol=PROTOCOL, **changed).model_dump(mode="json")
    headers = {"Authorization": f"Bearer {token}", "Content-Encoding": "gzip"}
    return {"request": {"method": "POST", "path": PUSH, "headers": headers, "body": request}}


def get(path: str, token: str, *keep: str) -> Step:
    headers = {"Authorization": f"Bearer {token}"}
    return {"request": {"method": "GET", "path": path, "headers": headers}, "keep": list(keep)}


def join(ground: Ground) -> list[Step]:
    """A phone joins, and asks again because the answer was lost; another comes too late."""
    device = {"name": "Galaxy A03", "app": "0.1.0"}

    def ask(join_key: str) -> Step:
        body = {"code": ground.invitation, "join_key": join_key, "device": device}
        return {"request": {"method": "POST", "path": "/api/v1/join", "body": body}}

    mine, another = new_id(), new_id()
    return [ask(mine), ask(mine), ask(another)]


def snapshot_and_pull(ground: Ground) -> list[Step]:
    """The first pull in slices, then pages, then what became of one's own entries."""
    mark = ground.first.mark(ground.market.stalls["veg"][0])
    head = get("/api/v1/sync/snapshot", "first", "snapshot_id")
    slices = [
        get(f"/api/v1/sync/snapshot/{{snapshot_id}}?offset={offset}&length=400", "first")
        for offset in (0, 400)
    ]
    pull = get("/api/v1/sync/pull?limit=500", "first", "cursor")
    on = get("/api/v1/sync/pull?limit=500&cursor={cursor}", "first", "cursor")
    tampered = get("/api/v1/sync/pull?cursor=tampered", "first")
    return [head, *slices, pull, push(ground.first, "first", mark), on, tampered]


def marks(ground: Ground) -> list[Step]:
    """A mark, said anew, taken back, in one request and in several, each asked twice."""
    notebook, places = ground.first, ground.market.stalls["grains"]
    by_place, by_trader = (
        notebook.mark(places[0]),
        notebook.create("presence", {"trader_id": ground.trader_id, "status": "absent"}),
    )
    unknown = notebook.create(
        "presence", {"stall_id": places[1], "trader_id": new_id(), "status": "present"}
    )
    replaced = notebook.create(
        "presence",
        {"stall_id": places[2], "status": "replaced", "replaced_by": ground.trader_id},
    )
    said_anew = notebook.revise(
        entry_id_of(by_place), "presence", {"stall_id": places[0], "status": "closed_early"}
    )
    taken_back = notebook.cancel(entry_id_of(by_trader), "presence")
    first = push(notebook, "first", by_place, by_trader, unknown, replaced)
    second = push(notebook, "first", said_anew, taken_back)
    return [first, second, first | {}, second | {}]


def other_kinds(ground: Ground) -> list[Step]:
    """Consent and registration with a mark, a change, a place, a day sheet, a survey."""
    notebook, places = ground.first, ground.market.stalls["grains"]
    trader_id, stall_id = new_id(), new_id()
    consent = {
        "trader_id": trader_id, "purpose": "registration", "decision": "given",
        "text_version": "v1", "language": "ar", "mode": "spoken",
    }  # fmt: skip
    registration = {
        "trader_id": trader_id, "action": "register", "known_as": "حميدة مول الزرع",
        "trade": "GRN01", "rahba": "grains", "stall_id": places[4], "phone": "0612345678",
        "sex": "m", "age_band": "35_44",
    }  # fmt: skip
    place = {
        "stall_id": stall_id, "rahba": "grains", "lane": 3, "number": 3041, "pitch": "table",
    }  # fmt: skip
    register = notebook.create("trader", registration)
    mark = notebook.create(
        "presence", {"stall_id": places[4], "trader_id": trader_id, "status": "present"}
    )
    change = notebook.create("trader", registration | {"action": "change", "known_as": "حميدة"})
    sheet = notebook.create("day_sheet", {"weather": ["sun"], "waste_kg": 120, "note": "سوق"})
    there = notebook.mark(stall_id, "occupied_unregistered")
    first = push(notebook, "first", notebook.create("consent", consent), register, mark)
    second = push(notebook, "first", change, notebook.create("place", place), there, sheet)
    return [first, second, push(notebook, "first", notebook.create("survey", response()))]


def refused(ground: Ground) -> list[Step]:
    """Each way of being refused, none of which stops the good one beside it."""
    notebook, place = ground.first, ground.market.stalls["veg"][1]
    good = notebook.mark(place)
    cases: list[Any] = [
        "{broken", "", '{"a":1,"a":2}',
        notebook.mark("not-an-id"), notebook.mark(place, "asleep"),
        notebook.mark(place, souk_date="2026-02-30"), notebook.mark(place, base_rev=3),
        notebook.create("day_sheet", {"weather": ["sun"], "waste_kg": 1.5}),
        notebook.create("day_sheet", {"weather": ["sun"], "note": "a\0b"}),
        notebook.mark(place, person_id=new_id()), notebook.mark(place, market_id=new_id()),
        notebook.mark(place, souk_date="2019-01-04"),
        notebook.mark(place, kind="assessment"), notebook.mark(place, schema_version=99),
    ]  # fmt: skip
    theirs = ground.second.revise(
        entry_id_of(good), "presence", {"stall_id": place, "status": "absent"}, base_rev=1
    )
    other_words = good.replace("present", "absent")
    return [
        push(notebook, "first", *cases, good),
        push(ground.second, "second", theirs),
        push(notebook, "first", other_words),
        push(ground.out, "out", ground.out.mark(place)),
    ]


def mended(ground: Ground) -> list[Step]:
    """A refused op, what waits behind it, the repair that stands in for both; a stale base."""
    notebook, place = ground.first, ground.market.stalls["veg"][2]
    wrong = notebook.mark(place, "asleep")
    entry_id = entry_id_of(wrong)
    body = {"stall_id": place, "status": "absent"}
    behind = notebook.revise(entry_id, "presence", body)
    repair = notebook.create(
        "presence", body, entry_id=entry_id, op_id=new_id(), base_rev=0,
        supersedes=[op_id_of(wrong), op_id_of(behind)],
    )  # fmt: skip
    stale = notebook.revise(entry_id, "presence", body, base_rev=7)
    again = notebook.revise(entry_id, "presence", body, base_rev=1, supersedes=[op_id_of(stale)])
    return [
        push(notebook, "first", wrong, behind),
        push(notebook, "first", repair),
        push(notebook, "first", wrong, behind),
        push(notebook, "first", stale),
        push(notebook, "first", again),
    ]


def of_another_time(ground: Ground) -> list[Step]:
    """An op of an epoch that is over, a clock that is years off, a day without a souk."""
    notebook, place = ground.first, ground.market.stalls["livestock"][0]
    older = replace(notebook, epoch=new_id(), revs={})
    body = {"stall_id": place, "status": "present"}
    gap = older.op("revise", new_id(), "presence", body, base_rev=4)
    skewed = notebook.mark(place, recorded_at="2001-01-01T00:00:00Z")
    off_day = notebook.mark(place, souk_date=FRIDAY.replace(day=26))
    long_ago = notebook.mark(place, souk_date="2026-09-04")
    sent_at = "2019-05-01T00:00:00Z"
    return [
        push(notebook, "first", gap, skewed, off_day, long_ago),
        push(notebook, "first", notebook.mark(place), sent_at=sent_at),
    ]


def envelopes(ground: Ground) -> list[Step]:
    """What is no push at all: unknown phones, other protocols, too much."""
    notebook, place = ground.first, ground.market.stalls["livestock"][1]
    good = push(notebook, "first", notebook.mark(place))
    body = good["request"]["body"]

    def with_body(**changed: Any) -> Step:
        return {"request": good["request"] | {"body": body | changed}}

    return [
        push(notebook, "nobody", notebook.mark(place)),
        with_body(protocol=0),
        with_body(ops=["{}"] * 101),
        with_body(ops="[]"),
        with_body(manifest={"pending": -1}),
        with_body(ops=[]),
        good,
    ]


EXCHANGES: dict[str, Callable[[Ground], list[Step]]] = {
    "join": join,
    "snapshot-and-pull": snapshot_and_pull,
    "marks": marks,
    "other-kinds": other_kinds,
    "refused": refused,
    "mended": mended,
    "of-another-time": of_another_time,
    "envelopes": envelopes,
}
