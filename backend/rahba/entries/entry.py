"""An entry and its revisions as values. Pure."""

from __future__ import annotations

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
