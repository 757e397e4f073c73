"""I16: the newest server takes what every released app sends, and answers it as then.

A new version is recorded by `python -m tests.wire.record v2` (see there).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from rahba.db import Database
from rahba.settings import Settings
from rahba.sync.protocol import PROTOCOL, Code
from tests.client import TestClient
from tests.wire.record import RELEASED
from tests.wire.replay import ask, differences, files, lay_ground, said


@pytest.fixture
def replaying(
    app: FastAPI, database: Database, settings: Settings, request: pytest.FixtureRequest
) -> Iterator[TestClient]:
    """Before the server opens, the souk of that release stands there."""
    lay_ground(database, settings.data_dir, request.getfixturevalue("file").parent.name)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("file", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_I16_what_a_released_app_sends_is_answered_as_then(
    replaying: TestClient, file: Path
) -> None:
    kept: dict[str, str] = {}
    for number, step in enumerate(json.loads(file.read_text())["steps"]):
        answer = ask(replaying, step["request"], kept)
        body = said(answer)
        assert answer.status_code == step["answer"]["status"], f"step {number}: {answer.text}"
        assert differences(step["answer"]["body"], body) == [], f"step {number}"
        kept |= {name: str(body[name]) for name in step.get("keep", ())}


def test_I16_no_file_of_a_released_protocol_is_ever_changed() -> None:
    sealed = json.loads(RELEASED.read_text())
    folder = RELEASED.parent
    found = {
        f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.glob("v*/*")
    }
    assert found == sealed


def test_I16_the_protocol_in_force_is_recorded_with_every_outcome_but_two() -> None:
    """`erased` needs an erasure at the desk, `retry` and `proposed` a server's bad luck or a
    coach's decision: they have tests of their own."""
    version = f"v{PROTOCOL}"
    text = "".join(file.read_text() for file in files(version))
    seen = {code for code in Code.__args__ if f'"code": "{code}"' in text}  # type: ignore[attr-defined]
    assert set(Code.__args__) - seen == {"proposed", "erased", "retry"}  # type: ignore[attr-defined]
