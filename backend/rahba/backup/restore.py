"""Putting a copy in place of the database. A new epoch begins, so that phones push again what the
copy does not hold yet (SPEC L5, BK4)."""

import shutil
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import make_url

from rahba import opening
from rahba.backup.copies import Copy
from rahba.backup.make import BackupFailed, NoTool, make_copy, run_tool, sqlite_file, verify
from rahba.clock import World
from rahba.db import Database, schema_state, with_driver
from rahba.logs import event


class InUse(BackupFailed):
    """Somebody is connected to the database that would be replaced."""


def restore(url: str, data_dir: Path, folder: Path, file: Path, world: World) -> Copy | None:
    """The copy that was made of what stood there before, if anything did.

    Raises `DirectoryTaken` or `InUse` over a running server, and `BackupFailed` for a file that is
    no whole database; then nothing was changed.
    """
    sqlite = with_driver(url).startswith("sqlite")
    verify(file, sqlite=sqlite)
    alone = opening.only_process(data_dir) if sqlite else nullcontext()
    with alone, TemporaryDirectory(dir=data_dir, prefix="restore-") as scratch:
        if not sqlite:
            _refuse_connected(url)
        # Copying what stands there may push the very file out of the folder.
        chosen = Path(shutil.copy(file, scratch))
        before = _copy_what_stands(url, folder, world, sqlite=sqlite)
        put_back(url, chosen)
        database = Database(url)
        try:
            database.upgrade()
            begin_new_epoch(database, data_dir, world)
        finally:
            database.dispose()
    event("restored")
    return before


def begin_new_epoch(database: Database, data_dir: Path, world: World) -> None:
    """Whatever epoch the copy was made in: the file beside may say the very same."""
    epoch = opening.open_epoch(database, data_dir, world)
    opening.notice_restore(database, data_dir, epoch, world)


def put_back(url: str, file: Path) -> None:
    """Replace the database by the copy; nobody may have it open."""
    if not with_driver(url).startswith("sqlite"):
        tidy = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        run_tool("pg_restore", url, *tidy, str(file))
        return
    target = sqlite_file(url)
    beside = target.with_name(target.name + ".restored")
    shutil.copyfile(file, beside)
    # A log of the database before would be played into the copy.
    for left in ("-wal", "-shm"):
        target.with_name(target.name + left).unlink(missing_ok=True)
    beside.replace(target)


def _copy_what_stands(url: str, folder: Path, world: World, *, sqlite: bool) -> Copy | None:
    if sqlite and not sqlite_file(url).exists():
        return None
    if schema_state(url) == "empty":
        return None
    try:
        return make_copy(url, folder, "restore", world.now())
    except NoTool:
        raise
    except BackupFailed:
        if not sqlite:
            raise
        # What stands there may be the very damage that the copy is to mend: it is set aside whole.
        file = sqlite_file(url)
        aside = file.with_name(f"{file.name}.damaged-{world.now():%Y%m%dT%H%M%S}")
        shutil.copyfile(file, aside)
        return Copy(aside, "restore", world.now())


def _refuse_connected(url: str) -> None:
    parts = make_url(url).set(drivername="postgresql")
    with psycopg.connect(parts.render_as_string(hide_password=False)) as connection:
        others = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    if others and others[0]:
        raise InUse("the database is in use: stop every Rahba server first. Nothing was changed.")
