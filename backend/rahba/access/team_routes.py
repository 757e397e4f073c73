"""The team at the desk: dated roles, invitations that nobody used yet, codes for passwords."""

from fastapi import APIRouter
from sqlmodel import Session, col, select

from rahba.access import team
from rahba.access.dependencies import CoachOrAdmin, Origin, UseDatabase, UseSettings, UseWorld
from rahba.access.invitations import open_invitation, open_invitations, take_back
from rahba.access.password_codes import make_code
from rahba.access.routes import invitation_answer
from rahba.access.tables import Person
from rahba.access.tokens import invitation_code
from rahba.access.wire import (
    InvitationAnswer,
    OpenInvitation,
    PasswordCodeAnswer,
    PasswordCodeRequest,
    PersonAnswer,
    Role,
    RoleRequest,
)
from rahba.wire import WireId

router = APIRouter(prefix="/team", tags=["access"])


@router.post("/people/{person_id}/roles", status_code=204)
def give_role(
    person_id: WireId,
    body: RoleRequest,
    caller: CoachOrAdmin,
    database: UseDatabase,
    world: UseWorld,
) -> None:
    """A role from one day to another: a deputy for the coach's holidays."""
    database.transact(lambda session: team.give_role(session, caller, person_id, body.new(), world))


@router.post("/people/{person_id}/roles/{role}/end", status_code=204)
def end_role(
    person_id: WireId, role: Role, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> None:
    """No longer from today on; what was done before stands."""
    database.transact(lambda session: team.end_role(session, caller, person_id, role, world))


@router.post("/people/{person_id}/password-code", status_code=201)
def make_password_code(
    person_id: WireId,
    body: PasswordCodeRequest,
    caller: CoachOrAdmin,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> PasswordCodeAnswer:
    """A one-time code for a forgotten password, or a first one; good for an hour."""
    code, row = database.transact(
        lambda session: make_code(session, caller, person_id, body.login, settings.secret, world)
    )
    return PasswordCodeAnswer(login=row.login, code=code, expires_at=row.expires_at)


@router.get("/invitations")
def list_invitations(
    caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> list[OpenInvitation]:
    """Those that a phone could still use, the newest first; without their codes."""
    with database.read() as session:
        rows = open_invitations(session, caller.market_id, world.now())
        names = _people(session, caller.market_id, {row.created_by for row in rows})
        return [
            OpenInvitation(**row.model_dump() | {"created_by": names[row.created_by]})
            for row in rows
        ]


@router.get("/invitations/{invitation_id}")
def show_invitation(
    invitation_id: WireId,
    caller: CoachOrAdmin,
    origin: Origin,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> InvitationAnswer:
    """The same code again, to print another sheet."""
    with database.read() as session:
        row = open_invitation(session, caller.market_id, invitation_id, world.now())
        code = invitation_code(settings.secret, row.id)
        return invitation_answer(session, code, row, origin)


@router.post("/invitations/{invitation_id}/revoke", status_code=204)
def revoke_invitation(
    invitation_id: WireId, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> None:
    """Nobody joins with it any more; one that was used is a phone, to be signed out instead."""
    database.transact(lambda session: take_back(session, caller, invitation_id, world))


def _people(session: Session, market_id: str, ids: set[str]) -> dict[str, PersonAnswer]:
    query = select(Person).where(Person.market_id == market_id, col(Person.id).in_(ids))
    return {person.id: PersonAnswer.of(person) for person in session.exec(query)}
