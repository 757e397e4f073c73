"""A program that keeps the approved set by reading the feed, and may die anywhere (SPEC FE1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from rahba.access.callers import ProgramCaller
from tests.simulation.server import Server

Moment = Literal["before rows", "before cursor"]
Death = Moment | None
MOMENTS: tuple[Moment, ...] = get_args(Moment)
PUBLISHED = frozenset({"approved", "corrected"})
PAGE = 3


@dataclass
class Consumer:
    """`rows` is the newest row per entry, `cursor` how far it read; both survive its death."""

    caller: ProgramCaller
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    cursor: str | None = None

    def read(self, server: Server, dies: Death = None) -> list[dict[str, Any]]:
        """One page; the rows of it. It writes down the rows, then the cursor; what it holds without
        a cursor may be of another life of the database, and it begins with nothing."""
        if self.cursor is None:
            self.rows = {}
        page = server.feed(self.caller, self.cursor, PAGE)
        if page is None:
            self.cursor = None
            return []
        if dies == "before rows":
            return []
        self.keep_rows(page["rows"])
        if dies != "before cursor":
            self.cursor = page["cursor"]
        return list(page["rows"])

    def keep_rows(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            known = self.rows.get(row["entry_id"])
            if known is None or row["seq"] >= known["seq"]:
                self.rows[row["entry_id"]] = row

    def approved(self) -> dict[str, int]:
        """Entry → the revision it holds."""
        return {
            entry_id: row["rev"] for entry_id, row in self.rows.items() if row["type"] in PUBLISHED
        }
