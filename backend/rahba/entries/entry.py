"""An entry and its revisions as values. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rahba.entries.lifecycle import Standing


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of `entry` as a value; a changed one is a new value."""

    id: str
    kind: str
    schema_version: int
    author_id: str
    device_id: str
    souk_date: date
    standing: Standing
    body: dict[str, Any]
    flags: tuple[str, ...]
    trader_id: str | None
    stall_id: str | None
    recorded_at: datetime
    received_at: datetime
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One accepted op; `text` are the phone's own characters."""

    entry_id: str
    rev: int
    op_id: str
    text: str
    received_at: datetime
    gap: bool = False


# The ops of entries as they came, by entry and revision.
Ops = Mapping[tuple[str, int], str]


def body_at(entry: Entry, rev: int, ops: Ops) -> dict[str, Any]:
    """The body of `rev`, or what it left standing if it was a cancel."""
    for number in range(rev, 0, -1):
        op = ops.get((entry.id, number))
        body = json.loads(op)["body"] if op else None
        if body is not None:
            return dict(body)
    return entry.body


def op_type(entry: Entry, rev: int | None, ops: Ops) -> str:
    """`create`, `revise` or `cancel`; empty where there is no such revision."""
    op = ops.get((entry.id, rev or 0))
    return str(json.loads(op)["type"]) if op else ""
