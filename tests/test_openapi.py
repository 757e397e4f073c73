"""The API describes itself: who writes a program against it sees what comes, and it does come."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from rahba.app import ROUTERS
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import MadeMarket, MadePhone, api_key, coach_client
from tests.recording import Notebook, new_id

API = "/api/v1"


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"{API}/openapi.json").json()
    return answer


def takes_a_key(dependant: Dependant) -> bool:
    named = getattr(dependant.call, "__qualname__", "")
    asked = named == "program" or named.startswith("program_or_desk.")
    return asked or any(takes_a_key(one) for one in dependant.dependencies)


def example_of(described: dict[str, Any], path: str, method: str = "get") -> Any:
    """The answer's example in its first media type."""
    answers = described["paths"][API + path][method]["responses"]
    content = next(answers[status] for status in ("200", "201") if status in answers)["content"]
    media = next(iter(content.values()))
    if "example" in media:
        return media["example"]
    name = media["schema"]["$ref"].rsplit("/", 1)[1]
    return described["components"]["schemas"][name]["examples"][0]


def fields(value: Any, *, empty: bool) -> set[str]:
    """Every path to a field of it; `empty`: also to those that hold nothing."""
    if isinstance(value, list):
        return fields(value[0], empty=empty) if value else set()
    if not isinstance(value, dict):
        return set()
    held = {name: inner for name, inner in value.items() if empty or inner is not None}
    inside = {f"{n}.{path}" for n, inner in held.items() for path in fields(inner, empty=empty)}
    return set(held) | inside


def agree(shown: Any, real: Any) -> bool:
    """The description leaves out what holds nothing, so either side may lack that."""
    told = fields(shown, empty=False)
    return fields(real, empty=False) <= told <= fields(real, empty=True)


def test_every_operation_that_a_key_may_call_has_an_example_in_every_kind_of_text(
    described: dict[str, Any],
) -> None:
    routes = [route for router in ROUTERS for route in router.routes]
    keyed = [r.path for r in routes if isinstance(r, APIRoute) and takes_a_key(r.dependant)]
    assert {"/feed/approved", "/export/{kind}.csv", "/insight/presence"} <= set(keyed)
    assert len(keyed) >= 5
    for path in keyed:
        content = described["paths"][API + path]["get"]["responses"]["200"]["content"]
        texts = [media for name, media in content.items() if _is_text(name)]
        assert texts or path.startswith("/feed/media"), path
        assert all("example" in media for media in texts), path


def _is_text(media_type: str) -> bool:
    return "spreadsheetml" not in media_type and not media_type.startswith("image/")


def test_the_lines_of_the_feed_are_json_and_end_with_a_cursor(described: dict[str, Any]) -> None:
    content = described["paths"][f"{API}/feed/approved"]["get"]["responses"]["200"]["content"]
    lines = [json.loads(line) for line in content["application/x-ndjson"]["example"].splitlines()]
    assert lines[:-1] == content["application/json"]["example"]["rows"]
    assert set(lines[-1]) == {"cursor"}


def test_what_the_desk_and_a_program_are_shown_is_what_they_get(
    client: TestClient,
    described: dict[str, Any],
    database: Database,
    market: MadeMarket,
    phone: MadePhone,
    world: World,
) -> None:
    coach = coach_client(client, market)
    notebook = Notebook(database, world, phone.caller, None)
    notebook.push(*(notebook.mark(stall) for stall in market.stalls["grains"][:2]))

    queue = coach.get(f"{API}/review/queue").json()
    assert agree(example_of(described, "/review/queue"), queue)
    entry = queue["items"][0]["entry_id"]
    decision = {"decision_id": new_id(), "decision": "approve", "rev": 1}
    path = "/review/entries/{entry_id}/decision"
    decided = coach.post(f"{API}{path.format(entry_id=entry)}", json=decision).json()
    assert agree(example_of(described, path, "post"), decided)
    other = queue["items"][1]["entry_id"]
    many = {"decisions": [decision | {"entry_id": other, "decision_id": new_id()}]}
    results = coach.post(f"{API}/review/decisions", json=many).json()
    assert agree(example_of(described, "/review/decisions", "post"), results)

    wanted = {"name": "figures", "projection": "pseudonymous", "kinds": []}
    made = coach.post(f"{API}/keys", json=wanted).json()
    assert agree(example_of(described, "/keys", "post"), made)
    key = api_key(database, market, world)
    presence = client.get(f"{API}/insight/presence", headers=key).json()
    assert agree(example_of(described, "/insight/presence"), presence)
    feed = client.get(f"{API}/feed/approved", headers=key).json()
    assert agree(example_of(described, "/feed/approved"), feed)
    csv = client.get(f"{API}/export/presence.csv", headers=key).text
    shown = example_of(described, "/export/{kind}.csv")
    assert shown.splitlines()[0] == csv.splitlines()[0]


def test_what_a_phone_is_told_when_it_joins_is_what_is_described(
    client: TestClient, described: dict[str, Any], market: MadeMarket
) -> None:
    coach = coach_client(client, market)
    person = {"person_id": market.animators[0]}
    code = coach.post(f"{API}/team/invitations", json=person).json()["code"]
    device = {"name": "A03", "app": "1"}
    join = {"code": code, "join_key": new_id(), "device": device}
    joined = client.post(f"{API}/join", json=join).json()
    assert agree(example_of(described, "/join", "post"), joined)
