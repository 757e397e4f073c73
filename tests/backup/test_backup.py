"""Copies that open: each night, before an upgrade, put back, moved (SPEC BK)."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlmodel import Session, select

from rahba import db
from rahba.app import create_app
from rahba.backup.copies import copies_in, newest
from rahba.backup.make import BackupFailed, NoTool, make_copy, verify
from rahba.backup.nightly import copy_if_due, is_due
from rahba.backup.restore import InUse, restore
from rahba.backup.upgrade import UpgradeFailed, upgrade_with_copy
from rahba.clock import World
from rahba.db import Database, alembic_config, schema_state
from rahba.epoch import current_epoch
from rahba.market import Market
from rahba.opening import DirectoryTaken, only_process, open_epoch
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import MORNING, Clock, coach_client, join_phone, make_market

DAY = timedelta(days=1)


pytestmark = pytest.mark.usefixtures("postgresql_tools")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def open_with_souk(database: Database, data_dir: Path, world: World) -> str:
    """A souk in an opened database; the epoch in force."""
    epoch = open_epoch(database, data_dir, world)
    make_market(database, world)
    return epoch


def rename(database: Database, code: str) -> None:
    def work(session: Session) -> None:
        session.exec(select(Market)).one().code = code

    database.transact(work)


def code_in(url: str) -> str:
    database = Database(url)
    with database.read() as session:
        code = session.exec(select(Market.code)).one()
    database.dispose()
    return code


def test_BK1_a_copy_is_made_while_somebody_writes_and_holds_what_was_committed(
    database: Database, tmp_path: Path, folder: Path, world: World
) -> None:
    open_with_souk(database, tmp_path, world)
    with Session(database.writer) as session, session.begin():
        session.exec(select(Market)).one().code = "half-done"
        session.flush()
        made = make_copy(database.url, folder, "asked", MORNING)
    assert made.path.stat().st_mode & 0o077 == 0
    assert [copy.path for copy in copies_in(folder)] == [made.path]
    assert not list(folder.glob("*.part"))
    database.dispose()
    restore(database.url, tmp_path, folder, made.path, world)
    assert code_in(database.url) == "guisser"


def test_BK1_a_damaged_copy_never_counts(database: Database, folder: Path) -> None:
    made = make_copy(database.url, folder, "asked", MORNING)
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupFailed):
        verify(made.path, sqlite=database.is_sqlite)
    made.path.write_text("no database at all")
    with pytest.raises(BackupFailed):
        verify(made.path, sqlite=database.is_sqlite)


def test_BK1_a_failed_copy_leaves_nothing_that_looks_like_one(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("rahba.backup.make.verify", full)
    with pytest.raises(BackupFailed, match="No space left"):
        make_copy(database.url, folder, "nightly", MORNING)
    assert list(folder.iterdir()) == []


def test_BK1_postgresql_without_its_tools_is_said_and_not_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoTool, match="postgresql-client"):
        make_copy("postgresql://rahba@database/rahba", folder, "nightly", MORNING)
    assert newest(folder) is None


def test_BK2_fourteen_nights_are_kept_and_upgrades_do_not_push_them_out(
    database: Database, tmp_path: Path, folder: Path, world: World
) -> None:
    open_with_souk(database, tmp_path, world)
    for night in range(16):
        assert copy_if_due(database, folder, MORNING + timedelta(days=night))
    for minute in range(5):
        make_copy(database.url, folder, "upgrade", MORNING + timedelta(days=20, minutes=minute))
    kept = [copy.why for copy in copies_in(folder)]
    assert (kept.count("nightly"), kept.count("upgrade")) == (14, 3)
    oldest = min(copy.at for copy in copies_in(folder))
    assert oldest == MORNING + timedelta(days=2)


def test_BK1_an_empty_server_makes_no_copies(database: Database, folder: Path) -> None:
    assert not copy_if_due(database, folder, MORNING)
    assert newest(folder) is None


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, "2026-11-27T09:00", True),
        ("2026-11-26T02:01", "2026-11-27T01:59", False),
        ("2026-11-26T02:01", "2026-11-27T02:00", True),
        ("2026-11-27T02:05", "2026-11-27T23:00", False),
        ("2026-11-20T02:05", "2026-11-27T12:00", True),  # a machine that was off for a week
    ],
)
def test_BK1_a_copy_is_due_once_two_in_the_morning_has_passed(
    last: str | None, now: str, *, due: bool
) -> None:
    at = datetime.fromisoformat(f"{last}+00:00") if last else None
    assert is_due(at, datetime.fromisoformat(f"{now}+00:00")) is due


def test_BK1_the_server_makes_its_copy_by_itself_and_says_how_old_it_is(
    settings: Settings, database: Database, folder: Path, clock: Clock
) -> None:
    world = World(now=clock)
    open_with_souk(database, settings.data_dir, world)
    kept = Settings(**{**settings.__dict__, "backup_dir": folder})
    with TestClient(create_app(kept, database, world)) as client:
        for _ in range(200):
            said = client.get("/api/v1/health").json()["last_backup_at"]
            if said:
                break
    assert said == "2026-11-27T07:30:00Z"


def downgraded(database: Database) -> str:
    """As the release before left it; the revision."""
    database.dispose()
    command.downgrade(alembic_config(database.url), "-1")
    assert schema_state(database.url) == "behind"
    return code_in(database.url)


def test_BK3_an_upgrade_copies_first(
    database: Database, tmp_path: Path, folder: Path, world: World
) -> None:
    open_with_souk(database, tmp_path, world)
    downgraded(database)
    said: list[str] = []
    upgrade_with_copy(database.url, folder, MORNING, said.append)
    assert schema_state(database.url) == "newest"
    assert [copy.why for copy in copies_in(folder)] == ["upgrade"]
    assert "copied before the upgrade" in said[0]
    upgrade_with_copy(database.url, folder, MORNING, said.append)
    assert len(said) == 1


def test_BK3_a_failed_upgrade_goes_back_to_what_was(
    database: Database, tmp_path: Path, folder: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    epoch = open_with_souk(database, tmp_path, world)
    downgraded(database)

    def half(url: str) -> None:
        spoiled = Database(url)
        rename(spoiled, "spoiled") if spoiled.is_sqlite else None
        spoiled.dispose()
        raise RuntimeError("column address already exists")

    monkeypatch.setattr("rahba.backup.upgrade.upgrade", half)
    with pytest.raises(UpgradeFailed, match="as it was before: column address already exists"):
        upgrade_with_copy(database.url, folder, MORNING, lambda _: None)
    assert (schema_state(database.url), code_in(database.url)) == ("behind", "guisser")
    monkeypatch.undo()
    db.upgrade(database.url)
    reopened = Database(database.url)
    assert open_epoch(reopened, tmp_path, world) == epoch  # nothing was lost: the same life goes on
    reopened.dispose()


def test_BK3_a_migration_that_raises_halfway_leaves_no_trace(
    database: Database, tmp_path: Path, folder: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_with_souk(database, tmp_path, world)
    database.dispose()
    scripts = tmp_path / "migrations"
    shutil.copytree(alembic_config("sqlite://").get_main_option("script_location") or "", scripts)
    (scripts / "versions" / "2027-01-01-0000_break.py").write_text(
        "from alembic import op\n"
        "revision, branch_labels, depends_on = '202701010000', None, None\n"
        f"down_revision = '{head()}'\n"
        "def upgrade():\n"
        "    op.execute('CREATE TABLE half_done (id INTEGER)')\n"
        "    op.execute(\"UPDATE market SET code = 'half-done'\")\n"
        "    raise RuntimeError('the disk said no')\n"
    )

    def broken(url: str) -> object:
        config = alembic_config(url)
        config.set_main_option("script_location", str(scripts))
        return config

    monkeypatch.setattr(db, "alembic_config", broken)
    with pytest.raises(UpgradeFailed, match="the disk said no"):
        upgrade_with_copy(database.url, folder, MORNING, lambda _: None)
    monkeypatch.undo()
    assert (schema_state(database.url), code_in(database.url)) == ("newest", "guisser")


def head() -> str:
    from alembic.script import ScriptDirectory

    found = ScriptDirectory.from_config(alembic_config("sqlite://")).get_current_head()
    assert found is not None
    return found


def test_BK3_a_database_of_a_newer_release_is_left_alone(database: Database, folder: Path) -> None:
    with database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '209901010000'")
    database.dispose()
    with pytest.raises(UpgradeFailed, match="newer Rahba"):
        upgrade_with_copy(database.url, folder, MORNING, lambda _: None)
    assert newest(folder) is None


def test_BK4_a_restore_brings_the_copy_back_and_begins_a_new_epoch(
    database: Database, tmp_path: Path, folder: Path, world: World
) -> None:
    epoch = open_with_souk(database, tmp_path, world)
    made = make_copy(database.url, folder, "asked", MORNING)
    rename(database, "later")
    database.dispose()
    before = restore(database.url, tmp_path, folder, made.path, world)
    assert code_in(database.url) == "guisser"
    reopened = Database(database.url)
    with reopened.read() as session:
        begun = current_epoch(session)
    assert begun != epoch
    assert open_epoch(reopened, tmp_path, world) == begun
    reopened.dispose()
    assert before is not None
    for _ in range(3):  # as many as are kept: the one that is wanted is the oldest
        make_copy(database.url, folder, "restore", world.now() + timedelta(seconds=1))
    restore(database.url, tmp_path, folder, before.path, World(now=lambda: MORNING + DAY))
    assert code_in(database.url) == "later"


def test_BK4_nothing_is_restored_over_a_running_server(
    database: Database, tmp_path: Path, folder: Path, world: World
) -> None:
    open_with_souk(database, tmp_path, world)
    made = make_copy(database.url, folder, "asked", MORNING)
    rename(database, "later")
    if database.is_sqlite:
        with only_process(tmp_path), pytest.raises(DirectoryTaken):
            restore(database.url, tmp_path, folder, made.path, world)
    else:
        with database.writer.connect(), pytest.raises(InUse):
            restore(database.url, tmp_path, folder, made.path, world)
    assert code_in(database.url) == "later"


def test_BK4_what_is_no_copy_is_refused_and_nothing_changes(
    database: Database, tmp_path: Path, folder: Path, world: World
) -> None:
    open_with_souk(database, tmp_path, world)
    database.dispose()
    other = tmp_path / "other.sqlite3"
    with sqlite3.connect(other) as stranger:
        stranger.execute("CREATE TABLE photos (id INTEGER)")
    with pytest.raises(BackupFailed):
        restore(database.url, tmp_path, folder, other, world)
    assert code_in(database.url) == "guisser"
    assert newest(folder) is None


def test_BK4_a_souk_moves_to_another_machine_by_its_copy_and_its_phones_go_on(
    settings: Settings, database: Database, tmp_path: Path, folder: Path, clock: Clock
) -> None:
    world = World(now=clock)
    with TestClient(create_app(settings, database, world)) as client:
        market = make_market(database, world)
        phone = join_phone(client, market)
        old_epoch = client.get("/api/v1/health").json()["epoch"]
    made = make_copy(database.url, folder, "asked", MORNING)
    elsewhere = tmp_path / "another machine"
    elsewhere.mkdir()
    url = database.url if not database.is_sqlite else f"sqlite:///{elsewhere / 'rahba.sqlite3'}"
    database.dispose()
    restore(url, elsewhere, elsewhere / "backups", made.path, world)
    moved = Settings(elsewhere, url, secret=settings.secret, static_dir=settings.static_dir)
    with TestClient(create_app(moved, world=world), "https://souk2.example.ma") as client:
        assert client.get("/api/v1/health").json()["epoch"] != old_epoch
        assert client.get("/api/v1/sync/pull", headers=phone.headers).status_code == 200
        assert coach_client(client, market).get("/api/v1/team").status_code == 200
