"""What the server knows as a batch of ops arrives. Pure: values only, read by `prefetch`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rahba.access.callers import PhoneCaller
from rahba.entries.entry import Entry
from rahba.entries.kinds.kind import Known
from rahba.sync.protocol import Settlement


@dataclass(frozen=True, slots=True)
class Receipt:
    """The first answer to an op, and what became of it later."""

    digest: str
    person_id: str
    code: str
    rev: int | None
    result: dict[str, Any]
    received_at: datetime
    settlement: Settlement | None


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    starts_on: date
    ends_on: date | None

    def held_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass
class Facts:
    """What the server knows as a batch arrives; `decide` moves it on, op by op."""

    caller: PhoneCaller
    epoch: str
    now: datetime
    today: date
    clock_off: bool
    entries: dict[str, Entry]
    receipts: dict[str, Receipt]
    refused: dict[str, set[str]]  # entry → this phone's refused, unsettled ops
    superseded: set[str]  # the author's ops that an accepted repair stands in for, come or not
    roles: list[Role]
    days: dict[date, bool]  # a planned or held souk day → whether it was closed
    locked: frozenset[date]
    known: Known
    # `known.traders` and `known.stalls`, growing with the batch
    traders: dict[str, str] = field(default_factory=dict)
    stalls: set[str] = field(default_factory=set)
    erased: frozenset[str] = frozenset()  # of the traders that the ops name

    def is_imported(self, trader_id: str) -> bool:
        """Only a list names them: nobody has asked them yet."""
        return self.traders.get(trader_id) == "imported"

    def note_refusal(self, entry_id: str, op_id: str) -> None:
        """What a repair stands in for blocks nothing any more, however late it comes."""
        if op_id not in self.superseded:
            self.refused.setdefault(entry_id, set()).add(op_id)

    def roles_on(self, day: date) -> set[str]:
        return {role.name for role in self.roles if role.held_on(day)}
