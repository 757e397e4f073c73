"""One life of the database: a restored backup begins a new epoch, and phones push again.

The epoch stands in the database and in a file outside it. A database copied back under the file
disagrees with it, which is how a restore that nobody announced is noticed (SPEC L5).
"""

from pathlib import Path

from sqlmodel import Field, Session, SQLModel, col, select

import rahba.types  # noqa: F401  (first: its naming convention must precede every table)
from rahba.clock import World
from rahba.logs import event

KEY = "epoch"


class ServerMeta(SQLModel, table=True):
    """Facts about this database as a whole."""

    __tablename__ = "server_meta"
    key: str = Field(primary_key=True)
    value: str


# Every push asks: without a mapped object, and built once.
_CURRENT = select(col(ServerMeta.value)).where(col(ServerMeta.key) == KEY)


def current_epoch(session: Session) -> str:
    """The epoch in force; the server does not open before there is one."""
    epoch: str | None = session.connection().scalar(_CURRENT)
    if epoch is None:
        raise LookupError("the database has no epoch: `open_epoch` was not called")
    return epoch


def open_epoch(session: Session, witness: Path, world: World) -> str:
    """Called once at start: the epoch in force, a new one if the file outside disagrees.

    A missing witness file with an epoch in the database is a moved data directory: the database
    alone cannot prove that it is the newest, so that too begins a new epoch.
    """
    row = session.get(ServerMeta, KEY)
    known = witness.read_text().strip() if witness.exists() else None
    if row is not None and row.value == known:
        return row.value
    epoch = begin_epoch(session, world)
    witness.write_text(epoch)
    return epoch


def begin_epoch(session: Session, world: World) -> str:
    epoch = world.new_id()
    session.merge(ServerMeta(key=KEY, value=epoch))
    event("epoch", epoch=epoch)
    return epoch
