"""Where a phone brings the photos that its entries name."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Request

from rahba.access.dependencies import PushingPhone, UseDatabase, UseWorld
from rahba.sync.media import take_medium
from rahba.wire import Wire

router = APIRouter(prefix="/sync/media", tags=["phone"])
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the bytes")]


class TakenMedium(Wire):
    """`erased`: nothing was kept, and the phone drops its own."""

    state: Literal["received", "erased"]


async def raw_body(request: Request) -> bytes:
    return await request.body()


@router.put(
    "/{sha256}",
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
