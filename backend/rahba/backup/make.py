"""One copy of the database while it is in use, proved to open before it counts."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from rahba.backup.copies import Copy, forget_old, name_of
from rahba.db import with_driver
from rahba.logs import event

SQLITE_SUFFIX, POSTGRESQL_SUFFIX = "sqlite3", "dump"


class BackupFailed(Exception):
    """No copy was made, or it did not open; the sentence says why. The database was not touched."""


class NoTool(BackupFailed):
    """PostgreSQL is copied and put back by its own programs, which this machine lacks."""


def make_copy(url: str, folder: Path, why: str, now: datetime) -> Copy:
    """A verified copy in `folder`, readable by nobody else; old ones beyond their number go.

    Raises `BackupFailed`. A copy that is half written never bears a copy's name.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sqlite = with_driver(url).startswith("sqlite")
    target = folder / name_of(why, now, SQLITE_SUFFIX if sqlite else POSTGRESQL_SUFFIX)
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.touch(mode=0o600)
        if sqlite:
            _copy_sqlite(sqlite_file(url), unfinished)
        else:
            run_tool("pg_dump", url, "--format=custom", "--no-owner", f"--file={unfinished}")
        verify(unfinished, sqlite=sqlite)
        _to_disk(unfinished)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(f"the copy could not be made: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    forget_old(folder)
    event("backup", why=why, bytes=target.stat().st_size)
    return Copy(target, why, now)


def sqlite_file(url: str) -> Path:
    """The file behind an SQLite URL."""
    database = make_url(url).database
    if not database:
        raise BackupFailed("a database in memory cannot be copied")
    return Path(database)


def verify(path: Path, *, sqlite: bool) -> None:
    """Raises `BackupFailed` unless `path` is a whole Rahba database."""
    if not sqlite:
        run_tool("pg_restore", None, "--list", str(path))
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            [(found,)] = copy.execute("PRAGMA integrity_check(1)").fetchall()
            versions = copy.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error as error:
        raise BackupFailed(f"{path.name} is not a whole Rahba database: {error}") from error
    if found != "ok" or len(versions) != 1:
        raise BackupFailed(f"{path.name} is damaged: {found}")


def run_tool(tool: str, url: str | None, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs. The password goes by the environment, where the list
    of processes does not show it."""
    program = shutil.which(tool)
    if program is None:
        raise NoTool(f"{tool} is not installed: take the package postgresql-client")
    environ = dict(os.environ)
    at: list[str] = []
    if url is not None:
        parts = make_url(url).set(drivername="postgresql")
        if parts.password:
            environ["PGPASSWORD"] = str(parts.password)
        shown = parts._replace(password=None).render_as_string(hide_password=False)
        at = [f"--dbname={shown}"]
    ran = subprocess.run(  # noqa: S603, the program is PostgreSQL's, its words are ours
        [program, *at, *arguments], env=environ, capture_output=True, text=True, check=False
    )
    if ran.returncode != 0:
        raise BackupFailed(f"{tool}: {ran.stderr.strip()[-800:]}")


def _copy_sqlite(source: Path, target: Path) -> None:
    """By SQLite's own way of copying a file that is written to meanwhile."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        # One file, complete in itself: a copy in WAL mode would leave two more beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
