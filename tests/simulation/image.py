"""All that the server has written down at one moment, for the invariants to look at."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlmodel import Session, SQLModel

import rahba.tables  # noqa: F401  (the tables that are looked at)

Row = Any
TABLES = (
    "entry", "entry_revision", "op_receipt", "op_settlement", "quarantine", "change",
    "feed_counter", "review", "server_meta", "souk_day", "trader", "trader_alias",
)  # fmt: skip
QUERIES = {name: SQLModel.metadata.tables[name].select() for name in TABLES}


@dataclass(frozen=True)
class Image:
    """`tables` as lists of rows, by name."""

    tables: dict[str, list[Row]]

    @cached_property
    def epoch(self) -> str:
        return next(str(row.value) for row in self.tables["server_meta"] if row.key == "epoch")

    @cached_property
    def entries(self) -> dict[str, Row]:
        return {row.id: row for row in self.tables["entry"]}

    @cached_property
    def receipts(self) -> dict[str, Row]:
        return {row.op_id: row for row in self.tables["op_receipt"]}

    @cached_property
    def settlements(self) -> dict[str, Row]:
        return {row.op_id: row for row in self.tables["op_settlement"]}

    @cached_property
    def locked_days(self) -> frozenset[date]:
        return frozenset(row.date for row in self.tables["souk_day"] if row.locked_at)

    def published_on(self, days: frozenset[date]) -> set[tuple[str, int]]:
        """Approved entries of `days`, each with its revision."""
        approved = (row for row in self.tables["entry"] if row.state == "approved")
        return {(row.id, row.approved_rev) for row in approved if row.souk_date in days}

    @cached_property
    def revisions(self) -> dict[str, list[Row]]:
        """Entry → its revisions, oldest first."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.tables["entry_revision"], key=lambda row: row.rev):
            found[row.entry_id].append(row)
        return found

    @cached_property
    def changes(self) -> dict[str, list[Row]]:
        """Scope → its rows, in order."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.tables["change"], key=lambda row: row.seq):
            found[row.scope].append(row)
        return found

    @cached_property
    def texts(self) -> frozenset[str]:
        """The characters of every op that is kept, accepted or refused."""
        accepted = {row.op for row in self.tables["entry_revision"]}
        refused = {row.raw.decode("utf-8", "surrogatepass") for row in self.tables["quarantine"]}
        return frozenset(accepted | refused)

    @cached_property
    def published(self) -> dict[str, int]:
        """The approved set: entry → the revision that programs may see. A registration of somebody
        who was merged away is not in it."""
        aliases = [row for row in self.tables["trader_alias"] if row.ended_at is None]
        merged = {row.from_id for row in aliases}
        return {
            row.id: row.approved_rev
            for row in self.tables["entry"]
            if row.state == "approved" and not (row.kind == "trader" and row.trader_id in merged)
        }

    def body_of(self, entry_id: str, rev: int) -> Any:
        """The body that revision `rev` left: a cancel leaves the one before it."""
        taken = [row for row in self.revisions[entry_id] if row.rev <= rev]
        bodies = [json.loads(row.op).get("body") for row in taken]
        return next((body for body in reversed(bodies) if body is not None), {})


def read_image(session: Session) -> Image:
    connection = session.connection()
    return Image({name: list(connection.execute(query)) for name, query in QUERIES.items()})
