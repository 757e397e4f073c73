"""The photo of an approved entry, for a program whose key shows names (SPEC ME7)."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy import select
from sqlmodel import Session

from rahba.access.callers import ProgramCaller
from rahba.access.dependencies import Program, UseDatabase
from rahba.entries.kinds import KINDS
from rahba.entries.media import MEDIUM, OF_ENTRY, RECEIVED, named_in
from rahba.entries.store import ENTRY
from rahba.errors import Forbidden, NotFound

router = APIRouter(prefix="/feed/media", tags=["feed"])
HEADERS = {"Cache-Control": "private, no-store"}
TREATMENT = "medium_address"


@router.get(
    "/{sha256}",
    response_class=Response,
    responses={200: {"content": {"image/webp": {}, "image/jpeg": {}}}},
)
def read_approved_photo(
    sha256: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
    caller: Program,
    database: UseDatabase,
) -> Response:
    """Its bytes, at the address that an approved row names; 404 once it was erased."""
    kinds = _kinds_with_photos(caller)
    if not kinds:
        raise Forbidden("this key sees no photos")
    with database.read() as session:
        media_type, data = _read(session, caller, sha256, kinds)
    return Response(data, media_type=media_type, headers=HEADERS)


def _kinds_with_photos(caller: ProgramCaller) -> list[str]:
    return [
        name
        for name, kind in KINDS.items()
        if (not caller.kinds or name in caller.kinds)
        and any(shown.treatment == TREATMENT for shown in kind.shows.get(caller.projection, ()))
    ]


def _read(
    session: Session, caller: ProgramCaller, sha256: str, kinds: list[str]
) -> tuple[str, bytes]:
    query = (
        select(MEDIUM.c.type, MEDIUM.c.data, ENTRY.c.kind, ENTRY.c.body)
        .select_from(MEDIUM.join(ENTRY, OF_ENTRY))
        .where(MEDIUM.c.market_id == caller.market_id, MEDIUM.c.sha256 == sha256)
        .where(MEDIUM.c.state == RECEIVED, ENTRY.c.state == "approved", ENTRY.c.kind.in_(kinds))
    )
    if caller.since is not None:
        query = query.where(ENTRY.c.souk_date >= caller.since)
    for row in session.execute(query):
        # A photo that the entry named once and names no more is not what was approved.
        if any(medium["sha256"] == sha256 for medium in named_in(row.kind, row.body)):
            return row.type, row.data
    raise NotFound("no approved entry shows this photo")
