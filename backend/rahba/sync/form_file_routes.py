"""Where a phone fetches what its forms show and play (SPEC FD8)."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from rahba.access.dependencies import Phone, UseDatabase
from rahba.forms.publish import file_of

router = APIRouter(prefix="/sync/form-files", tags=["phone"])
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the bytes")]


@router.get("/{sha256}", response_class=Response)
def read_form_file(sha256: Digest, caller: Phone, database: UseDatabase) -> Response:
    """A picture or a sound that a form of the phone's market shows or plays."""
    with database.read() as session:
        file = file_of(session, caller.market_id, sha256)
        return Response(file.data, media_type="application/octet-stream")
