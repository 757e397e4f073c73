"""What a part measures on: clean migrated databases of one kind, and real servers over them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rahba.clock import World
from rahba.db import Database, upgrade
from rahba.settings import Settings
from tests.e2e.server import RealServer
from tests.postgresql import new_database, running_postgresql

SECRET = "a secret of the bench, worth nothing elsewhere"
WORKERS = {"sqlite": 1, "postgresql": 2}


@dataclass(frozen=True)
class Stage:
    """`kind` is sqlite or postgresql; commits reach the disk on both."""

    kind: str
    folder: Path
    database: Database
    world: World

    @property
    def settings(self) -> Settings:
        """For an app in this process."""
        static = self.folder / "static"
        static.mkdir(exist_ok=True)
        return Settings(self.folder, self.database.url, secret=SECRET.encode(), static_dir=static)


@contextmanager
def stages(kind: str, count: int = 1) -> Iterator[list[Stage]]:
    """`count` stages of their own, gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rahba-bench-")))
        server = (
            stack.enter_context(running_postgresql(durable=True)) if kind == "postgresql" else None
        )
        made = []
        for n in range(count):
            own = folder / str(n)
            own.mkdir()
            url = f"sqlite:///{own / 'rahba.sqlite3'}"
            if server is not None:
                url = stack.enter_context(new_database(server))
            upgrade(url)
            database = Database(url)
            stack.callback(database.dispose)
            made.append(Stage(kind, own, database, World()))
        yield made


@contextmanager
def serving(stage: Stage) -> Iterator[list[str]]:
    """URLs of as many processes as one would run on this kind of database."""
    with ExitStack() as stack:
        urls = []
        for n in range(WORKERS[stage.kind]):
            server = RealServer(
                stage.folder / f"server{n}" if stage.kind == "postgresql" else stage.folder,
                RAHBA_DATABASE_URL=stage.database.url,
                RAHBA_SECRET=SECRET,
            )
            server.start()
            stack.callback(server.stop)
            urls.append(server.url)
        yield urls
