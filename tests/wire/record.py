"""Records the requests of a protocol when it is released: `python -m tests.wire.record v2`.

Once, before the release: change `PROTOCOL` of `rahba.sync.protocol`, let `exchanges.py` say what a
phone of that release asks, record, and commit the new folder with `released.json`. What stands in
it is never recorded again: phones that speak so are out there.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from rahba.app import create_app
from rahba.clock import World
from rahba.db import Database
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import Clock
from tests.wire.exchanges import EXCHANGES, settle
from tests.wire.replay import ANY, FOLDER, GROUND, ask, lay_ground, said

RELEASED = FOLDER / "released.json"
# Of their day: made anew by every server.
VOLATILE = frozenset(
    {
        "epoch", "server_time", "received_at", "device_token", "device_id", "cursor",
        "snapshot_id", "sha256", "bytes", "seq", "min_app", "detail", "title", "message",
        "at",
    }
)  # fmt: skip

T = TypeVar("T")
Work = Callable[[TestClient, Database, World], T]


def record(version: str) -> None:
    folder = FOLDER / version
    folder.mkdir()  # fails where a release was recorded already
    with tempfile.TemporaryDirectory() as scratch:
        ground = _with_app(Path(scratch) / "ground", settle)
        _write(folder / GROUND, ground.rows)
        for name, exchange in EXCHANGES.items():
            steps = _recorded(Path(scratch) / name, version, exchange(ground))
            what = (exchange.__doc__ or "").strip()
            _write(folder / f"{name}.json", {"what": what, "steps": steps})
    _seal(folder)


def _recorded(data_dir: Path, version: str, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    def play(client: TestClient, database: Database, _world: World) -> list[dict[str, Any]]:
        kept: dict[str, str] = {}
        for step in steps:
            answer = ask(client, step["request"], kept)
            body = said(answer)
            kept |= {name: str(body[name]) for name in step.get("keep", ())}
            step["answer"] = {"status": answer.status_code, "body": _without_day(body)}
        return steps

    return _with_app(data_dir, play, version)


def _with_app(data_dir: Path, work: Work[T], version: str | None = None) -> T:
    (data_dir / "static").mkdir(parents=True)
    url = f"sqlite:///{data_dir / 'rahba.sqlite3'}"
    database = Database(url)
    database.upgrade()
    if version is not None:
        lay_ground(database, data_dir, version)
    world = World(now=Clock(), random_bytes=random.Random(1).randbytes)
    settings = Settings(data_dir, url, secret=b"x" * 32, static_dir=data_dir / "static")
    with TestClient(create_app(settings, database, world)) as client:
        return work(client, database, world)


def _without_day(value: Any) -> Any:
    """Flags may come and go with the rules: no phone depends on one."""
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k != "flags"}
        return {k: ANY if k in VOLATILE else _without_day(v) for k, v in kept.items()}
    return [_without_day(item) for item in value] if isinstance(value, list) else value


def _write(path: Path, document: Any) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _seal(folder: Path) -> None:
    sealed = json.loads(RELEASED.read_text()) if RELEASED.exists() else {}
    for path in sorted(folder.iterdir()):
        sealed[f"{folder.name}/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    _write(RELEASED, sealed)


if __name__ == "__main__":
    record(sys.argv[1])
