"""Somebody new without an invitation: the phone's door, and the coach's word (SPEC DC4-DC7).

A newcomer goes by the id of the phone.
"""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from rahba.access.dependencies import Address, Coach, UseDatabase, UseSettings, UseWorld
from rahba.access.newcomers import NewPhone
from rahba.sync import linking
from rahba.sync.newcomers import State, arrive, waiting
from rahba.sync.wire import JoiningDevice
from rahba.wire import ShortText, Text, Wire, WireId

router = APIRouter()

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Packed = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,100}$")]


class NewcomerRequest(Wire):
    """All of it was made on the phone. `proof` says that the day's code was known; the tokens come
    as their SHA-256, so that asking again needs no secret."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "market_id": "f6269325-3fe5-403b-bdb5-1bdddf9ea7d7",
                    "device_id": "4e1f8a6c-1d0b-4c3c-9a55-6d2f7b8c9e10",
                    "person_id": "9a1d7c7e-6a43-4a0e-8a2e-9a4f0b9d7c21",
                    "name": "Fatima",
                    "souk_date": "2026-11-27",
                    "proof": "6kRvGrctWy7WCodnBWoIPNlxYpT28Xruf6HIESsuvPQ",
                    "token_hash": "0" * 64,
                    "push_token_hash": "1" * 64,
                    "host_device_id": "609ba228-4b42-4228-8442-af9221506020",
                    "device": {"name": "Galaxy A03", "app": "0.1.0"},
                }
            ]
        }
    )
    market_id: WireId
    device_id: WireId
    person_id: WireId
    name: ShortText
    souk_date: date
    proof: Packed
    token_hash: Digest
    push_token_hash: Digest
    host_device_id: WireId | None = None
    device: JoiningDevice = Field(default_factory=JoiningDevice)

    def phone(self) -> NewPhone:
        fields = self.model_dump(exclude={"device"})
        device = self.device
        return NewPhone(
            **fields, device_name=device.name, app=device.app, public_key=device.public_key
        )


class NewcomerAnswer(BaseModel):
    """`waiting`: what is pushed is held. `linked`: an ordinary phone. `discarded`: signed out."""

    state: State


class PutAside(Wire):
    reason: Annotated[Text, Field(pattern=r"\S")]


class SamePerson(Wire):
    person_id: WireId


@router.post("/newcomers", tags=["phone"])
def come_in(
    body: NewcomerRequest,
    address: Address,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> NewcomerAnswer:
    """A phone on which somebody began by the day code, without an invitation; asked again, it gets
    the same answer, or what a coach said since. A wrong code is taken too, within bounds."""
    return NewcomerAnswer(state=arrive(database, body.phone(), address, settings.secret, world))


@router.get("/team/newcomers", tags=["access"])
def list_newcomers(caller: Coach, database: UseDatabase) -> list[dict[str, Any]]:
    """Those of whom nobody has said yet who they are, with how much is held of them."""
    with database.read() as session:
        return waiting(session, caller.market_id)


@router.post("/team/newcomers/{newcomer_id}/take-part", tags=["access"])
def take_part(
    newcomer_id: WireId, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, int]:
    """One of the team since the day on which they were added; what was held is taken in."""
    return linking.take_part(database, coach, newcomer_id, world)


@router.post("/team/newcomers/{newcomer_id}/same-person", tags=["access"])
def same_person(
    newcomer_id: WireId, body: SamePerson, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, int]:
    """Somebody of the team already: phone and entries are theirs."""
    return linking.same_person(database, coach, newcomer_id, body.person_id, world)


@router.post("/team/newcomers/{newcomer_id}/discard", tags=["access"])
def put_aside(
    newcomer_id: WireId, body: PutAside, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, int]:
    """Nobody of the team: the phone is signed out, what it sent is put aside with the reason."""
    return linking.put_aside(database, coach, newcomer_id, body.reason, world)
