"""What must hold while the server answers: one process on an SQLite file, one epoch in force."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlmodel import Session

from rahba import epoch
from rahba.clock import World
from rahba.db import Database
from rahba.file_lock import Held, hold, try_hold


class DirectoryTaken(Exception):
    """Another process has this data directory; its writer lock lives in its memory."""


@contextmanager
def only_process(data_dir: Path) -> Iterator[None]:
    """Hold the data directory. Raises `DirectoryTaken` at once if somebody else does.

    The kernel lets go of the lock when the process dies, however it dies.
    """
    with ExitStack() as held:
        try:
            held.enter_context(try_hold(data_dir / "process.lock"))
        except Held:
            raise DirectoryTaken(
                f"{data_dir} is in use by another Rahba process. SQLite takes one process only: "
                "stop the other one, choose another RAHBA_DATA_DIR, or set RAHBA_DATABASE_URL to "
                "a PostgreSQL database to run several."
            ) from None
        yield


def open_epoch(database: Database, data_dir: Path, world: World) -> str:
    """The epoch in force; processes that start together take turns, and agree."""
    with hold(data_dir / "epoch.lock"):
        witness = data_dir / "epoch"
        return database.transact(lambda session: epoch.open_epoch(session, witness, world))


def distrust(data_dir: Path) -> None:
    """Whatever database is opened next begins a new epoch, even one of the epoch in force."""
    (data_dir / "epoch").unlink(missing_ok=True)


def notice_restore(database: Database, data_dir: Path, seen: str, world: World) -> None:
    """Begin a new epoch, unless somebody did since epoch `seen`.

    Called when a caller proves to know more than the database does: a signed cursor from beyond its
    last number. Then an older copy was put in place without the file beside it noticing.
    """
    with hold(data_dir / "epoch.lock"):
        begun = database.transact(lambda session: _begin_unless_begun(session, seen, world))
        if begun is not None:
            (data_dir / "epoch").write_text(begun)


def _begin_unless_begun(session: Session, seen: str, world: World) -> str | None:
    if epoch.current_epoch(session) != seen:
        return None
    return epoch.begin_epoch(session, world)
