"""From a request to a caller: each dependency picks who may pass, and in which market (AC1).

A route that takes one of these needs no permission check of its own: the caller's `market_id` is
in the `WHERE` of all it reads, so another market's id is simply not found.
"""

import base64
import binascii
from collections.abc import Callable
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlmodel import Session, or_, select

from rahba.access.callers import DeskCaller, PhoneCaller, ProgramCaller, Projection
from rahba.access.phones import find_phone
from rahba.access.roles import acting, roles_on
from rahba.access.tables import ApiKey, DeskSession, Device
from rahba.access.tokens import token_hash
from rahba.clock import World
from rahba.db import Database
from rahba.errors import Forbidden, NotSignedIn
from rahba.market import Market, local_date
from rahba.meters import Meters
from rahba.settings import Settings

COOKIE = "rahba_desk"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


async def get_database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def get_world(request: Request) -> World:
    world: World = request.app.state.world
    return world


async def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def get_meters(request: Request) -> Meters:
    meters: Meters = request.app.state.meters
    return meters


async def get_address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


async def get_origin(request: Request) -> str:
    """`https://souk.example.ma` as the caller's address bar has it. A browser says so itself, which
    holds behind a front that forgets to tell us; a program does not, and is taken by its request.
    """
    said = request.headers.get("origin", "")
    return said if "://" in said else f"{request.url.scheme}://{request.url.netloc}"


UseDatabase = Annotated[Database, Depends(get_database)]
UseWorld = Annotated[World, Depends(get_world)]
UseSettings = Annotated[Settings, Depends(get_settings)]
UseMeters = Annotated[Meters, Depends(get_meters)]
Address = Annotated[str, Depends(get_address)]
Origin = Annotated[str, Depends(get_origin)]


def pushing_phone(request: Request, database: UseDatabase) -> PhoneCaller:
    """A phone that may push: a revoked one too, and whoever's role ended; both are held."""
    hashed = token_hash(_bearer(request))
    either = or_(Device.token_hash == hashed, Device.push_token_hash == hashed)
    with database.read() as session:
        found = find_phone(session, either)
    if found is None:
        raise NotSignedIn
    caller = found.caller(push_only=found.device.token_hash != hashed)
    request.state.caller = caller
    return caller


def phone(
    caller: Annotated[PhoneCaller, Depends(pushing_phone)], database: UseDatabase, world: UseWorld
) -> PhoneCaller:
    """A phone that may read: not revoked, and its person holds a role in the market today."""
    if caller.push_only:
        raise NotSignedIn("this token pushes and reads nothing")
    if caller.revoked:
        raise NotSignedIn("this phone was signed out by the coach", code="phone_revoked")
    if caller.unlinked:
        raise Forbidden("no coach has said yet who this is", code="not_linked")
    with database.read() as session:
        if not _roles_today(session, caller.market_id, caller.person_id, world):
            raise Forbidden("no role in this souk today")
    return caller


def coach_phone(
    caller: Annotated[PhoneCaller, Depends(phone)], database: UseDatabase, world: UseWorld
) -> PhoneCaller:
    """A phone whose person is coach or deputy today."""
    with database.read() as session:
        roles = _roles_today(session, caller.market_id, caller.person_id, world)
    if "coach" not in acting(roles):
        raise Forbidden
    return caller


def desk(*allowed: str) -> Callable[..., DeskCaller]:
    """A dependency for someone at a desk who holds one of `allowed` today."""

    def caller(request: Request, database: UseDatabase, world: UseWorld) -> DeskCaller:
        return _desk_caller(request, database, world, frozenset(allowed))

    return caller


def program(request: Request, database: UseDatabase, world: UseWorld) -> ProgramCaller:
    """A program with a key that is neither revoked nor expired."""
    return _program_caller(request, database, world)


def program_or_desk(*allowed: str) -> Callable[..., ProgramCaller | DeskCaller]:
    """A program with a key, or else someone at a desk who holds one of `allowed`."""

    def caller(
        request: Request, database: UseDatabase, world: UseWorld
    ) -> ProgramCaller | DeskCaller:
        if "authorization" in request.headers:
            return _program_caller(request, database, world)
        return _desk_caller(request, database, world, frozenset(allowed))

    return caller


Phone = Annotated[PhoneCaller, Depends(phone)]
CoachPhone = Annotated[PhoneCaller, Depends(coach_phone)]
PushingPhone = Annotated[PhoneCaller, Depends(pushing_phone)]
AnyDesk = Annotated[DeskCaller, Depends(desk("coach", "official", "admin"))]
Coach = Annotated[DeskCaller, Depends(desk("coach"))]
CoachOrAdmin = Annotated[DeskCaller, Depends(desk("coach", "admin"))]
CoachOrOfficial = Annotated[DeskCaller, Depends(desk("coach", "official"))]
Program = Annotated[ProgramCaller, Depends(program)]


def _desk_caller(
    request: Request, database: Database, world: World, allowed: frozenset[str]
) -> DeskCaller:
    token = request.cookies.get(COOKIE, "")
    with database.read() as session:
        row = session.exec(
            select(DeskSession).where(
                DeskSession.token_hash == token_hash(token), DeskSession.expires_at > world.now()
            )
        ).first()
        if row is None:
            raise NotSignedIn
        roles = acting(_roles_today(session, row.market_id, row.person_id, world))
    caller = DeskCaller(row.market_id, row.person_id, roles)
    request.state.caller = caller  # also of one who is refused
    # Another site can make a browser send the cookie, but not this header.
    if request.method not in SAFE_METHODS and request.headers.get("x-rahba") != "1":
        raise Forbidden("the header X-Rahba: 1 is missing")
    if not roles & allowed:
        raise Forbidden
    return caller


def _program_caller(request: Request, database: Database, world: World) -> ProgramCaller:
    key = _key(request)
    with database.read() as session:
        row = session.exec(select(ApiKey).where(ApiKey.key_hash == token_hash(key))).first()
    now = world.now()
    if row is None or row.revoked_at or (row.expires_at and row.expires_at <= now):
        raise NotSignedIn
    projection = cast(Projection, row.projection)
    caller = ProgramCaller(row.market_id, row.id, projection, frozenset(row.kinds), row.since)
    request.state.caller = caller
    return caller


def _roles_today(session: Session, market_id: str, person_id: str, world: World) -> frozenset[str]:
    market = session.get_one(Market, market_id)
    return roles_on(session, market_id, person_id, local_date(market, world.now()))


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotSignedIn
    return token.strip()


def _key(request: Request) -> str:
    """A key as a bearer token, or as the password of Basic, which spreadsheets can send."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return _bearer(request)
    try:
        _, _, key = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise NotSignedIn from None
    return key
