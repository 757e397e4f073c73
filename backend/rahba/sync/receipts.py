"""Receipts, quarantine and settlements: what was answered, kept as it came, and settled later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Table, update
from sqlmodel import Session, SQLModel, col

from rahba.access.callers import PhoneCaller
from rahba.bulk import insert_rows
from rahba.entries.store import Overtaken
from rahba.entries.tables import Quarantine
from rahba.journal import NewChange, person_scope
from rahba.sync.op import Op, Refusal
from rahba.sync.protocol import FieldError, OpResult

RECEIPT: Table = SQLModel.metadata.tables["op_receipt"]
SETTLEMENT: Table = SQLModel.metadata.tables["op_settlement"]
QUARANTINE: Table = SQLModel.metadata.tables["quarantine"]


@dataclass
class ReceiptWrites:
    """What one transaction will answer for good, collected while it decides."""

    caller: PhoneCaller
    now: datetime
    receipts: list[dict[str, Any]] = field(default_factory=list)
    quarantined: list[dict[str, Any]] = field(default_factory=list)
    settled: list[dict[str, Any]] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)  # refused now, settled before they came

    def answer(self, op: Op | Refusal, result: OpResult) -> None:
        """Keep what the phone is told of `op`; entry bodies stay out, they can be erased."""
        kept = {k: v for k, v in result.items() if k in ("flags", "errors")}
        self.receipts.append(
            {
                "market_id": self.caller.market_id,
                "op_id": op.op_id,
                "digest": op.digest,
                "entry_id": op.entry_id,
                "person_id": self.caller.person_id,
                "device_id": self.caller.device_id,
                "code": result["code"],
                "rev": result.get("rev"),
                "result": kept,
                "received_at": self.now,
                "made_on": op.device_id if isinstance(op, Op) else None,
                "souk_date": op.souk_date if isinstance(op, Op) else None,
            }
        )

    @property
    def answered(self) -> frozenset[str]:
        return frozenset(row["op_id"] for row in self.receipts)

    def quarantine(self, op: Op | Refusal, code: str, errors: Sequence[FieldError]) -> None:
        # The id is made of what came, so the same characters sent again are kept once.
        name = f"{self.caller.device_id} {op.op_id} {op.digest}"
        self.quarantined.append(
            {
                "market_id": self.caller.market_id,
                "id": str(uuid5(NAMESPACE_OID, name)),
                "op_id": op.op_id,
                "entry_id": op.entry_id,
                "person_id": self.caller.person_id,
                "device_id": self.caller.device_id,
                "code": code,
                "errors": list(errors),
                "raw": op.text.encode("utf-8", "surrogatepass"),
                "received_at": self.now,
            }
        )

    def settle(self, op_ids: Iterable[str], outcome: str, by: str, rev: int | None) -> None:
        for op_id in op_ids:
            self.settled.append(
                {
                    "market_id": self.caller.market_id,
                    "op_id": op_id,
                    "outcome": outcome,
                    "rev": rev,
                    "reason": "",
                    "settled_by": by,
                    "settled_at": self.now,
                }
            )

    def write_receipts(self, session: Session) -> None:
        """First of all writes (PU2). Raises `Overtaken` if an op was answered meanwhile."""
        if not self.receipts:
            return
        rows = sorted(self.receipts, key=lambda row: row["op_id"])
        written = insert_rows(session.connection(), RECEIPT, rows, pass_over_known=True)
        if written != len(rows):
            raise Overtaken

    def write_refusals(self, session: Session) -> None:
        connection = session.connection()
        if self.quarantined:
            insert_rows(connection, QUARANTINE, self.quarantined, pass_over_known=True)
        if self.settled:
            insert_rows(connection, SETTLEMENT, self.settled, pass_over_known=True)
        settled = [*self.mended, *(row["op_id"] for row in self.settled)]
        if settled:
            settle_quarantine(session, self.caller.market_id, settled, self.now)

    def changes(self) -> list[NewChange]:
        """Settlements go to all phones of the author."""
        scope = person_scope(self.caller.person_id)
        return [NewChange(scope, "settlement", row["op_id"]) for row in self.settled]


def settle_quarantine(
    session: Session, market_id: str, op_ids: Sequence[str], now: datetime
) -> None:
    session.execute(
        update(Quarantine)
        .where(
            col(Quarantine.market_id) == market_id,
            col(Quarantine.op_id).in_(op_ids),
            col(Quarantine.settled_at).is_(None),
        )
        .values(settled_at=now)
    )
