"""What the server holds, read from its database behind its back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import select

from rahba.db import Database
from rahba.entries.tables import Entry, EntryRevision, OpReceipt, Quarantine
from tests.e2e.souk import LaidSouk


@dataclass(frozen=True)
class Held:
    entries: Sequence[Entry]
    revisions: Sequence[EntryRevision]
    receipts: Sequence[OpReceipt]
    refused: int

    def kinds(self) -> Counter[str]:
        return Counter(entry.kind for entry in self.entries)

    def of_kind(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind == kind]

    def approved(self, *kinds: str) -> set[str]:
        """Ids of the approved entries, of these kinds only if any is named."""
        return {
            entry.id
            for entry in self.entries
            if entry.state == "approved" and (not kinds or entry.kind in kinds)
        }


def read_held(souk: LaidSouk) -> Held:
    return held_in(souk.database())


def held_in(database: Database) -> Held:
    """Read, and the connections closed."""
    with database.read() as session:
        held = Held(
            session.exec(select(Entry)).all(),
            session.exec(select(EntryRevision)).all(),
            session.exec(select(OpReceipt)).all(),
            len(session.exec(select(Quarantine)).all()),
        )
        session.expunge_all()
    database.dispose()
    return held


def assert_taken_once(held: Held) -> None:
    """Each op has one receipt, `applied`, and is one revision; no entry has a hole (I3, I4, I7)."""
    assert {receipt.code for receipt in held.receipts} == {"applied"}
    assert held.refused == 0
    assert Counter(revision.op_id for revision in held.revisions) == Counter(
        receipt.op_id for receipt in held.receipts
    )
    revisions = Counter(revision.entry_id for revision in held.revisions)
    assert {entry.id: entry.rev for entry in held.entries} == dict(revisions)
