"""Where a phone brings the photos that its entries name, and fetches what its forms show."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Request, Response

from rahba.access.dependencies import Phone, PushingPhone, UseDatabase, UseWorld
from rahba.forms.publish import file_of
from rahba.sync.media import take_medium
from rahba.wire import Wire

router = APIRouter(prefix="/sync", tags=["phone"])
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the bytes")]


class TakenMedium(Wire):
    """`erased`: nothing was kept, and the phone drops its own."""

    state: Literal["received", "erased"]


async def raw_body(request: Request) -> bytes:
    return await request.body()


@router.put(
    "/media/{sha256}",
    openapi_extra={"requestBody": {"content": {"image/webp": {}, "image/jpeg": {}}}},
)
def put_medium(
    sha256: Digest,
    data: Annotated[bytes, Depends(raw_body)],
    caller: PushingPhone,
    database: UseDatabase,
    world: UseWorld,
) -> TakenMedium:
    """The bytes of a photo, 64 KiB at most; sent again, they get the same answer. 403 before an
    entry names them; 422 `medium_refused` with a `reason`: `wrong_hash`, `wrong_size`,
    `not_an_image`, `metadata`."""
    state = database.transact(lambda session: take_medium(session, caller, sha256, data, world))
    return TakenMedium(state=state)


@router.get("/form-files/{sha256}", response_class=Response)
def read_form_file(sha256: Digest, caller: Phone, database: UseDatabase) -> Response:
    """A picture or a sound that a form of the phone's market shows or plays (SPEC FD8)."""
    with database.read() as session:
        file = file_of(session, caller.market_id, sha256)
        return Response(file.data, media_type="application/octet-stream")
