"""Unlock codes at the desk: what a coach reads out to somebody who forgot their PIN (SPEC VA7)."""

from fastapi import APIRouter
from pydantic import BaseModel

from rahba.access.dependencies import Coach, UseDatabase, UseSettings, UseWorld
from rahba.access.store_keys import CodeOfPhone, unlock_code, unlock_codes
from rahba.access.wire import PersonAnswer
from rahba.wire import WireId

router = APIRouter(prefix="/team", tags=["access"])


class UnlockCodeAnswer(BaseModel):
    """`code` as it is read out, `GH4K7-PQM2R`; null where no PIN was chosen, or not sent since."""

    person: PersonAnswer
    device_id: str
    device_name: str
    code: str | None

    @classmethod
    def of(cls, found: CodeOfPhone) -> "UnlockCodeAnswer":
        return cls(
            person=PersonAnswer.of(found.person),
            device_id=found.device.id,
            device_name=found.device.name,
            code=found.code,
        )


@router.post("/devices/{device_id}/unlock-code")
def show_unlock_code(
    device_id: WireId,
    caller: Coach,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> UnlockCodeAnswer:
    """The code that opens this phone's store without its PIN; each showing is in the audit."""
    found = database.transact(
        lambda session: unlock_code(session, caller, device_id, settings.secret, world)
    )
    return UnlockCodeAnswer.of(found)


@router.post("/unlock-codes")
def print_unlock_codes(
    caller: Coach, database: UseDatabase, settings: UseSettings, world: UseWorld
) -> list[UnlockCodeAnswer]:
    """Those of every animator's phone in use, for the sheet that a coach carries."""
    found = database.transact(lambda session: unlock_codes(session, caller, settings.secret, world))
    return [UnlockCodeAnswer.of(one) for one in found]
