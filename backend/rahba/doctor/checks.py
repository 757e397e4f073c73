"""What an operator asks after a bad night: whether the database keeps the invariants (SPEC BK5).

Each check counts the rows that break it and names a few; a sound database has none. Nothing is
written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import Session, select

from rahba.backup.ledger import read_lines
from rahba.catalog.erased import ErasedSubject
from rahba.market import Market
from rahba.requests.withdraw import AT_THE_DESK
from rahba.types import IdText

NAMED = 5


@dataclass(frozen=True)
class Finding:
    """One check: `rule` is what it holds to, `count` the rows that break it, `examples` some ids
    of them (never a name)."""

    check: str
    rule: str
    count: int
    examples: tuple[str, ...]


# Check → rule, and the ids that break it. The same SQL runs on SQLite and PostgreSQL.
CHECKS: Mapping[str, tuple[str, str]] = {
    "accepted_without_revision": (
        "I11",
        (
            "SELECT op_id FROM op_receipt r WHERE r.code IN ('applied', 'proposed') AND NOT EXISTS"
            " (SELECT 1 FROM entry_revision v"
            " WHERE v.market_id = r.market_id AND v.op_id = r.op_id)"
        ),
    ),
    "revision_without_receipt": (
        "I11",
        (
            "SELECT v.op_id FROM entry_revision v JOIN entry e"
            " ON e.market_id = v.market_id AND e.id = v.entry_id"
            " WHERE e.device_id <> :desk AND NOT EXISTS"
            " (SELECT 1 FROM op_receipt r WHERE r.market_id = v.market_id AND r.op_id = v.op_id)"
        ),
    ),
    "refused_and_not_kept": (
        "I5",
        (
            "SELECT op_id FROM op_receipt r WHERE r.code NOT IN ('applied', 'proposed', 'erased')"
            " AND NOT EXISTS"
            " (SELECT 1 FROM quarantine q WHERE q.market_id = r.market_id AND q.op_id = r.op_id)"
        ),
    ),
    "settled_without_receipt": (  # what a repair stands in for may never come
        "I4",
        (
            "SELECT op_id FROM op_settlement s WHERE s.outcome <> 'superseded' AND NOT EXISTS"
            " (SELECT 1 FROM op_receipt r WHERE r.market_id = s.market_id AND r.op_id = s.op_id)"
        ),
    ),
    "released_without_revision": (
        "I11",
        (
            "SELECT op_id FROM op_settlement s WHERE s.outcome = 'released' AND NOT EXISTS"
            " (SELECT 1 FROM entry_revision v"
            " WHERE v.market_id = s.market_id AND v.op_id = s.op_id)"
        ),
    ),
    "waiting_although_settled": (
        "I5",
        (
            "SELECT q.op_id FROM quarantine q JOIN op_settlement s"
            " ON s.market_id = q.market_id AND s.op_id = q.op_id"
            " WHERE q.settled_at IS NULL AND q.code <> 'op_id_reused'"
        ),
    ),
    "revision_missing": (
        "I7",
        (
            "SELECT v.entry_id FROM entry_revision v WHERE v.rev > 1 AND NOT v.gap AND NOT EXISTS"
            " (SELECT 1 FROM entry_revision w WHERE w.market_id = v.market_id"
            " AND w.entry_id = v.entry_id AND w.rev = v.rev - 1)"
        ),
    ),
    "newest_revision_missing": (
        "I7",
        (
            "SELECT e.id FROM entry e WHERE NOT EXISTS"
            " (SELECT 1 FROM entry_revision v WHERE v.market_id = e.market_id"
            " AND v.entry_id = e.id AND v.rev = e.rev)"
        ),
    ),
    "approved_without_its_revision": (
        "I8",
        (
            "SELECT e.id FROM entry e WHERE e.state = 'approved' AND NOT EXISTS"
            " (SELECT 1 FROM entry_revision v WHERE v.market_id = e.market_id"
            " AND v.entry_id = e.id AND v.rev = e.approved_rev)"
        ),
    ),
    "feed_not_dense": (
        "I9",
        (
            "SELECT f.scope FROM feed_counter f WHERE f.last_seq <>"
            " (SELECT count(*) FROM change c WHERE c.market_id = f.market_id AND c.scope = f.scope)"
            " OR f.last_seq <> (SELECT coalesce(max(c.seq), 0) FROM change c"
            " WHERE c.market_id = f.market_id AND c.scope = f.scope)"
        ),
    ),
    "approved_and_not_in_the_feed": (
        "I10",
        (
            "SELECT e.id FROM entry e WHERE e.state = 'approved' AND NOT EXISTS"
            " (SELECT 1 FROM change c WHERE c.market_id = e.market_id AND c.scope = 'approved'"
            " AND c.subject_id = e.id AND (c.type = 'merged' OR c.rev = e.approved_rev AND"
            " c.type IN ('approved', 'corrected'))"
            " AND c.seq = (SELECT max(n.seq) FROM change n WHERE n.market_id = c.market_id"
            " AND n.scope = c.scope AND n.subject_id = c.subject_id))"
        ),
    ),
    "in_the_feed_and_not_approved": (
        "I10",
        (
            "SELECT c.subject_id FROM change c WHERE c.scope = 'approved'"
            " AND c.type IN ('approved', 'corrected')"
            " AND c.seq = (SELECT max(n.seq) FROM change n WHERE n.market_id = c.market_id"
            " AND n.scope = c.scope AND n.subject_id = c.subject_id) AND NOT EXISTS"
            " (SELECT 1 FROM entry e WHERE e.market_id = c.market_id AND e.id = c.subject_id"
            " AND e.state = 'approved')"
        ),
    ),
    "author_of_no_team": (
        "OP6",
        (
            "SELECT e.id FROM entry e WHERE e.device_id <> :desk AND NOT EXISTS"
            " (SELECT 1 FROM membership m WHERE m.market_id = e.market_id"
            " AND m.person_id = e.author_id)"
        ),
    ),
    "role_of_nobody": (
        "AC1",
        (
            "SELECT m.id FROM membership m WHERE NOT EXISTS"
            " (SELECT 1 FROM person p WHERE p.market_id = m.market_id AND p.id = m.person_id)"
        ),
    ),
    "souk_without_coach": (
        "AC1",
        (
            "SELECT k.id FROM market k WHERE NOT EXISTS"
            " (SELECT 1 FROM membership m WHERE m.market_id = k.id AND m.role = 'coach'"
            " AND m.ends_on IS NULL)"
        ),
    ),
}


def examine(session: Session, data_dir: Path) -> list[Finding]:
    """Every check in a fixed order, sound ones with a count of 0."""
    found = [_run(session, check, rule, query) for check, (rule, query) in CHECKS.items()]
    return [*found, _erased_and_still_known(session, data_dir)]


def _run(session: Session, check: str, rule: str, query: str) -> Finding:
    statement = text(query)
    if ":desk" in query:
        statement = statement.bindparams(
            bindparam("desk", AT_THE_DESK, type_=IdText(as_uuid=False))
        )
    ids = sorted(str(row[0]) for row in session.connection().execute(statement))
    return _finding(check, rule, ids)


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
