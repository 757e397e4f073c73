"""What the desk reads of the field: presence and coverage, the team and what it still holds."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from rahba.access.callers import DeskCaller, ProgramCaller
from rahba.access.dependencies import CoachOrAdmin, UseDatabase, UseWorld, program_or_desk
from rahba.insight.read import presence_by_section
from rahba.insight.team import read_team

router = APIRouter(tags=["insight"])
_COUNTS = {
    "traders": {"present": 97, "absent": 12, "not_recorded": 11},
    "places": {"marked": 109, "known": 120},
    "itinerant": {"present": 3},
    "rate_permille": 890,
    "coverage_permille": 908,
    "provisional": False,
}
EXAMPLE = {
    "days": [{"date": "2026-11-27", "status": "held", "closed": True, "locked": False}],
    "sections": [
        {"code": "grains", "names": {"ar": "رحبة الزرع", "fr": "Céréales", "en": "Grains"}}
    ],
    "cells": [{"date": "2026-11-27", "section": "grains"} | _COUNTS],
    "totals": [{"date": "2026-11-27", "section": None} | _COUNTS],
}
Reader = Annotated[ProgramCaller | DeskCaller, Depends(program_or_desk("coach", "official"))]


@router.get(
    "/insight/presence",
    responses={200: {"content": {"application/json": {"example": EXAMPLE}}}},
)
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


@router.get("/team")
def show_team(
    caller: CoachOrAdmin,
    database: UseDatabase,
    world: UseWorld,
    day: Annotated[date | None, Query(description="The current souk day if left out")] = None,
) -> dict[str, Any]:
    """People, their dated roles and phones; what of the souk date arrived, what phones say they
    hold of it and since when, and which of them are silent."""
    with database.read() as session:
        return read_team(session, caller.market_id, world, day)
