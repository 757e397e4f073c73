"""`GET /export/{kind}.csv`: the approved entries of one kind, for a spreadsheet."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from rahba.access import audit
from rahba.access.callers import DeskCaller, ProgramCaller
from rahba.access.dependencies import UseDatabase, UseSettings, UseWorld, program_or_desk
from rahba.db import Database
from rahba.entries.kinds import KINDS
from rahba.entries.lenses import lens_for
from rahba.entries.projection import shows
from rahba.errors import Forbidden, NotFound
from rahba.export.approved import approved_rows, columns
from rahba.export.csv import csv_lines
from rahba.settings import Settings

router = APIRouter(prefix="/export", tags=["export"])
Reader = Annotated[ProgramCaller | DeskCaller, Depends(program_or_desk("coach", "official"))]
# An official reads the registry and the attendance, never answers.
OFFICIAL_KINDS = frozenset({"presence", "trader", "day_sheet"})


@router.get("/{kind}.csv", response_class=StreamingResponse)
def export_csv(
    kind: str,
    reader: Reader,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    starts_on: Annotated[date | None, Query(alias="from")] = None,
    ends_on: Annotated[date | None, Query(alias="to")] = None,
) -> StreamingResponse:
    """UTF-8, comma-separated; what a spreadsheet would run as a formula is written as text."""
    if kind not in KINDS:
        raise NotFound(f"there is no kind {kind}")
    caller = reader if isinstance(reader, ProgramCaller) else _as_program(reader)
    if not shows(KINDS[kind], caller.projection) or (caller.kinds and kind not in caller.kinds):
        raise Forbidden(f"{kind} is outside of this scope")
    database.transact(
        lambda session: audit.record(
            session, caller.market_id, reader.actor, "export.csv", kind,
            {"from": str(starts_on), "to": str(ends_on)}, world,
        )
    )  # fmt: skip
    return StreamingResponse(
        _lines(database, settings, caller, kind, starts_on, ends_on),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="rahba-{kind}.csv"'},
    )


def _lines(
    database: Database,
    settings: Settings,
    caller: ProgramCaller,
    kind: str,
    starts_on: date | None,
    ends_on: date | None,
) -> Iterator[str]:
    with database.read() as session:
        lens = lens_for(session, caller, settings.secret)
        header = columns(session, caller, lens, kind)
        yield from csv_lines(header, approved_rows(session, caller, lens, kind, starts_on, ends_on))


def _as_program(desk: DeskCaller) -> ProgramCaller:
    """What someone at the desk may take away: names, but never a sensitive answer beside them."""
    kinds = frozenset[str]() if "coach" in desk.roles else OFFICIAL_KINDS
    return ProgramCaller(desk.market_id, f"desk:{desk.person_id}", "pii", kinds, None)
