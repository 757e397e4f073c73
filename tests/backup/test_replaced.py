"""BK6: a copy put in the place of the SQLite file while the server has it open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rahba.app import create_app
from rahba.backup.make import make_copy
from rahba.clock import World
from rahba.db import Database
from rahba.errors import Busy
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import MORNING, join_phone, make_market
from tests.recording import open_notebook


@pytest.fixture
def served(tmp_path: Path, sqlite_template: Path) -> Settings:
    file = tmp_path / "rahba.sqlite3"
    shutil.copyfile(sqlite_template, file)
    return Settings(tmp_path, f"sqlite:///{file}", secret=b"x" * 32, static_dir=tmp_path)


def put_in_place(copy: Path, settings: Settings) -> None:
    beside = settings.data_dir / "copied"
    shutil.copyfile(copy, beside)
    beside.replace(settings.data_dir / "rahba.sqlite3")


def test_BK6_nothing_is_taken_into_a_file_that_was_replaced_and_a_new_epoch_begins_after(
    served: Settings, tmp_path: Path, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database(served.database_url)
    with TestClient(create_app(served, database, world), raise_server_exceptions=False) as client:
        market = make_market(database, world)
        join_phone(client, market)
        notebook = open_notebook(database, world, market)
        epoch = client.get("/api/v1/health").json()["epoch"]
        copy = make_copy(database.url, tmp_path / "backups", "asked", MORNING).path
        put_in_place(copy, served)
        mark = notebook.mark(market.stalls["grains"][0])
        with pytest.raises(Busy):
            notebook.push(mark)
        assert "was replaced under this server" in caplog.text
    with TestClient(create_app(served, world=world)) as client:
        assert client.get("/api/v1/health").json()["epoch"] != epoch


def test_BK6_a_write_during_which_the_file_was_replaced_is_not_acknowledged(
    served: Settings, tmp_path: Path, world: World
) -> None:
    database = Database(served.database_url)
    make_market(database, world)
    copy = make_copy(database.url, tmp_path / "backups", "asked", MORNING).path
    with pytest.raises(Busy):
        database.transact(lambda _session: put_in_place(copy, served))
    database.dispose()
