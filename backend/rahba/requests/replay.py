"""Erasures carried out again on a database that is older than they are (SPEC RQ7)."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import select as sa_select
from sqlmodel import Session, SQLModel, col, select

from rahba import opening
from rahba.access.callers import DeskCaller
from rahba.backup.ledger import Line, append_lines, read_lines
from rahba.catalog.erased import ErasedSubject, subject_of
from rahba.clock import World
from rahba.db import Database
from rahba.file_lock import hold
from rahba.journal import Journal
from rahba.market import Market
from rahba.requests.erase import erase
from rahba.types import rfc3339

log = logging.getLogger("rahba.erasures")

TABLES = SQLModel.metadata.tables
# Where a database speaks of somebody by their id.
NAMED = (
    (TABLES["trader"], TABLES["trader"].c.id),
    (TABLES["imported_trader"], TABLES["imported_trader"].c.trader_id),
    (TABLES["entry"], TABLES["entry"].c.trader_id),
)


@dataclass(frozen=True)
class LedgerCaller(DeskCaller):
    """The ledger itself: it does not say which coach it was."""

    @property
    def actor(self) -> str:
        return "policy:erasure_ledger"


def notice_restore(database: Database, data_dir: Path, seen: str, world: World) -> None:
    """Begin a new epoch unless somebody did since epoch `seen`, and forget whom the database that
    was put in place still knows."""
    log.warning("the database was put back under this server: a new epoch begins")
    opening.notice_restore(database, data_dir, seen, world)
    replay_ledger(database, data_dir, world)


def replay_ledger(database: Database, data_dir: Path, world: World) -> int:
    """Bring database and ledger to the same state, before anybody is answered; how many ids were
    erased anew. Safe to run again, and by several processes."""
    with hold(data_dir / "erasures.lock"):
        lines = read_lines(data_dir)
        again = database.transact(lambda session: _forget_again(session, lines, world))
        _write_missing(database, data_dir, lines)
    if again:
        log.warning("erased again from the ledger: %d", again)
    return again


def write_ledger(database: Database, data_dir: Path) -> None:
    """Put what was erased into the ledger, on the disk; an erasure is answered after it."""
    with hold(data_dir / "erasures.lock"):
        _write_missing(database, data_dir, read_lines(data_dir))


def _write_missing(database: Database, data_dir: Path, lines: Iterable[Line]) -> None:
    written = {(line.market_id, line.subject) for line in lines}
    with database.read() as session:
        rows = session.exec(select(ErasedSubject).order_by(col(ErasedSubject.erased_at))).all()
    append_lines(
        data_dir,
        [
            Line(row.market_id, row.subject, rfc3339(row.erased_at))
            for row in rows
            if (row.market_id, row.subject) not in written
        ],
    )


def _forget_again(session: Session, lines: Iterable[Line], world: World) -> int:
    """Lines of a market that this database does not hold stay for the day on which it does."""
    known = {(row.market_id, row.subject) for row in session.exec(select(ErasedSubject))}
    again = 0
    for market_id in session.exec(select(Market.id).order_by(Market.id)).all():
        missing = {
            line.subject: line
            for line in lines
            if line.market_id == market_id and (market_id, line.subject) not in known
        }
        if not missing:
            continue
        ids = [one for one in _traders(session, market_id) if subject_of(market_id, one) in missing]
        _erase(session, market_id, ids, world)
        for line in missing.values():
            at = datetime.fromisoformat(line.at).astimezone(UTC)
            session.merge(ErasedSubject(market_id=market_id, subject=line.subject, erased_at=at))
        again += len(ids)
    return again


def _erase(session: Session, market_id: str, ids: Collection[str], world: World) -> None:
    if not ids:
        return
    nobody = str(uuid5(NAMESPACE_OID, "rahba erasure ledger"))
    journal = Journal(market_id)
    erase(session, LedgerCaller(market_id, nobody, frozenset()), sorted(ids), journal, world)
    journal.write(session, world.now())


def _traders(session: Session, market_id: str) -> set[str]:
    """Every id under which the database speaks of somebody."""
    found: set[str] = set()
    for table, one in NAMED:
        query = sa_select(one).where(table.c.market_id == market_id, one.is_not(None)).distinct()
        found.update(session.connection().execute(query).scalars())
    return found
