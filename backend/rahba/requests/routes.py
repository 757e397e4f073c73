"""`/requests`: taken by coaches and officials, read and carried out by a coach."""

from datetime import date
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import Field, model_validator
from sqlmodel import Session

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.access.dependencies import Coach, CoachOrOfficial, UseDatabase, UseSettings, UseWorld
from rahba.clock import World
from rahba.db import Database
from rahba.errors import Conflict
from rahba.journal import Journal
from rahba.requests import register
from rahba.requests.erase import erase
from rahba.requests.held import read_answers, read_held
from rahba.requests.person import ids_of
from rahba.requests.replay import write_ledger
from rahba.requests.tables import SubjectRequest
from rahba.requests.withdraw import PURPOSES, withdraw
from rahba.wire import Text, Wire, WireId

router = APIRouter(prefix="/requests", tags=["requests"])
Purpose = Literal["registration", "survey", "photo", "phone"]


class RequestBody(Wire):
    trader_id: WireId
    sort: Literal["see", "correct", "object", "erase"]
    note: Text = ""
    received_on: date | None = None


class ClosingBody(Wire):
    """`purposes` are those objected to; a refusal says why."""

    outcome: Literal["done", "refused"]
    note: Text = ""
    purposes: list[Purpose] = Field(default_factory=list, max_length=4)

    @model_validator(mode="after")
    def says_why(self) -> "ClosingBody":
        if self.outcome == "refused" and not self.note.strip():
            raise ValueError("a refusal needs its reason")
        return self


@router.get("")
def list_requests(
    caller: CoachOrOfficial, database: UseDatabase, world: UseWorld
) -> list[dict[str, Any]]:
    """Open ones first, by the day on which they are due; `days_left` is negative when overdue."""
    with database.read() as session:
        return register.list_requests(session, caller.market_id, world)


@router.post("", status_code=201)
def take_request(
    body: RequestBody,
    caller: CoachOrOfficial,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> dict[str, Any]:
    """Takes a trader's request down; its ten days begin on the day on which it was said."""

    def work(session: Session) -> dict[str, Any]:
        request = register.register(
            session, caller, body.trader_id, body.sort, body.note, body.received_on,
            settings.secret, world,
        )  # fmt: skip
        return register.one_request(session, request, world)

    return database.transact(work)


@router.get("/{request_id}/held")
def show_held(
    request_id: WireId, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """All that is held about the person under their name, and who has taken it away."""
    _note_reading(database, coach, request_id, "request.held_read", world)
    with database.read() as session:
        request = register.find_request(session, coach.market_id, request_id)
        held = read_held(session, coach.market_id, _ids(session, request))
        return {"request": register.one_request(session, request, world), **held}


@router.get("/{request_id}/answers")
def show_answers(
    request_id: WireId, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """The person's answers under the code of their card, without a name."""
    _note_reading(database, coach, request_id, "request.answers_read", world)
    with database.read() as session:
        request = register.find_request(session, coach.market_id, request_id)
        return read_answers(session, coach.market_id, _ids(session, request))


@router.post("/{request_id}/close")
def close_request(
    request_id: WireId,
    body: ClosingBody,
    coach: Coach,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> dict[str, Any]:
    """Ends a request. Done, an objection withdraws consent for `purposes` (all, if none is named)
    and an erasure forgets the person; 409 `request_closed` if it was ended before."""

    def work(session: Session) -> dict[str, Any]:
        request = register.open_request(session, coach.market_id, request_id)
        journal = Journal(coach.market_id)
        if body.outcome == "done":
            _carry_out(session, coach, request, body.purposes, journal, world)
        register.close(session, coach, request, body.outcome, body.note, world)
        answer = register.one_request(session, request, world)
        session.flush()
        journal.write(session, world.now())
        return answer

    answer = database.transact(work)
    write_ledger(database, settings.data_dir)
    return answer


def _carry_out(
    session: Session,
    coach: DeskCaller,
    request: SubjectRequest,
    purposes: list[Purpose],
    journal: Journal,
    world: World,
) -> None:
    ids = _ids(session, request)
    if request.sort == "object":
        withdraw(session, coach, ids, purposes or PURPOSES, journal, world)
    if request.sort == "erase":
        erase(session, coach, ids, journal, world)


def _ids(session: Session, request: SubjectRequest) -> list[str]:
    """Raises `Conflict` for a person who was forgotten: nothing is held any more."""
    if request.trader_id is None:
        raise Conflict("this person was erased", code="subject_erased")
    return ids_of(session, request.market_id, request.trader_id)


def _note_reading(
    database: Database, coach: DeskCaller, request_id: str, action: str, world: World
) -> None:
    database.transact(
        lambda session: audit.record(
            session, coach.market_id, coach.actor, action, request_id, {}, world
        )
    )
