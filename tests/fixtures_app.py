"""The whole server over a clean database of either kind, with a small souk in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

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


@pytest.fixture
def market(client: TestClient, database: Database, world: World) -> MadeMarket:
    """The souk of the tests; `client` comes first because it opens the epoch."""
    return make_market(database, world)


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
