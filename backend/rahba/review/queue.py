"""What waits for the coach, flagged first, and why each entry is there (reads only)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, func, or_, select
from sqlmodel import Session, SQLModel

from rahba.access import tables as access
from rahba.catalog import tables as catalog
from rahba.cursors import seal, unseal
from rahba.entries.kinds import KINDS
from rahba.entries.lifecycle import CLEAN, FLAGGED, SAMPLE
from rahba.entries.store import ENTRY
from rahba.types import rfc3339


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


STEPS = {"flagged": FLAGGED, "sample": SAMPLE, "clean": CLEAN}
PERSON = _table(access.Person)
TRADER, STALL, RAHBA = _table(catalog.Trader), _table(catalog.Stall), _table(catalog.Rahba)


@dataclass(frozen=True)
class Wanted:
    """Which entries; `step` is one of `STEPS` or all that wait, `state` looks past the queue."""

    day: date | None = None
    step: str = "all"
    state: str | None = None
    kind: str | None = None
    section: str | None = None
    author_id: str | None = None


def read_queue(
    session: Session, market_id: str, wanted: Wanted, cursor: str | None, limit: int, secret: bytes
) -> dict[str, Any]:
    """`{"items": [QueueItem], "next": cursor | None, "total": all that fit, "steps": {step: n}}`;
    `steps` says how many wait at each step under the other criteria."""
    conditions = list(_conditions(market_id, wanted))
    counted = select(func.count())
    # The joins add no row, and counting through them reads four tables more for each.
    counted = counted.select_from(ENTRY) if wanted.section is None else _joined(counted)
    total = session.scalar(counted.where(*conditions)) or 0
    step = _step(wanted)
    query = _joined(select(*ITEM_COLUMNS)).where(*conditions)
    query = query.order_by(step, ENTRY.c.souk_date, ENTRY.c.id).limit(limit)
    if cursor is not None:
        query = query.where(_after(step, unseal(secret, cursor, queue=_digest(wanted))))
    rows = session.execute(query).all()
    return {
        "items": [queue_item(row) for row in rows],
        "next": _next(rows, wanted, secret) if len(rows) == limit else None,
        "total": total,
        "steps": _count_by_step(session, market_id, wanted),
    }


def _count_by_step(session: Session, market_id: str, wanted: Wanted) -> dict[str, int]:
    waiting = replace(wanted, step="all", state=None)
    counted = select(ENTRY.c.queue_step, func.count())
    counted = counted.select_from(ENTRY) if wanted.section is None else _joined(counted)
    counted = counted.where(*_conditions(market_id, waiting)).group_by(ENTRY.c.queue_step)
    found = dict(session.execute(counted).all())
    return {name: found.get(step, 0) for name, step in STEPS.items()}


def count_by_section(session: Session, market_id: str, wanted: Wanted) -> dict[str, int]:
    """How many entries fit, by section code; those of no known section are not in it."""
    query = _joined(select(RAHBA.c.code, func.count())).where(
        *_conditions(market_id, wanted), RAHBA.c.code.is_not(None)
    )
    return dict(session.execute(query.group_by(RAHBA.c.code)).all())


def read_item(session: Session, market_id: str, entry_id: str) -> Row[Any] | None:
    """One entry of the market with what a queue item shows, whatever its state."""
    query = _joined(select(*ITEM_COLUMNS, ENTRY.c.body, ENTRY.c.schema_version))
    return session.execute(
        query.where(ENTRY.c.market_id == market_id, ENTRY.c.id == entry_id)
    ).first()


def queue_item(row: Row[Any]) -> dict[str, Any]:
    """A row of the queue. A survey stands under its badge code, never beside a name (SV6)."""
    title = {"badge": row.badge, "stall_number": row.stall_number, "section": row.section}
    if KINDS[row.kind].consent != "survey":
        title["trader"] = row.known_as or row.body_name
    return {
        "entry_id": row.id,
        "kind": row.kind,
        "rev": row.rev,
        "state": row.state,
        "proposed_rev": row.proposed_rev,
        "flags": row.flags,
        "souk_date": row.souk_date.isoformat(),
        "author": {"id": row.author_id, "name_ar": row.name_ar, "name_latin": row.name_latin},
        "recorded_at": rfc3339(row.recorded_at),
        "received_at": rfc3339(row.received_at),
        "title": title,
        "reason": _reason(row),
    }


# NULLs (entries that wait for nothing) come after every step, on both databases.
step_of_entry = func.coalesce(ENTRY.c.queue_step, CLEAN + 1)
ITEM_COLUMNS = (
    ENTRY.c.id, ENTRY.c.kind, ENTRY.c.rev, ENTRY.c.state, ENTRY.c.proposed_rev, ENTRY.c.flags,
    ENTRY.c.souk_date, ENTRY.c.author_id, ENTRY.c.recorded_at, ENTRY.c.received_at,
    ENTRY.c.queue_step, ENTRY.c.trader_id, ENTRY.c.stall_id, step_of_entry.label("step"),
    ENTRY.c.body["known_as"].as_string().label("body_name"),
    PERSON.c.name_ar, PERSON.c.name_latin, TRADER.c.known_as, TRADER.c.badge,
    STALL.c.number.label("stall_number"), RAHBA.c.code.label("section"),
)  # fmt: skip


def _step(wanted: Wanted) -> ColumnElement[int]:
    """What the list is ordered by first; the bare column lets the index give that order."""
    return step_of_entry if wanted.state is not None else ENTRY.c.queue_step


def _joined(query: Select[Any]) -> Select[Any]:
    """Entries with their author and, where they are known, the trader, the place, the section."""
    here = ENTRY.c
    return query.select_from(
        ENTRY.join(PERSON, _same_market(PERSON, here.author_id))
        .outerjoin(TRADER, _same_market(TRADER, here.trader_id))
        .outerjoin(STALL, _same_market(STALL, here.stall_id))
        .outerjoin(
            RAHBA,
            _same_market(RAHBA, func.coalesce(STALL.c.rahba_id, TRADER.c.rahba_id)),
        )
    )


def _same_market(table: Table, key: Any) -> ColumnElement[bool]:
    return and_(table.c.market_id == ENTRY.c.market_id, table.c.id == key)


def _conditions(market_id: str, wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    yield ENTRY.c.market_id == market_id
    if wanted.state is not None:
        yield ENTRY.c.state == wanted.state
    elif wanted.step == "all":
        yield ENTRY.c.queue_step.in_(list(STEPS.values()))
    else:
        yield ENTRY.c.queue_step == STEPS[wanted.step]
    if wanted.day is not None:
        yield ENTRY.c.souk_date == wanted.day
    if wanted.kind is not None:
        yield ENTRY.c.kind == wanted.kind
    if wanted.section is not None:
        yield RAHBA.c.code == wanted.section
    if wanted.author_id is not None:
        yield ENTRY.c.author_id == wanted.author_id


def _reason(row: Row[Any]) -> str:
    if row.proposed_rev is not None:
        return "proposed"
    if row.queue_step is None:
        return str(row.state)
    return next(name for name, step in STEPS.items() if step == row.queue_step)


def _after(step_of: ColumnElement[int], fields: dict[str, Any]) -> ColumnElement[bool]:
    """Past the last row of a page. Spelled out: in a row comparison SQLite would be given the id
    as text with dashes, which is not how it is stored."""
    step, day, entry_id = fields["step"], date.fromisoformat(fields["day"]), fields["id"]
    here = ENTRY.c
    same_day = and_(here.souk_date == day, here.id > entry_id)
    same_step = and_(step_of == step, or_(here.souk_date > day, same_day))
    return or_(step_of > step, same_step)


def _next(rows: Any, wanted: Wanted, secret: bytes) -> str:
    last = rows[-1]
    return seal(
        secret,
        {
            "queue": _digest(wanted),
            "step": last.step,
            "day": last.souk_date.isoformat(),
            "id": last.id,
        },
    )


def _digest(wanted: Wanted) -> str:
    return repr(wanted)
