"""A coach settles what the server refused and kept."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.sync import settling
from rahba.wire import Text, Wire, WireId

router = APIRouter(prefix="/review/quarantine", tags=["review"])


class DiscardBody(Wire):
    reason: Annotated[Text, Field(pattern=r"\S")]


class HeldBody(Wire):
    device_id: WireId


@router.post("/release-held")
def release_held(
    body: HeldBody, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, int]:
    """Take in all that is held of one phone; how much, and how much a rule still refuses."""
    return settling.release_held(database, coach, body.device_id, world)


@router.post("/{quarantine_id}/release")
def release(
    quarantine_id: WireId, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, int]:
    """Take it in after all; 409 `still_refused` with the reason where a rule still says no."""
    return {
        "released": database.transact(
            lambda session: settling.release(session, coach, quarantine_id, world)
        )
    }


@router.post("/{quarantine_id}/discard", status_code=204)
def discard(
    quarantine_id: WireId, body: DiscardBody, coach: Coach, database: UseDatabase, world: UseWorld
) -> None:
    """Put it aside, with a reason that its author reads."""
    database.transact(
        lambda session: settling.discard(session, coach, quarantine_id, body.reason, world)
    )
