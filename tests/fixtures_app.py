"""The whole server over a clean database of either kind, with a small souk in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Engine, event

from rahba.access import sign_in
from rahba.app import create_app
from rahba.clock import World
from rahba.db import Database
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import (
    SECRET,
    Clock,
    MadeMarket,
    MadePhone,
    coach_client,
    join_phone,
    make_market,
)
from tests.recording import Notebook, open_notebook

# Each statement as the driver got it, with its rows.
Inserts: TypeAlias = list[tuple[str, Any]]
LaidSouks: TypeAlias = dict[str, tuple[MadeMarket, Inserts]]


@contextmanager
def inserts_into(engine: Engine) -> Iterator[Inserts]:
    """What comes in meanwhile."""
    seen: Inserts = []

    def keep(_on: Any, _cursor: Any, statement: str, rows: Any, *_more: Any) -> None:
        if statement.startswith("INSERT"):
            seen.append((statement, rows))

    event.listen(engine, "before_cursor_execute", keep)
    yield seen
    event.remove(engine, "before_cursor_execute", keep)


def insert_again(engine: Engine, inserts: Inserts) -> None:
    with engine.begin() as connection:
        for statement, rows in inserts:
            connection.exec_driver_sql(statement, rows)


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """The same argon2 with little work: a sign-in per test would cost more than the tests."""
    careful = sign_in.hasher
    sign_in.hasher = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
    yield
    sign_in.hasher = careful


@pytest.fixture
def clock() -> Clock:
    """`FRIDAY` at half past seven, until the test moves it."""
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(now=clock)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    static_dir = tmp_path / "static"
    static_dir.mkdir()
    return Settings(tmp_path, database_url, secret=SECRET, static_dir=static_dir)


@pytest.fixture
def app(settings: Settings, database: Database, world: World) -> FastAPI:
    return create_app(settings, database, world)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Nobody yet: no cookie, no token."""
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def laid_souks() -> LaidSouks:
    return {}


@pytest.fixture
def market(
    client: TestClient, database: Database, world: World, laid_souks: LaidSouks
) -> MadeMarket:
    """The souk of the tests; `client` comes first because it opens the epoch.

    Laid once on each kind of database: every other test gets the same rows, with the same ids.
    """
    kind = database.writer.dialect.name
    if kind not in laid_souks:
        with inserts_into(database.writer) as inserts:
            laid_souks[kind] = make_market(database, world), inserts
    else:
        insert_again(database.writer, laid_souks[kind][1])
    return deepcopy(laid_souks[kind][0])


@pytest.fixture
def phone(client: TestClient, market: MadeMarket) -> MadePhone:
    """The first animator's phone, joined."""
    return join_phone(client, market)


@pytest.fixture
def notebook(database: Database, world: World, market: MadeMarket) -> Notebook:
    """The first animator's, on a phone of their own."""
    return open_notebook(database, world, market)


@pytest.fixture
def coach(client: TestClient, market: MadeMarket) -> TestClient:
    """The market's coach, signed in at the desk."""
    return coach_client(client, market)
