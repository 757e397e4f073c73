"""What waits for the coach, flagged first (SPEC ST5, SV6, AC1). Refusals first."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from rahba.clock import World
from rahba.db import Database
from rahba.entries.lifecycle import in_sample
from rahba.review.queue import Wanted, read_queue
from tests.client import TestClient
from tests.making import FRIDAY, MadeMarket, coach_client, desk_client, make_market
from tests.recording import Notebook, entry_id_of, new_id

QUEUE = "/api/v1/review/queue"


def read_all(coach: TestClient, **wanted: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = coach.get(QUEUE, params=wanted | ({"cursor": cursor} if cursor else {})).json()
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


@pytest.mark.parametrize("role", ["official", "admin"])
def test_AC1_only_a_coach_reads_the_queue(
    client: TestClient, market: MadeMarket, role: str
) -> None:
    desk = desk_client(client, market, role)
    assert desk.get(QUEUE).status_code == 403
    assert desk.get(f"/api/v1/review/entries/{new_id()}").status_code == 403


def test_AC1_another_markets_coach_finds_nothing(
    client: TestClient, database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    mark = notebook.mark(market.stalls["veg"][0])
    notebook.push(mark)
    stranger = coach_client(client, make_market(database, world, "settat"))
    assert stranger.get(QUEUE).json()["total"] == 0
    assert stranger.get(f"/api/v1/review/entries/{entry_id_of(mark)}").status_code == 404


@pytest.mark.parametrize("wanted", [{"step": "urgent"}, {"limit": 0}, {"date": "friday"}])
def test_a_malformed_question_is_refused(coach: TestClient, wanted: dict[str, Any]) -> None:
    assert coach.get(QUEUE, params=wanted).status_code == 422


def test_a_section_without_a_name_holds_nothing(
    coach: TestClient, market: MadeMarket, notebook: Notebook
) -> None:
    """It once counted every entry as often as there are sections."""
    notebook.push(notebook.mark(market.stalls["veg"][0]))
    page = coach.get(QUEUE, params={"section": ""}).json()
    assert (page["items"], page["total"], set(page["steps"].values())) == ([], 0, {0})


def test_a_cursor_of_another_question_is_gone(
    coach: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    notebook.push(*[notebook.mark(stall) for stall in market.stalls["veg"]])
    cursor = coach.get(QUEUE, params={"limit": 2}).json()["next"]
    answer = coach.get(QUEUE, params={"kind": "presence", "cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (410, "cursor_gone")


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_flagged_come_first_then_the_sample_and_pages_lose_nothing(
    coach: TestClient, notebook: Notebook, market: MadeMarket, limit: int
) -> None:
    stalls = market.stalls["veg"]
    marks = [notebook.mark(stall, souk_date=day) for stall in stalls for day in market.days[2:4]]
    unknown = [notebook.mark(new_id()) for _ in range(2)]
    notebook.push(*marks, *unknown)
    items = read_all(coach, limit=limit)
    assert len(items) == len({item["entry_id"] for item in items}) == 22
    assert {item["entry_id"] for item in items[:2]} == set(map(entry_id_of, unknown))
    assert [item["reason"] for item in items] == sorted(
        (item["reason"] for item in items), key=["flagged", "sample", "clean"].index
    )
    sampled = {item["entry_id"] for item in items if item["reason"] == "sample"}
    assert sampled == {id_ for op in marks if in_sample(id_ := entry_id_of(op))}


def test_the_queue_is_narrowed_by_day_section_author_and_kind(
    coach: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    notebook.push(
        notebook.mark(market.stalls["veg"][0]),
        notebook.mark(market.stalls["grains"][0]),
        notebook.mark(market.stalls["veg"][1], souk_date=market.days[0]),
        notebook.create("day_sheet", {"weather": ["sun"]}),
    )
    assert len(read_all(coach, date=FRIDAY.isoformat())) == 3
    assert len(read_all(coach, section="veg")) == 2
    assert len(read_all(coach, kind="day_sheet")) == 1
    assert len(read_all(coach, author=notebook.caller.person_id)) == 4
    assert read_all(coach, author=new_id()) == []
    assert len(read_all(coach, state="received")) == 4


def test_the_queue_says_how_many_wait_at_each_step_whichever_is_shown(
    coach: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    ids = iter(new_id, None)
    clean, sampled = [next(i for i in ids if in_sample(i) is wanted) for wanted in (False, True)]
    notebook.push(
        notebook.mark(market.stalls["veg"][0], entry_id=clean),
        notebook.mark(market.stalls["veg"][1], entry_id=sampled),
        notebook.mark(new_id()),
    )
    steps = {"flagged": 1, "sample": 1, "clean": 1}
    assert coach.get(QUEUE, params={"step": "clean"}).json()["steps"] == steps
    narrowed = coach.get(QUEUE, params={"section": "veg", "state": "approved"}).json()
    assert (narrowed["total"], narrowed["steps"]) == (0, steps | {"flagged": 0})


def test_an_entry_whole_shows_what_changed_since_the_last_revision(
    coach: TestClient, notebook: Notebook
) -> None:
    sheet = notebook.create("day_sheet", {"weather": ["sun"], "waste_kg": 10})
    entry_id = entry_id_of(sheet)
    notebook.push(
        sheet, notebook.revise(entry_id, "day_sheet", {"weather": ["sun"], "waste_kg": 12})
    )
    shown = coach.get(f"/api/v1/review/entries/{entry_id}").json()
    assert shown["diff"] == [{"path": "waste_kg", "before": 10, "after": 12}]
    assert [revision["rev"] for revision in shown["revisions"]] == [1, 2]


def test_the_order_of_the_queue_comes_from_its_index(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    notebook.push(*[notebook.mark(stall) for stall in market.stalls["veg"]])
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    event.listen(database.reader, "before_cursor_execute", note)
    with database.read() as session:
        read_queue(session, market.id, Wanted(), None, 50, b"secret")
    event.remove(database.reader, "before_cursor_execute", note)
    statement, values = next(one for one in asked if "ORDER BY" in one[0])
    explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
    with database.reader.connect() as connection:
        if not database.is_sqlite:
            # A table of ten rows is read whole unless that is forbidden.
            connection.exec_driver_sql("SET enable_seqscan = off")
            connection.exec_driver_sql("SET enable_sort = off")
        plan = "\n".join(
            str(row) for row in connection.exec_driver_sql(explain + statement, values)
        )
    assert "ix_entry_market_id_queue_step_souk_date_id" in plan
    assert "TEMP B-TREE" not in plan
