"""One copy a night, made by the server itself, so that nobody has to remember (SPEC BK1)."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import select

from rahba.backup.copies import newest
from rahba.backup.make import BackupFailed, NoTool, make_copy
from rahba.db import Database
from rahba.file_lock import Held, try_hold
from rahba.market import Market

log = logging.getLogger("rahba.backup")

AT_HOUR = 2  # of the machine's own clock
LOOK_EVERY_S = 900


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether two in the morning has passed since the last copy; a machine that slept then makes
    up for it when it wakes. `now` is in the machine's own zone."""
    night = now.replace(hour=AT_HOUR, minute=0, second=0, microsecond=0)
    if night > now:
        night -= timedelta(days=1)
    return last is None or last < night


def copy_if_due(database: Database, folder: Path, now: datetime) -> bool:
    """Make tonight's copy unless it is there, or nothing is worth one yet."""
    last = newest(folder)
    if not is_due(last.at if last else None, now) or _is_empty(database):
        return False
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with try_hold(folder / "backup.lock"):  # of several workers, one
            make_copy(database.url, folder, "nightly", now)
    except Held:
        return False
    return True


@contextmanager
def nightly(database: Database, folder: Path, clock: Callable[[], datetime]) -> Iterator[None]:
    """While this is open, a thread makes the copies. One that fails is tried again and logged; the
    age that the desk shows grows meanwhile."""
    stopped = threading.Event()

    def work() -> None:
        said = False
        while True:
            try:
                copy_if_due(database, folder, clock().astimezone())
            except NoTool as missing:
                if not said:
                    log.warning("no backup by this server: %s", missing)
                said = True
            except BackupFailed as failure:
                log.error("no backup: %s", failure)  # noqa: TRY400, its sentence says it all
            except Exception:
                log.exception("no backup")
            if stopped.wait(LOOK_EVERY_S):
                return

    thread = threading.Thread(target=work, name="backup", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(timeout=30)


def _is_empty(database: Database) -> bool:
    with database.read() as session:
        return session.exec(select(Market.id).limit(1)).first() is None
