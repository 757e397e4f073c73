"""Places that a first walk adds, from the phone to the ground, the desk and programs (SPEC FW)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session

from rahba.catalog.tables import Stall
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import FRIDAY, MadeMarket, api_key, coach_client, desk_client, join_phone
from tests.recording import Notebook, entry_id_of, new_id, open_notebook
from tests.sync.pulling import pull

ORDER = "/api/v1/places/order"


def place(number: int = 3001, **changed: Any) -> dict[str, Any]:
    return {
        "stall_id": new_id(),
        "rahba": "veg",
        "lane": number // 1000,
        "number": number,
        "pitch": "table",
    } | changed


def stall(database: Database, market: MadeMarket, stall_id: str) -> Stall | None:
    with database.read() as session:
        return session.get(Stall, (market.id, stall_id))


def decide(coach: TestClient, entry_id: str, decision: str) -> None:
    row = {"decision_id": new_id(), "entry_id": entry_id, "rev": 1, "decision": decision}
    answer = coach.post("/api/v1/review/decisions", json={"decisions": [row | {"reason": "—"}]})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("wrong", "path", "code"),
    [
        ({"rahba": "nowhere"}, "rahba", "not_a_choice"),
        ({"lane": 4}, "number", "constraint"),
        ({"pitch": "castle"}, "pitch", "not_a_choice"),
        ({"number": 3.5}, "", "float"),
        ({"stall_id": None}, "stall_id", "required"),
    ],
)
def test_FW1_a_place_that_says_too_little_is_refused(
    notebook: Notebook, wrong: dict[str, Any], path: str, code: str
) -> None:
    result = notebook.push_one(notebook.create("place", place() | wrong))
    assert result["code"] == "invalid"
    if path:
        assert result["errors"] == [{"path": path, "code": code}]


def test_FW2_an_entry_changes_no_place_of_a_list_nor_of_another_entry(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    listed = market.stalls["veg"][0]
    before = stall(database, market, listed)
    added = place()
    assert before is not None
    notebook.push(
        notebook.create("place", place(stall_id=listed)),
        notebook.create("place", added),
        notebook.create("place", place(3002, stall_id=added["stall_id"], pitch="ground")),
    )
    after, own = stall(database, market, listed), stall(database, market, added["stall_id"])
    assert after is not None
    assert own is not None
    assert (after.number, after.entry_id, after.pitch) == (before.number, None, None)
    assert (own.number, own.pitch) == (3001, "table")


def test_FW2_a_new_place_is_on_other_phones_and_what_names_it_is_clean(
    client: TestClient, market: MadeMarket, notebook: Notebook
) -> None:
    other = join_phone(client, market, market.animators[1])
    cursor = pull(client, other)["cursor"]
    added = place()
    results = notebook.push(
        notebook.create("place", added), notebook.mark(added["stall_id"], "occupied_unregistered")
    )
    assert [result.get("flags") for result in results] == [None, None]
    (document,) = [d for d in pull(client, other, cursor)["catalog"] if d["type"] == "stall"]
    assert document == {
        "type": "stall",
        "id": added["stall_id"],
        "rahba": "veg",
        "lane": 3,
        "number": 3001,
        "walk_order": 3001,
    }


def test_OP7_a_mark_that_came_before_its_place_is_clean_once_the_place_is_there(
    client: TestClient, market: MadeMarket, notebook: Notebook
) -> None:
    added = place()
    mark = notebook.mark(added["stall_id"])
    assert notebook.push_one(mark)["flags"] == ["unknown_stall"]
    notebook.push(notebook.create("place", added))
    coach = coach_client(client, market)
    assert coach.get(f"/api/v1/review/entries/{entry_id_of(mark)}").json()["flags"] == []


def test_FW3_two_entries_of_one_number_are_both_kept(
    client: TestClient, database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    theirs = open_notebook(database, world, market, market.animators[1])
    first, second = place(), place(pitch="tent")
    notebook.push(notebook.create("place", first))
    later = theirs.create("place", second)
    assert theirs.push_one(later)["code"] == "applied"
    kept = stall(database, market, second["stall_id"])
    assert kept is not None
    assert (kept.number, kept.walk_order, kept.pitch) == (3002, 3002, "tent")
    coach = coach_client(client, market)
    shown = coach.get(f"/api/v1/review/entries/{entry_id_of(later)}").json()
    assert shown["flags"] == ["number_taken"]


def test_FW4_a_rejected_place_ends_and_comes_back_when_it_is_reopened(
    client: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    added = place()
    entry, mark = notebook.create("place", added), notebook.mark(added["stall_id"])
    notebook.push(entry, mark)
    coach = coach_client(client, market)
    decide(coach, entry_id_of(entry), "reject")
    ended = stall(database, market, added["stall_id"])
    assert ended is not None
    assert ended.ends_on is not None
    assert ended.ends_on < ended.starts_on == FRIDAY
    path = f"/api/v1/review/entries/{entry_id_of(mark)}"
    assert coach.get(path).json()["flags"] == ["unknown_stall"]
    decide(coach, entry_id_of(entry), "reopen")
    again = stall(database, market, added["stall_id"])
    assert again is not None
    assert again.ends_on is None
    assert coach.get(path).json()["flags"] == []


def test_FW4_a_place_taken_back_on_the_phone_ends(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    added = place()
    entry = notebook.create("place", added)
    notebook.push(entry, notebook.cancel(entry_id_of(entry), "place"))
    gone = stall(database, market, added["stall_id"])
    assert gone is not None
    assert gone.ends_on is not None


def test_FE4_programs_read_an_approved_place(
    client: TestClient, database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    added = place()
    entry = notebook.create("place", added)
    notebook.push(entry)
    decide(coach_client(client, market), entry_id_of(entry), "approve")
    for projection, body in (
        ("pseudonymous", {"section": "veg", "lane": 3, "pitch": "table"}),
        ("pii", added),
    ):
        key = api_key(database, market, world, projection=projection)
        (row,) = client.get("/api/v1/feed/approved", headers=key).json()["rows"]
        assert row["body"] == body


def test_FW5_an_official_orders_no_places(client: TestClient, market: MadeMarket) -> None:
    body = {"section": "veg", "lane": 1, "places": []}
    assert desk_client(client, market, "official").post(ORDER, json=body).status_code == 403


def test_FW5_the_coach_puts_a_lane_in_order_and_phones_follow(
    client: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    added = [place(3001), place(3051), place(3002), place(4001)]
    notebook.push(*(notebook.create("place", one) for one in added))
    phone = join_phone(client, market, market.animators[1])
    cursor = pull(client, phone)["cursor"]
    coach = coach_client(client, market)
    first, far, second, _ = (one["stall_id"] for one in added)
    over_others = coach.post(ORDER, json={"section": "veg", "lane": 3, "places": [first, far]})
    assert (over_others.status_code, over_others.json()["code"]) == (409, "places_changed")
    wanted = {"section": "veg", "lane": 3, "places": [far, first, second]}
    answer = coach.post(ORDER, json=wanted)
    assert answer.status_code == 200, answer.text
    walked = [one["number"] for one in answer.json()["places"] if one["lane"] > 2]
    assert walked == [3051, 3001, 3002, 4001]
    assert answer.json() == coach.get("/api/v1/places/veg").json()
    pulled = pull(client, phone, cursor)["catalog"]
    turns = {d["number"]: d["walk_order"] for d in pulled if d["type"] == "stall"}
    assert turns == {3051: 3001, 3001: 3002, 3002: 3051}


def test_FW5_places_that_share_a_turn_are_parted(
    client: TestClient, database: Database, market: MadeMarket
) -> None:
    ids = market.stalls["grains"]

    def share(session: Session) -> None:
        for stall_id in ids:
            session.get_one(Stall, (market.id, stall_id)).walk_order = 1

    database.transact(share)
    lane = stall(database, market, ids[0])
    assert lane is not None
    body = {"section": "grains", "lane": lane.lane, "places": ids[::-1]}
    answer = coach_client(client, market).post(ORDER, json=body)
    assert [one["id"] for one in answer.json()["places"]] == ids[::-1]
