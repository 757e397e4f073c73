"""AC1: every route, every sort of caller, and another market's ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI

from rahba.app import API
from rahba.clock import World
from rahba.db import Database
from tests.access.callers import Open, open_callers
from tests.access.matrix import EVERYBODY, ROWS, Row
from tests.access.things import NAME, Ids, lay_things, rows_of
from tests.client import TestClient
from tests.making import MadeMarket, make_market
from tests.recording import new_id

PLAIN = {"section": "grains", "day": "2026-12-04", "kind": "presence", "file_type": "csv"}
PLAIN |= {"role": "animator", "form_id": "nothing", "sha256": "0" * 64, "shape": "wide"}

# What needs no credential, and what phones that were signed out, or wait, can do less than A.
ANYBODY = frozenset("NRW")

# Refusals of a request and not of a caller: a setup code that is wrong, a name that is.
BEHIND_THE_DOOR = {
    "POST /desk/login": ((401, "bad_credentials"),),
    "POST /desk/password": ((401, "code_refused"),),
    "POST /setup/code": ((403, "setup_code_wrong"),),
    # A photo that no revision of this phone's person names.
    "PUT /sync/media/{sha256}": ((403, "forbidden"),),
    # Phones that joined for a coach or deputy; the one of the matrix is an animator's (QR4).
    "POST /sync/closings": ((403, "forbidden"),),
}


@dataclass(frozen=True)
class Asked:
    """A request that names what is another market's: `{x}` in its texts is that market's x. It is
    not found (404), unless `status` says how else it looks as if it were not there."""

    body: Any = None
    query: tuple[tuple[str, str], ...] = ()
    status: int | None = None
    told: str = ""

    def filled(self, theirs: Ids, ours: MadeMarket) -> Any:
        return _fill(self.body, theirs | {"our_person": ours.animators[0], "new": new_id()})

    def params(self, theirs: Ids) -> dict[str, str]:
        return {name: value.format_map(theirs) for name, value in self.query}


def _fill(value: Any, ids: Ids) -> Any:
    if isinstance(value, dict):
        return {name: _fill(item, ids) for name, item in value.items()}
    if isinstance(value, list):
        return [_fill(item, ids) for item in value]
    return value.format_map(ids) if isinstance(value, str) else value


ZONE = {"section": "grains", "starts_on": "2026-12-04"}
DECISION = {"decision_id": "{new}", "decision": "reject", "rev": 1, "reason": "so"}
FOREIGN = {
    "POST /team/people/{person_id}/roles": Asked({"role": "animator"}),
    "POST /team/people/{person_id}/password-code": Asked({"login": "somebody"}),
    "POST /team/invitations": Asked({"person_id": "{person_id}"}, status=404),
    "POST /team/newcomers/{newcomer_id}/same-person": Asked({"person_id": "{our_person}"}),
    "POST /team/newcomers/{newcomer_id}/discard": Asked({"reason": "nobody"}),
    "POST /zones": Asked(ZONE | {"person_id": "{person_id}"}, status=409, told="not_animator"),
    "PUT /zones/{zone_id}": Asked(ZONE | {"person_id": "{our_person}"}),
    "POST /places/order": Asked(
        {"section": "grains", "lane": 1, "places": ["{stall_id}"]}, status=409
    ),
    "GET /cards": Asked(query=(("badge", "{badge}"),), status=200),
    "PUT /forms/{form_id}/modules": Asked({"modules": []}),
    "PUT /forms/{form_id}/ask-again": Asked({"starts_on": None}),
    "PUT /forms/{form_id}/asking": Asked({"rule": "everyone"}),
    "PUT /forms/{form_id}/retired": Asked({"retired": True}),
    "GET /sync/snapshot/{snapshot_id}": Asked(status=410, told="snapshot_gone"),
    "GET /sync/pull": Asked(query=(("cursor", "{phone_cursor}"),), status=410),
    "GET /review/queue": Asked(query=(("author", "{person_id}"),), status=200),
    "POST /review/entries/{entry_id}/decision": Asked(DECISION),
    "POST /review/decisions": Asked(
        {"decisions": [DECISION | {"entry_id": "{entry_id}"}]}, status=200, told="not_found"
    ),
    "POST /review/reviews/{review_id}/undo": Asked({"decision_id": "{new}"}),
    "POST /review/undo": Asked(
        {"decision_id": "{new}", "review_ids": ["{review_id}"]}, status=200, told="not_found"
    ),
    "POST /review/quarantine/{quarantine_id}/discard": Asked({"reason": "twice"}),
    "POST /review/merges": Asked(
        {"from_id": "{trader_id}", "to_id": "{other_trader_id}"}, status=404
    ),
    "POST /requests": Asked({"trader_id": "{trader_id}", "sort": "erase"}, status=404),
    "POST /requests/{request_id}/close": Asked({"outcome": "done"}),
    "PUT /imports/{import_id}": Asked(query=(("digest", "x"),), status=422),
    "GET /registry/traders": Asked(query=(("q", NAME),), status=200),
    "GET /feed/approved": Asked(query=(("cursor", "{key_cursor}"),), status=410),
}


@pytest.fixture
def opened(client: TestClient, database: Database, world: World, market: MadeMarket) -> Open:
    return open_callers(client, database, market, world)


def path_of(row: Row, ids: Ids) -> str:
    return API + row.path.format_map(_Filled(PLAIN | ids))


class _Filled(dict[str, str]):
    """An id that nothing has, where no other is known."""

    def __missing__(self, name: str) -> str:
        return new_id()


def test_AC1_every_route_stands_in_the_matrix_and_nothing_else(app: FastAPI) -> None:
    served = {
        f"{method.upper()} {path.removeprefix(API)}"
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    assert {row.name for row in ROWS} == served
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("letter", sorted(EVERYBODY))
def test_AC1_each_caller_passes_the_doors_of_the_matrix_and_no_other(
    opened: Open, letter: str
) -> None:
    wrong = []
    caller = opened(letter)
    for row in sorted(ROWS, key=lambda row: row.path == "/desk/logout"):
        answer = caller.request(row.method, path_of(row, {}))
        status = answer.status_code
        told = (status, answer.json()["code"]) if status >= 400 else (status, "")
        passed = status not in (401, 403) or told in BEHIND_THE_DOOR.get(row.name, ())
        as_told = passed if letter in row.may else told == row.refusal(letter)
        if not as_told or status >= 500:
            wrong.append(f"{letter} {row.name}: {told}")
    assert wrong == []


@pytest.fixture
def theirs(client: TestClient, database: Database, world: World, market: MadeMarket) -> Ids:
    """`market` comes first: who signs in without naming one signs in there."""
    return lay_things(client, database, make_market(database, world, "settat"), world)


def test_AC1_ids_of_another_market_are_not_found_and_nothing_there_changes(
    opened: Open, database: Database, theirs: Ids, market: MadeMarket
) -> None:
    before = rows_of(database, theirs["market_id"])
    wrong = []
    for letter in sorted(EVERYBODY - ANYBODY):
        caller = opened(letter)
        for row in ROWS:
            if letter in row.may and row.path != "/desk/logout":
                wrong += _shown_of_theirs(caller, row, theirs, market)
    assert wrong == []
    assert rows_of(database, theirs["market_id"]) == before


def _shown_of_theirs(caller: TestClient, row: Row, theirs: Ids, ours: MadeMarket) -> list[str]:
    asked = FOREIGN.get(row.name, Asked())
    body, query = asked.filled(theirs, ours), asked.params(theirs)
    answer = caller.request(row.method, path_of(row, theirs), json=body, params=query)
    expected = asked.status or (404 if "_id}" in row.path else answer.status_code)
    told = NAME not in answer.text and asked.told in answer.text
    right = answer.status_code == expected and answer.status_code < 500 and told
    return [] if right else [f"{row.name}: {answer.status_code} {answer.text[:300]}"]
