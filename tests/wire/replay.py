"""Requests of a released protocol, kept as files, and asked again of the server of today (I16).

A file tells one exchange: `steps`, each with a request and the answer that a phone of that release
relied on. An answer may say more than it did then, and nothing else; `…` stands for a value that is
of its day. `keep` names what a later request repeats of an answer, as `{name}`.
"""

from __future__ import annotations

import gzip
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel

import rahba.tables  # noqa: F401  (the tables that a ground is laid in)
from rahba.db import Database
from tests.client import TestClient

FOLDER = Path(__file__).parent
ANY = "…"
GROUND = "ground.json"


def files(version: str = "v*") -> list[Path]:
    return sorted(path for path in FOLDER.glob(f"{version}/*.json") if path.name != GROUND)


def lay_ground(database: Database, data_dir: Path, version: str) -> None:
    """The souk that the requests of a version speak of, rows by table; its epoch is in force."""
    rows = json.loads((FOLDER / version / GROUND).read_text())
    classes = {
        str(mapper.class_.__tablename__): mapper.class_ for mapper in SQLModel._sa_registry.mappers
    }

    def lay(session: Session) -> None:
        for table in SQLModel.metadata.sorted_tables:
            for row in rows.get(table.name, ()):
                session.add(classes[table.name].model_validate(row))
            session.flush()

    database.transact(lay)
    (data_dir / "epoch").write_text(rows["server_meta"][0]["value"])


def read_ground(database: Database) -> dict[str, list[dict[str, Any]]]:
    with database.read() as session:
        return {
            table.name: found
            for table in SQLModel.metadata.sorted_tables
            if (found := [_plain(row._mapping) for row in session.execute(table.select())])
        }


def _plain(row: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row.items()
    }


def ask(client: TestClient, request: dict[str, Any], kept: dict[str, str]) -> Any:
    headers = dict(request.get("headers", {}))
    body = request.get("body")
    content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    if content is not None:
        headers["Content-Type"] = "application/json"
    if content is not None and headers.get("Content-Encoding") == "gzip":
        content = gzip.compress(content)
    path = request["path"].format_map(kept)
    return client.request(request["method"], path, content=content, headers=headers)


def said(answer: Any) -> Any:
    """The JSON of an answer; of bytes, their number."""
    json_types = ("application/json", "application/problem+json")
    if answer.headers.get("content-type", "").startswith(json_types):
        return answer.json()
    return {"bytes": len(answer.content)}


def differences(expected: Any, found: Any, path: str = "") -> list[str]:
    """Where `found` lacks what was expected, or says otherwise."""
    if expected == ANY:
        return []
    if isinstance(expected, dict) and isinstance(found, dict):
        missing = [f"{path}.{name} is gone" for name in expected if name not in found]
        both = [name for name in expected if name in found]
        deeper = (differences(expected[name], found[name], f"{path}.{name}") for name in both)
        return [*missing, *(line for lines in deeper for line in lines)]
    if path.endswith(".catalog"):  # one more row is one more thing that phones carry
        lost = [row for row in expected if all(differences(row, other) for other in found)]
        return [f"{path}: no {row}" for row in lost]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        deeper = (differences(one, other, f"{path}[{n}]") for n, (one, other) in pairs)
        return [line for lines in deeper for line in lines]
    return [] if expected == found else [f"{path}: {found!r} instead of {expected!r}"]
