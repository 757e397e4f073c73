"""Fills an empty database with the demo souk: eight past Fridays and a souk that is held today."""

import asyncio
import json
import random
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from sqlmodel import Session, select

from rahba.access.sign_in import hasher
from rahba.access.tables import Password
from rahba.clock import World
from rahba.db import Database
from rahba.demo.fridays import DemoDays, souk_time
from rahba.demo.ground import DemoGround, lay_ground
from rahba.demo.people import settle_traders
from rahba.demo.team import Clock, Desk, Phone, join
from rahba.market import Market

PASSWORD = "souk-demo"  # noqa: S105, the demo's own, printed at its start
LOGINS = ("coach", "official", "admin")
FORM = "souk_trader_v1.xlsx"
CHANCE = 20_260_123  # the same names and figures at every start


@dataclass(frozen=True)
class DemoAccess:
    """What a newcomer needs to get in; kept beside the demo's data, since a key is shown once."""

    logins: list[str]
    password: str
    invitation: str
    animator: str
    api_key: str


def seeded(database: Database) -> bool:
    with database.read() as session:
        return session.exec(select(Market.id).limit(1)).first() is not None


def seed(app: FastAPI, clock: Clock) -> DemoAccess:
    """`app` must run on a world whose `now` is `clock.now`; the clock ends at the present."""
    return asyncio.run(_seed(app, clock))


def remember(access: DemoAccess, path: Path) -> None:
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(access)))


def recall(path: Path) -> DemoAccess:
    return DemoAccess(**json.loads(path.read_text()))


async def _seed(app: FastAPI, clock: Clock) -> DemoAccess:
    present = clock.moment
    database: Database = app.state.database
    world: World = app.state.world
    chance = random.Random(CHANCE)  # noqa: S311, names and figures, nothing secret
    ground = database.transact(lambda session: _lay(session, present, world))
    clock.moment = souk_time(ground.fridays[0] - timedelta(days=2), 9)
    transport = httpx.ASGITransport(app)
    base = "http://localhost/api/v1"
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=base) as phones_api,
        httpx.AsyncClient(transport=transport, base_url=base) as desk_api,
    ):
        desk = Desk(desk_api)
        await desk.sign_in("coach", PASSWORD)
        await desk.upload("/forms", files("rahba.forms.library").joinpath(FORM).read_bytes())
        phones = [
            await _enrol(desk, phones_api, world, ground, n) for n in range(len(ground.animators))
        ]
        traders = settle_traders(ground.walk, chance, world)
        days = DemoDays(ground, desk, phones, traders, clock, chance, PASSWORD)
        await days.play(present)
        return await _let_in(desk, ground)


def _lay(session: Session, present: datetime, world: World) -> DemoGround:
    ground = lay_ground(session, present, world)
    for login in LOGINS:
        person = getattr(ground, login)
        session.add(
            Password(
                market_id=ground.market.id,
                person_id=person.id,
                login=login,
                hash=hasher.hash(PASSWORD),
            )
        )
    return ground


async def _enrol(
    desk: Desk, api: httpx.AsyncClient, world: World, ground: DemoGround, n: int
) -> Phone:
    animator = ground.animators[n]
    invitation = await desk.post("/team/invitations", {"person_id": animator.id})
    return await join(api, world, invitation["code"], f"Demo {n + 1}", ground.market.badge_prefix)


async def _let_in(desk: Desk, ground: DemoGround) -> DemoAccess:
    """A fresh invitation for the first animator and a key, made as a coach makes them."""
    await desk.sign_in("coach", PASSWORD)
    animator = ground.animators[0]
    invitation = await desk.post("/team/invitations", {"person_id": animator.id})
    key: dict[str, Any] = await desk.post(
        "/keys", {"name": "demo", "projection": "pseudonymous", "kinds": []}
    )
    return DemoAccess(list(LOGINS), PASSWORD, invitation["code"], animator.name_latin, key["key"])
