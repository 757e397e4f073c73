"""`GET /metrics`: what whoever looks after the server watches, as Prometheus reads it (SPEC OB).

Requests, pushes and the queue of writers are this process's since it started; what stands in the
database is the caller's market. Nothing here is of one person, and no label is free text.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session, col, func, select

from rahba.access.callers import DeskCaller, ProgramCaller
from rahba.access.dependencies import UseDatabase, UseMeters, UseSettings, UseWorld, program_or_desk
from rahba.access.tables import Device
from rahba.backup.copies import newest
from rahba.entries.tables import Quarantine
from rahba.journal import APPROVED, CATALOG, last_seq
from rahba.meters import shown
from rahba.settings import Settings

router = APIRouter(tags=["operator"])
Watcher = Annotated[ProgramCaller | DeskCaller, Depends(program_or_desk("admin"))]
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
EXAMPLE = """\
# TYPE rahba_push_ops_total counter
rahba_push_ops_total{outcome="applied"} 412
# TYPE rahba_phones_pending_ops gauge
rahba_phones_pending_ops 3
"""


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {"example": EXAMPLE}}}},
)
def read_metrics(
    caller: Watcher,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    meters: UseMeters,
) -> Response:
    """Prometheus's text format, for an admin or any key; a key of `aggregates` is enough."""
    with database.read() as session:
        stored = list(_stored(session, caller.market_id))
    lines = [
        *meters.lines(),
        *database.writers.lines(),
        *stored,
        *_age_of_backup(settings, world.now()),
    ]
    return Response("\n".join(lines) + "\n", media_type=MEDIA_TYPE)


def _stored(session: Session, market_id: str) -> Iterator[str]:
    waiting = session.exec(
        select(Quarantine.code, func.count())
        .where(Quarantine.market_id == market_id, col(Quarantine.settled_at).is_(None))
        .group_by(Quarantine.code)
        .order_by(Quarantine.code)
    )
    what = "Refused ops that nobody settled, by why"
    yield from shown("rahba_quarantine_ops", "gauge", what, (({"code": c}, n) for c, n in waiting))
    told = _manifests(session, market_id)
    for field, fate in (("pending", "not sent"), ("refused", "to mend")):
        held = sum(manifest[field] for manifest in told)
        what = f"Ops {fate} on phones, by what each said last"
        yield from shown(f"rahba_phones_{field}_ops", "gauge", what, [({}, held)])
    seqs = (({"scope": s}, last_seq(session, market_id, s)) for s in (APPROVED, CATALOG))
    yield from shown("rahba_feed_seq", "gauge", "The last number given out in a log", seqs)


def _manifests(session: Session, market_id: str) -> list[dict[str, Any]]:
    query = select(Device).where(Device.market_id == market_id)
    return [device.manifest for device in session.exec(query) if device.manifest]


def _age_of_backup(settings: Settings, now: datetime) -> Iterator[str]:
    """Absent where no copy was made yet, or none are made."""
    last = newest(settings.backup_dir) if settings.backup_dir else None
    if last is not None:
        age = (now - last.at).total_seconds()
        yield from shown("rahba_backup_age_seconds", "gauge", "Since the newest copy", [({}, age)])
