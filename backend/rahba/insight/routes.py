"""`GET /insight/presence`: rate and coverage by section over the last souk days."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from rahba.access.callers import DeskCaller, ProgramCaller
from rahba.access.dependencies import UseDatabase, program_or_desk
from rahba.insight.read import presence_by_section

router = APIRouter(prefix="/insight", tags=["insight"])
Reader = Annotated[ProgramCaller | DeskCaller, Depends(program_or_desk("coach", "official"))]


@router.get("/presence")
def read_presence(
    reader: Reader,
    database: UseDatabase,
    weeks: Annotated[int, Query(ge=1, le=60, description="How many souk days")] = 8,
) -> dict[str, Any]:
    """Counts of traders and places per section and souk day. Programs see approved marks only; the
    desk sees those that arrived too, and each cell says whether it is provisional."""
    with database.read() as session:
        return presence_by_section(
            session, reader.market_id, weeks, approved_only=isinstance(reader, ProgramCaller)
        )
