"""What a phone asks of the server."""

from fastapi import APIRouter

from rahba.access.dependencies import Address, UseDatabase, UseSettings, UseWorld
from rahba.access.invitations import JoiningPhone
from rahba.sync.join import join
from rahba.sync.wire import JoinAnswer, JoinRequest

router = APIRouter(tags=["phone"])


@router.post("/join")
def join_phone(
    body: JoinRequest,
    address: Address,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> JoinAnswer:
    """Spends an invitation; the same phone may ask again for 24 h and gets the same answer."""
    phone = JoiningPhone(body.join_key, **body.device.model_dump())
    return JoinAnswer.of(join(database, body.code, phone, address, settings.secret, world))
