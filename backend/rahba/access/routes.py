"""Signing in, the team's people and phones, and the keys of programs."""

import segno
from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from rahba.access import keys, team
from rahba.access.callers import DeskCaller
from rahba.access.dependencies import (
    COOKIE,
    Address,
    AnyDesk,
    CoachOrAdmin,
    Origin,
    UseDatabase,
    UseSettings,
    UseWorld,
)
from rahba.access.invitations import invite
from rahba.access.password_codes import spend_code
from rahba.access.roles import acting, roles_on
from rahba.access.sign_in import SESSION_LASTS, sign_in, sign_out
from rahba.access.tables import DeskSession, Invitation, Person
from rahba.access.wire import (
    InvitationAnswer,
    Invite,
    KeyAnswer,
    MarketAnswer,
    Me,
    NewKeyAnswer,
    NewKeyRequest,
    NewPassword,
    NewPerson,
    PersonAnswer,
    SignIn,
)
from rahba.address import public_address
from rahba.clock import World
from rahba.db import Database
from rahba.market import Market, local_date
from rahba.wire import WireId

router = APIRouter(tags=["access"])


@router.post("/desk/login")
def desk_login(
    body: SignIn,
    request: Request,
    response: Response,
    address: Address,
    database: UseDatabase,
    world: UseWorld,
) -> Me:
    """Opens a session of twelve hours, as a cookie that no script can read."""
    token, opened = sign_in(database, body.login, body.password, body.market, address, world)
    return _enter(request, response, database, token, opened, world)


@router.post("/desk/password")
def set_desk_password(
    body: NewPassword,
    request: Request,
    response: Response,
    address: Address,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> Me:
    """A new password by a one-time code; it ends the person's other sessions and opens one."""
    token, opened = spend_code(
        database, body.login, body.code, body.password, address, settings.secret, world
    )
    return _enter(request, response, database, token, opened, world)


def _enter(
    request: Request,
    response: Response,
    database: Database,
    token: str,
    opened: DeskSession,
    world: World,
) -> Me:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION_LASTS.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    with database.read() as session:
        market = session.get_one(Market, opened.market_id)
        today = local_date(market, world.now())
        roles = acting(roles_on(session, market.id, opened.person_id, today))
        return _me(session, DeskCaller(market.id, opened.person_id, roles))


@router.post("/desk/logout", status_code=204)
def desk_logout(
    request: Request, response: Response, _caller: AnyDesk, database: UseDatabase, world: UseWorld
) -> None:
    token = request.cookies.get(COOKIE, "")
    database.transact(lambda session: sign_out(session, token, world))
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


@router.get("/desk/me")
def desk_me(caller: AnyDesk, database: UseDatabase) -> Me:
    """Who is signed in, and the roles held today."""
    with database.read() as session:
        return _me(session, caller)


@router.post("/team/people", status_code=201)
def add_team_person(
    body: NewPerson, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> PersonAnswer:
    """A coach adds animators, deputies and officials; an admin adds anyone."""
    who = body.model_dump(include={"name_ar", "name_latin", "sex"})
    person = database.transact(
        lambda session: team.add_person(session, caller, **who, new=body.new(), world=world)
    )
    return PersonAnswer.of(person)


@router.post("/team/invitations", status_code=201)
def invite_phone(
    body: Invite,
    caller: CoachOrAdmin,
    origin: Origin,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> InvitationAnswer:
    """A code for one phone of one person, good for seven days and for one use.

    409 `setup_incomplete` until the law's questions are answered: `missing` names the fields.
    """
    code, invitation = database.transact(
        lambda session: invite(session, caller, body.person_id, settings.secret, world)
    )
    with database.read() as session:
        return invitation_answer(session, code, invitation, origin)


def invitation_answer(
    session: Session, code: str, invitation: Invitation, origin: str
) -> InvitationAnswer:
    url = f"{public_address(session) or origin}/#/join/{code}"
    qr_svg = segno.make(url, micro=False).svg_inline(border=4, omitsize=True)
    return InvitationAnswer(
        id=invitation.id, code=code, url=url, expires_at=invitation.expires_at, qr_svg=qr_svg
    )


@router.post("/team/devices/{device_id}/revoke", status_code=204)
def revoke_device(
    device_id: WireId, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> None:
    """Signs a phone out; what it still pushes is held for the coach."""
    database.transact(lambda session: team.revoke_device(session, caller, device_id, world))


@router.get("/keys")
def list_keys(caller: CoachOrAdmin, database: UseDatabase) -> list[KeyAnswer]:
    with database.read() as session:
        return [KeyAnswer.of(row) for row in keys.list_keys(session, caller)]


@router.post("/keys", status_code=201)
def make_key(
    body: NewKeyRequest, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> NewKeyAnswer:
    """A program's key: what it may see, of which kinds, since when, until when."""
    new = keys.NewKey(**body.model_dump())
    key, row = database.transact(lambda session: keys.make_key(session, caller, new, world))
    return NewKeyAnswer(key=key, **KeyAnswer.of(row).model_dump())


@router.post("/keys/{key_id}/revoke")
def revoke_key(
    key_id: WireId, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> KeyAnswer:
    return KeyAnswer.of(
        database.transact(lambda session: keys.revoke_key(session, caller, key_id, world))
    )


def _me(session: Session, caller: DeskCaller) -> Me:
    market = session.get_one(Market, caller.market_id)
    person = session.get_one(Person, (caller.market_id, caller.person_id))
    return Me(
        person=PersonAnswer.of(person),
        roles=sorted(caller.roles),
        market=MarketAnswer(
            id=market.id, code=market.code, names=market.names, timezone=market.timezone
        ),
    )
