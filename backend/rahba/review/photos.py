"""The photo of an entry, for the coach who reads the entry (SPEC ME6)."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy import select
from sqlmodel import Session

from rahba.access.dependencies import Coach, UseDatabase
from rahba.entries.media import MEDIUM
from rahba.errors import NotFound
from rahba.wire import WireId

router = APIRouter(prefix="/review/entries", tags=["review"])
# A browser may not put it aside: once erased it is to be nowhere.
HEADERS = {"Cache-Control": "private, no-store"}


@router.get("/{entry_id}/media/{sha256}", response_class=Response)
def read_photo(
    entry_id: WireId,
    sha256: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
    coach: Coach,
    database: UseDatabase,
) -> Response:
    """Its bytes; 404 while it is expected, and once it was erased."""
    with database.read() as session:
        media_type, data = _read(session, coach.market_id, entry_id, sha256)
    return Response(data, media_type=media_type, headers=HEADERS)


def _read(session: Session, market_id: str, entry_id: str, sha256: str) -> tuple[str, bytes]:
    query = select(MEDIUM.c.type, MEDIUM.c.data).where(
        MEDIUM.c.market_id == market_id,
        MEDIUM.c.entry_id == entry_id,
        MEDIUM.c.sha256 == sha256,
        MEDIUM.c.data.is_not(None),
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound("this photo is not here")
    return row.type, row.data
