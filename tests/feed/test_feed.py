"""The approved feed as a program follows it (SPEC FE1-FE5, I10). Refusals first."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rahba.clock import World
from rahba.db import Database
from rahba.epoch import begin_epoch
from tests.client import TestClient
from tests.making import FRIDAY, MadeMarket, api_key, make_market
from tests.recording import Notebook, entry_id_of, new_id

FEED = "/api/v1/feed/approved"


class Program:
    """Keeps, per entry, the row with the greatest `seq`, as the feed asks."""

    def __init__(self, client: TestClient, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers
        self.cursor: str | None = None
        self.rows: dict[str, dict[str, Any]] = {}

    def page(self, **params: Any) -> dict[str, Any]:
        params |= {"cursor": self.cursor} if self.cursor else {}
        answer = self.client.get(FEED, params=params, headers=self.headers)
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        return page

    def follow(self, limit: int = 1000) -> list[dict[str, Any]]:
        """Read to the end; the rows that were new."""
        new: list[dict[str, Any]] = []
        more = True
        while more:
            page = self.page(limit=limit)
            new += page["rows"]
            self.cursor, more = page["cursor"], page["more"]
        self.rows |= {row["entry_id"]: row for row in new}
        return new

    @property
    def approved(self) -> set[str]:
        return {entry for entry, row in self.rows.items() if "body" in row}


@pytest.fixture
def program(client: TestClient, database: Database, market: MadeMarket, world: World) -> Program:
    return Program(client, api_key(database, market, world, projection="pii"))


def decide(coach: TestClient, entry_id: str, decision: str, rev: int = 1) -> None:
    answer = coach.post(
        f"/api/v1/review/entries/{entry_id}/decision",
        json={"decision_id": new_id(), "decision": decision, "rev": rev, "reason": "because"},
    )
    assert answer.status_code == 200, answer.text


def recorded(notebook: Notebook, place: str, status: str = "present") -> str:
    op = notebook.mark(place, status)
    assert notebook.push_one(op)["code"] == "applied"
    return entry_id_of(op)


def test_AC1_nobody_reads_the_feed_without_a_key(client: TestClient, coach: TestClient) -> None:
    assert client.get(FEED).json()["code"] == "not_signed_in"
    assert coach.get(FEED).json()["code"] == "not_signed_in"


def test_FE4_a_key_for_aggregates_sees_no_entry(
    client: TestClient, database: Database, market: MadeMarket, world: World
) -> None:
    key = api_key(database, market, world, projection="aggregates")
    answer = client.get(FEED, headers=key)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_FE3_a_cursor_is_gone_with_another_key_filter_or_epoch(
    client: TestClient, database: Database, market: MadeMarket, world: World, program: Program
) -> None:
    program.follow()
    other = api_key(database, market, world, projection="pseudonymous")
    cursor = {"cursor": program.cursor}
    asked = [
        client.get(FEED, params=cursor, headers=other),
        client.get(FEED, params=cursor | {"kind": "survey"}, headers=program.headers),
    ]
    database.transact(lambda session: begin_epoch(session, world))
    asked.append(client.get(FEED, params=cursor, headers=program.headers))
    for answer in asked:
        assert (answer.status_code, answer.json()["code"]) == (410, "cursor_gone")
        assert answer.json()["snapshot"] == FEED


def test_FE1_what_is_not_approved_never_shows(
    notebook: Notebook, market: MadeMarket, coach: TestClient, program: Program
) -> None:
    returned = recorded(notebook, market.stalls["veg"][0])
    recorded(notebook, market.stalls["veg"][1])
    decide(coach, returned, "return")
    assert program.follow() == []


def test_AC1_another_market_s_entries_do_not_show(
    client: TestClient,
    database: Database,
    world: World,
    notebook: Notebook,
    market: MadeMarket,
    coach: TestClient,
) -> None:
    other_market = make_market(database, world, "settat")
    decide(coach, recorded(notebook, market.stalls["veg"][0]), "approve")
    elsewhere = Program(client, api_key(database, other_market, world, projection="pii"))
    assert elsewhere.follow() == []


def test_FE1_an_approval_a_reopening_and_a_removal_each_reach_the_program(
    notebook: Notebook, market: MadeMarket, coach: TestClient, program: Program
) -> None:
    entry = recorded(notebook, market.stalls["veg"][0])
    decide(coach, entry, "approve")
    assert [(r["type"], r["body"]["status"]) for r in program.follow()] == [("approved", "present")]
    decide(coach, entry, "reopen")
    assert [r["type"] for r in program.follow()] == ["unapproved"]
    decide(coach, entry, "approve")
    program.follow()
    assert program.approved == {entry}
    decide(coach, entry, "reopen")
    decide(coach, entry, "reject")
    program.follow()
    assert program.approved == set()


def test_FE1_a_proposed_correction_shows_only_once_the_coach_takes_it(
    notebook: Notebook, market: MadeMarket, coach: TestClient, program: Program
) -> None:
    entry = recorded(notebook, market.stalls["veg"][0])
    decide(coach, entry, "approve")
    program.follow()
    body = {"stall_id": market.stalls["veg"][0], "status": "absent"}
    assert notebook.push_one(notebook.revise(entry, "presence", body))["code"] == "proposed"
    assert program.follow() == []
    assert program.rows[entry]["body"]["status"] == "present"
    decide(coach, entry, "accept_proposed", rev=2)
    assert [(r["type"], r["body"]["status"]) for r in program.follow()] == [("corrected", "absent")]


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_FE2_pages_of_any_size_end_at_the_same_set(
    notebook: Notebook, market: MadeMarket, coach: TestClient, program: Program, limit: int
) -> None:
    entries = [recorded(notebook, place) for place in market.stalls["veg"][:4]]
    for entry in entries:
        decide(coach, entry, "approve")
    decide(coach, entries[1], "reopen")
    program.follow(limit)
    assert program.approved == {entries[0], entries[2], entries[3]}


def test_I10_a_program_that_forgets_its_last_page_ends_with_the_same_set(
    notebook: Notebook, market: MadeMarket, coach: TestClient, program: Program
) -> None:
    for place in market.stalls["veg"][:3]:
        decide(coach, recorded(notebook, place), "approve")
    program.page(limit=2)  # read, and lost before its cursor was kept
    program.follow(2)
    assert len(program.approved) == 3


def test_ndjson_streams_the_same_rows_and_ends_with_a_cursor(
    notebook: Notebook, market: MadeMarket, coach: TestClient, program: Program
) -> None:
    entry = recorded(notebook, market.stalls["veg"][0])
    decide(coach, entry, "approve")
    answer = program.client.get(FEED, params={"format": "ndjson"}, headers=program.headers)
    *rows, last = [line for line in answer.text.splitlines() if line]
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert len(rows) == 1
    assert entry in rows[0]
    program.cursor = json.loads(last)["cursor"]
    assert program.follow() == []


def test_PR8_a_merged_registration_leaves_and_an_undone_merge_brings_it_back(
    notebook: Notebook, coach: TestClient, program: Program
) -> None:
    kept, gone = (register(notebook, coach, name) for name in ("حميد", "7mid"))
    program.follow()
    merge = coach.post(
        "/api/v1/review/merges", json={"from_id": gone["trader_id"], "to_id": kept["trader_id"]}
    ).json()
    assert [row["type"] for row in program.follow()] == ["merged"]
    assert program.approved == {kept["entry_id"]}
    coach.post(f"/api/v1/review/merges/{merge['alias_id']}/undo", json={})
    program.follow()
    assert program.approved == {kept["entry_id"], gone["entry_id"]}


def register(notebook: Notebook, coach: TestClient, name: str) -> dict[str, str]:
    trader_id = new_id()
    body = {"trader_id": trader_id, "action": "register", "known_as": name, "trade": "VEG01"}
    op = notebook.create("trader", body | {"rahba": "veg"})
    notebook.push_one(op)
    decide(coach, entry_id_of(op), "approve")
    return {"trader_id": trader_id, "entry_id": entry_id_of(op)}


def test_FE6_csv_holds_exactly_the_approved_entries(
    notebook: Notebook, market: MadeMarket, coach: TestClient, program: Program
) -> None:
    entries = [recorded(notebook, place) for place in market.stalls["veg"][:3]]
    decide(coach, entries[0], "approve")
    decide(coach, entries[1], "approve")
    decide(coach, entries[1], "reopen")
    answer = program.client.get("/api/v1/export/presence.csv", headers=program.headers)
    lines = answer.text.splitlines()
    assert lines[0] == "entry_id,souk_date,rev,status,stall_id,trader_id,replaced_by"
    assert [line.split(",")[0] for line in lines[1:]] == [entries[0]]
    assert lines[1].split(",")[1] == FRIDAY.isoformat()
