"""AC6: whatever is asked in the shape that the API describes, or nearly, nothing is a 500.

Schemathesis makes the requests of the description; each goes out with the credentials of somebody
who may, and often names what is really there. `RAHBA_EXAMPLES=500` asks more of each operation.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from rahba.app import API
from rahba.clock import World
from rahba.db import Database
from tests.access.callers import open_callers
from tests.access.matrix import ROWS
from tests.access.things import Ids, lay_things
from tests.client import TestClient
from tests.making import MadeMarket

EXAMPLES = int(os.environ.get("RAHBA_EXAMPLES", "12"))
SHARES = 4  # of the operations, so that they can be asked side by side
MAY = {f"{row.method} {API}{row.path}": "".join(sorted(row.may)) for row in ROWS}
# It would end the session that the others are asked with; the matrix asks it.
LEFT_OUT = f"POST {API}/desk/logout"


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """What a crash is made of is in front of the database."""
    path = tmp_path / "rahba.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.mark.parametrize("share", range(SHARES))
def test_AC6_no_request_of_the_description_is_a_500(
    app: FastAPI,
    client: TestClient,
    database: Database,
    market: MadeMarket,
    world: World,
    share: int,
) -> None:
    ids = lay_things(client, database, market, world) | {"person_id": market.animators[2]}
    opened = open_callers(client, database, market, world)
    callers = {letter: opened(letter) for letter in "NARWCDOMfpn"}
    described = schemathesis.openapi.from_dict(app.openapi())
    operations: list[Any] = [found.ok() for found in described.get_all_operations()]  # type: ignore[union-attr]
    chosen = [one for one in operations[share::SHARES] if one.label != LEFT_OUT]
    broken = [told for one in chosen for told in _crashes(one, callers, ids)]
    assert broken == []


def _crashes(operation: Any, callers: dict[str, TestClient], ids: Ids) -> list[str]:
    broken: list[str] = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=st.one_of([operation.as_strategy(generation_mode=mode) for mode in GenerationMode]),
        letter=st.sampled_from(MAY[operation.label]),
        real=st.booleans(),
    )
    def ask(case: Any, letter: str, real: bool) -> None:
        if real:
            case.path_parameters = _named(case.path_parameters, ids)
            case.body = _named(case.body, ids)
        answer = _send(callers[letter], case)
        if answer.status_code >= 500:
            broken.append(f"{letter} {case.as_curl_command()}")

    ask()
    return broken


def _send(caller: TestClient, case: Any) -> Any:
    said = case.as_transport_kwargs(base_url="http://localhost")
    headers = {k: v for k, v in said["headers"].items() if k.lower() == "content-type"}
    parts = {name: said[name] for name in ("params", "json", "files") if name in said}
    if "data" in said:
        parts["content"] = said["data"]
    return caller.request(said["method"], said["url"], headers=headers, **parts)


def _named(value: Any, ids: Ids) -> Any:
    """With the ids of what is there, wherever a field bears the name of one."""
    if isinstance(value, dict):
        return {k: ids[k] if k in ids else _named(item, ids) for k, item in value.items()}
    return [_named(item, ids) for item in value] if isinstance(value, list) else value
