"""What an operator asks after a bad night: whether the database keeps the invariants (SPEC BK5).

Each check counts the rows that break it and names a few; a sound database has none. Nothing is
written.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from rahba.backup.ledger import read_lines
from rahba.catalog.erased import ErasedSubject
from rahba.doctor.checks import CHECKS
from rahba.entries.at_desk import AT_THE_DESK
from rahba.entries.tables import Medium
from rahba.market import Market
from rahba.requests.erase import BY_ERASURE
from rahba.types import IdText

NAMED = 5
PAGE = 1000  # rows held at a time
# The characters of what was taken and of what was kept, but for those whose subject was erased.
OF_THE_TAKEN = (
    "SELECT r.op_id, r.digest, v.op FROM op_receipt r JOIN entry_revision v"
    " ON v.market_id = r.market_id AND v.op_id = r.op_id"
    " JOIN entry e ON e.market_id = v.market_id AND e.id = v.entry_id"
    " WHERE e.decided_by IS NULL OR e.decided_by <> :erased"
)
OF_THE_KEPT = (
    "SELECT r.op_id, r.digest, q.raw FROM op_receipt r JOIN quarantine q"
    " ON q.market_id = r.market_id AND q.op_id = r.op_id AND q.code = r.code"
    " WHERE NOT EXISTS (SELECT 1 FROM op_settlement s"
    " WHERE s.market_id = r.market_id AND s.op_id = r.op_id AND s.outcome = 'erased')"
)


@dataclass(frozen=True)
class Finding:
    """One check: `rule` is what it holds to, `count` the rows that break it, `examples` some ids
    of them (never a name)."""

    check: str
    rule: str
    count: int
    examples: tuple[str, ...]


def examine(session: Session, data_dir: Path) -> list[Finding]:
    """Every check in a fixed order, sound ones with a count of 0."""
    found = [_run(session, check, rule, query) for check, (rule, query) in CHECKS.items()]
    return [
        *found,
        _other_characters(session),
        _medium_with_other_bytes(session),
        _erased_and_still_known(session, data_dir),
    ]


def _run(session: Session, check: str, rule: str, query: str) -> Finding:
    statement = text(query)
    if ":desk" in query:
        statement = statement.bindparams(
            bindparam("desk", AT_THE_DESK, type_=IdText(as_uuid=False))
        )
    ids = sorted(str(row[0]) for row in session.connection().execute(statement))
    return _finding(check, rule, ids)


def _other_characters(session: Session) -> Finding:
    """Whether each op still reads as it did when it was answered."""
    return _finding("other_characters", "I6", sorted(_changed(session)))


def _changed(session: Session) -> Iterator[str]:
    connection = session.connection().execution_options(yield_per=PAGE)
    taken = connection.execute(text(OF_THE_TAKEN), {"erased": BY_ERASURE})
    for op_id, digest, op in taken:
        if hashlib.sha256(op.encode()).hexdigest() != digest:
            yield str(op_id)
    for op_id, digest, raw in connection.execute(text(OF_THE_KEPT)):
        if hashlib.sha256(raw).hexdigest() != digest:
            yield str(op_id)


def _medium_with_other_bytes(session: Session) -> Finding:
    """A few at a time: the photos of a souk do not fit in memory."""
    query = select(Medium.entry_id, Medium.sha256, Medium.data).where(col(Medium.data).is_not(None))
    rows = session.exec(query.execution_options(yield_per=100))
    other = [entry for entry, sha, data in rows if hashlib.sha256(data or b"").hexdigest() != sha]
    return _finding("medium_with_other_bytes", "ME9", sorted(other))


def _erased_and_still_known(session: Session, data_dir: Path) -> Finding:
    """The server carries these out when it starts; until then the database is older than them."""
    known = {(row.market_id, row.subject) for row in session.exec(select(ErasedSubject))}
    here = set(session.exec(select(Market.id)))
    lines = {(line.market_id, line.subject) for line in read_lines(data_dir)}
    open_ones = [subject for market, subject in lines - known if market in here]
    return _finding("erased_and_still_known", "RQ7", sorted(open_ones))


def _finding(check: str, rule: str, ids: list[str]) -> Finding:
    return Finding(check, rule, len(ids), tuple(ids[:NAMED]))


def as_json(findings: list[Finding]) -> dict[str, Any]:
    """`{"sound": bool, "checks": [{check, rule, count, examples}]}`."""
    checks = [
        {"check": f.check, "rule": f.rule, "count": f.count, "examples": list(f.examples)}
        for f in findings
    ]
    return {"sound": not any(f.count for f in findings), "checks": checks}
