"""The database: one way to read, one way to write, the same on SQLite and PostgreSQL.

SQLite runs in WAL with `synchronous=FULL`; a writer takes `BEGIN IMMEDIATE` behind an in-process
lock with a short queue, so a crowd gets `Busy` at once instead of a timeout. Readers use a pool of
their own and never wait for the writer.
"""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import randbelow
from typing import Any, Literal, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from rahba.errors import Busy
from rahba.meters import Writers

log = logging.getLogger("rahba.db")

T = TypeVar("T")
SchemaState = Literal["empty", "behind", "newest", "newer"]

# A team that leaves the souk together fits in; one more is told to come back, at a moment of
# chance. Each waits in a thread of the server's forty, and readers need some.
WRITERS_WAITING = 24
ATTEMPTS = 3
# deadlock_detected, serialization_failure, lock_not_available
TRANSIENT_STATES = {"40P01", "40001", "55P03"}
SQLITE_BUSY_MS = 5_000
# 32 MB. Random ids touch a page of each index per row, so that SQLite's 4 MB would copy the same
# pages back after every other batch.
SQLITE_CHECKPOINT_PAGES = 8_192


class Database:
    """Sessions for one database; sessions are synchronous and belong to one request."""

    def __init__(self, url: str) -> None:
        self.url = with_driver(url)
        self.is_sqlite = self.url.startswith("sqlite")
        if self.is_sqlite:
            self.writer = _sqlite_engine(self.url, begin="BEGIN IMMEDIATE", pool_size=1)
            self.reader = _sqlite_engine(self.url, begin="BEGIN", pool_size=16)
        else:
            self.writer = create_engine(self.url, pool_size=16, max_overflow=24, pool_pre_ping=True)
            # One snapshot for all of a reader's queries, as SQLite's transactions have it.
            self.reader = self.writer.execution_options(isolation_level="REPEATABLE READ")
        self.when_replaced: Callable[[], None] = lambda: None
        self.writers = Writers()
        self._file: tuple[int, int] | None = None  # which one is open, not what it is called
        self._lock = threading.Lock()
        self._queue = threading.BoundedSemaphore(WRITERS_WAITING + 1)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one consistent state and writes nothing."""
        with Session(self.reader, expire_on_commit=False) as session:
            yield session

    def transact(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction and commit it; a transient failure is tried again, twice.

        `work` may run up to three times, so it must do nothing but use its session. Raises `Busy`
        when the queue is full or the last attempt failed transiently: nothing was written.
        """
        if not self.is_sqlite:
            return self._attempt(work)
        if not self._queue.acquire(blocking=False):
            self.writers.refused.add()
            raise Busy("too many writers are waiting", retry_after=1 + randbelow(3))
        try:
            with self.writers.waiting(self._lock):
                self._refuse_replaced()
                done = self._attempt(work)
                # Else the answer would promise what a file that nobody finds again now holds.
                self._refuse_replaced()
                return done
        finally:
            self._queue.release()

    def _refuse_replaced(self) -> None:
        """Raises `Busy` once another file stands in the place of the open one (SPEC BK6)."""
        path = make_url(self.url).database
        if not path or not Path(path).exists():
            found = None
        else:
            status = Path(path).stat()
            found = (status.st_dev, status.st_ino)
        if self._file is None:
            self._file = found
        if found != self._file:
            log.critical("the database file was replaced under this server: start Rahba again")
            self.when_replaced()
            raise Busy(
                "the database was replaced, the server must be started again", retry_after=60
            )

    def _attempt(self, work: Callable[[Session], T]) -> T:
        for _ in range(ATTEMPTS):
            try:
                # What `work` returns is read after the commit, so nothing may expire with it.
                with Session(self.writer, expire_on_commit=False) as session, session.begin():
                    return work(session)
            except OperationalError as error:
                if not _is_transient(error):
                    raise
                self.writers.again.add()
        self.writers.refused.add()
        raise Busy("the database kept refusing, nothing was written", retry_after=2)

    def upgrade(self) -> None:
        """Bring the schema to the newest migration; safe to run again."""
        upgrade(self.url)

    def dispose(self) -> None:
        self.writer.dispose()
        self.reader.dispose()
        self._file = None


def upgrade(url: str, revision: str = "head") -> None:
    command.upgrade(alembic_config(url), revision)


def schema_state(url: str) -> SchemaState:
    """Where the database stands against this release; `newer` was made by a later one."""
    script = ScriptDirectory.from_config(alembic_config(url))
    engine = create_engine(with_driver(url), poolclass=NullPool)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        return "empty"
    if current not in {revision.revision for revision in script.walk_revisions()}:
        return "newer"
    return "newest" if current == script.get_current_head() else "behind"


def alembic_config(url: str) -> Config:
    """Alembic's settings for `url`, with the migrations of this package or of its checkout."""
    package = Path(__file__).parent / "migrations"
    checkout = Path(__file__).parents[2] / "migrations"
    config = Config()
    config.set_main_option("script_location", str(package if package.exists() else checkout))
    config.set_main_option("sqlalchemy.url", with_driver(url).replace("%", "%%"))
    return config


def with_driver(url: str) -> str:
    """The URL with the driver that we ship; `postgresql://` alone would ask for psycopg 2."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


_DECODER = json.JSONDecoder()


def _read_json(text: str) -> Any:
    """As `json.loads` reads what we wrote ourselves: without a space to look for around it."""
    return _DECODER.raw_decode(text)[0]


def _is_transient(error: OperationalError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state in TRANSIENT_STATES or "database is locked" in str(error.orig)


def _sqlite_engine(url: str, *, begin: str, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0 if pool_size == 1 else 24,
        connect_args={"isolation_level": None, "check_same_thread": False},
        json_deserializer=_read_json,
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint={SQLITE_CHECKPOINT_PAGES}")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_MS}")

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Any) -> None:
        # pysqlite would open a deferred transaction at the first write: too late for a writer.
        connection.exec_driver_sql(begin)

    return engine
