"""A client of each sort of caller, by its letter in the matrix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session

from rahba.access.sign_in import set_password
from rahba.clock import World
from rahba.db import Database
from tests.access.matrix import DESK
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    PASSWORD,
    MadeMarket,
    add_person,
    api_key,
    desk_client,
    join_phone,
    revoke_phone,
)
from tests.newcoming import begin

ROLES = {"C": "coach", "D": "deputy", "O": "official", "M": "admin"}
KEYS = {"f": "aggregates", "p": "pseudonymous", "n": "pii"}

Open = Callable[[str], TestClient]


def open_callers(client: TestClient, database: Database, market: MadeMarket, world: World) -> Open:
    _hire_deputy(database, market, world)
    out = join_phone(client, market, market.animators[1])
    revoke_phone(database, market, out, world)
    headers = {
        "N": {},
        "A": join_phone(client, market).headers,
        "R": out.headers,
        "W": _stranger(client, database, market, world),
        **{letter: api_key(database, market, world, projection=p) for letter, p in KEYS.items()},
    }

    def as_caller(letter: str) -> TestClient:
        if letter in DESK:
            return desk_client(client, market, ROLES[letter])
        caller = client.beside(raise_server_exceptions=False)
        caller.headers.update(headers[letter])
        return caller

    return as_caller


def _stranger(
    client: TestClient, database: Database, market: MadeMarket, world: World
) -> dict[str, str]:
    new = begin(client, market, database, world)
    assert new.come_in().json() == {"state": "waiting"}
    return new.headers


def _hire_deputy(database: Database, market: MadeMarket, world: World) -> None:
    def hire(session: Session) -> None:
        until = FRIDAY + timedelta(days=9)
        person = add_person(session, market.id, "deputy", world, starts_on=FRIDAY, ends_on=until)
        session.flush()
        set_password(session, market.id, person, f"deputy.{market.code}", PASSWORD)

    database.transact(hire)
