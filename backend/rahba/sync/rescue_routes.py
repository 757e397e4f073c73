"""Two doors for a file of unsent work: any phone of the souk, and the coach's desk."""

from fastapi import APIRouter

from rahba.access.dependencies import (
    Coach,
    PushingPhone,
    UseDatabase,
    UseMeters,
    UseSettings,
    UseWorld,
)
from rahba.meters import Meters
from rahba.sync.rescue import RescueAnswer, take_rescue
from rahba.sync.rescue_file import RescueFile

router = APIRouter(tags=["phone"])


@router.post("/sync/rescue")
def carry_rescue(
    body: RescueFile,
    caller: PushingPhone,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    meters: UseMeters,
) -> RescueAnswer:
    """Takes the unsent work of any phone of the souk, from any phone of it, its own token or the
    push-only one; each op gets the answer that its author's push would get.

    404 for an unknown phone, 422 `rescue_forged`, 422 `rescue_unreadable`.
    """
    carrier = f"device:{caller.device_id}"
    answer = take_rescue(database, caller.market_id, carrier, body, settings.secret, world)
    _count(answer, meters)
    return answer


@router.post("/rescue")
def take_rescue_at_desk(
    body: RescueFile,
    coach: Coach,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    meters: UseMeters,
) -> RescueAnswer:
    """The same at the desk, for a file that came by hand or by message."""
    answer = take_rescue(database, coach.market_id, coach.actor, body, settings.secret, world)
    _count(answer, meters)
    return answer


def _count(answer: RescueAnswer, meters: Meters) -> None:
    for code, count in answer.counts.items():
        meters.ops.add(count, outcome=code)
