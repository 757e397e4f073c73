"""The real server in the simulation: its routes' own functions over its own database, which can
die on either side of a commit, and come back from a backup."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

from sqlalchemy import event
from sqlmodel import Session, SQLModel
from starlette.requests import Request

import rahba.tables  # noqa: F401  (a backup is of all tables)
from rahba import epoch, opening
from rahba.access.callers import PhoneCaller, ProgramCaller
from rahba.clock import World
from rahba.db import Database
from rahba.errors import Conflict, Gone
from rahba.feed.routes import read_approved_feed
from rahba.meters import Meters
from rahba.review.days import close_day, reopen_day
from rahba.review.decide import OneDecisionBody, UndoBody, decide_entry, undo_review
from rahba.review.locking import lock_day
from rahba.review.merges import merge, undo_merge
from rahba.settings import Settings
from rahba.sync import routes
from rahba.sync.protocol import PushRequest
from rahba.sync.snapshot import current_snapshot
from tests.making import Clock, MadeMarket, make_market

T = TypeVar("T")
Rows = dict[str, list[dict[str, Any]]]
PULL_LIMIT = 4  # small, so that what is new takes several pages


class Killed(Exception):
    """The server's process died."""


class MortalDatabase(Database):
    """Dies at the next commit if told so; counts commits."""

    dies: Literal["before", "after"] | None = None
    commits = 0

    def __init__(self, url: str) -> None:
        super().__init__(url)
        if self.is_sqlite:
            # Nothing here outlives the process; other tests pull the plug for real.
            event.listen(self.writer, "connect", _do_not_wait_for_the_disk)

    def transact(self, work: Callable[[Session], T]) -> T:
        dies, self.dies = self.dies, None

        def then_die(session: Session) -> T:
            result = work(session)
            session.flush()
            if dies == "before":
                raise Killed
            return result

        result = super().transact(then_die)
        self.commits += 1
        if dies == "after":
            raise Killed
        return result


def _do_not_wait_for_the_disk(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@dataclass
class Backup:
    """Everything in the database at one moment."""

    rows: Rows


class Server:
    """Built once for many simulations; each begins with `reset`."""

    def __init__(self, url: str, data_dir: Path) -> None:
        self.clock = Clock()
        self.chance = random.Random(0)
        self.world = World(now=self.clock, random_bytes=self.chance.randbytes)
        self.database = MortalDatabase(url)
        self.meters = Meters()
        self.settings = Settings(data_dir, url, secret=b"a secret of the simulation, 32 by")
        opening.open_epoch(self.database, data_dir, self.world)
        self.market: MadeMarket = make_market(self.database, self.world)
        self.coach = self.market.desk("coach")
        self._new = self.backup()
        self._began = self.clock.moment

    def reset(self) -> None:
        """A souk on which nothing was recorded yet."""
        self.chance.seed(1)
        self.clock.moment = self._began
        self.restore(self._new)

    def current_epoch(self) -> str:
        with self.database.read() as session:
            return epoch.current_epoch(session)

    # What phones and programs ask

    def push(self, caller: PhoneCaller, envelope: dict[str, Any]) -> bytes:
        request = PushRequest.model_validate(envelope)
        answer = routes.push_ops(
            request, caller, self.database, self.settings, self.world, self.meters
        )
        return bytes(answer.body)

    def pull(self, caller: PhoneCaller, cursor: str) -> dict[str, Any] | None:
        """A page; None: the cursor is gone."""
        try:
            answer = routes.pull_changes(
                caller, self.database, self.settings, self.world, cursor, PULL_LIMIT
            )
        except Gone:
            return None
        page: dict[str, Any] = json.loads(bytes(answer.body))
        return page

    def snapshot(self, caller: PhoneCaller) -> dict[str, Any]:
        found = current_snapshot(self.database, caller.market_id, self.settings.secret, self.world)
        document: dict[str, Any] = json.loads(gzip.decompress(found.data))
        return document

    def feed(self, caller: ProgramCaller, cursor: str | None, limit: int) -> dict[str, Any] | None:
        """A page of the approved feed; None: the cursor is gone."""
        request = Request({"type": "http", "headers": []})
        try:
            page = read_approved_feed(
                request, caller, self.database, self.settings, self.world,
                cursor=cursor, limit=limit, kind=None, wanted="json",
            )  # fmt: skip
        except Gone:
            return None
        assert isinstance(page, dict)
        return page

    # What the coach does

    def decide(
        self, entry_id: str, decision: str, rev: int, decision_id: str
    ) -> dict[str, Any] | None:
        """None: it did not count, and nothing changed."""
        body = OneDecisionBody.model_validate(
            {"decision_id": decision_id, "decision": decision, "rev": rev, "reason": "so"}
        )
        try:
            return decide_entry(entry_id, body, self.coach, self.database, self.world)
        except Conflict:
            return None

    def undo(self, review_id: str, decision_id: str) -> bool:
        try:
            undo_review(
                review_id, UndoBody(decision_id=decision_id), self.coach, self.database, self.world
            )
        except Conflict:
            return False
        return True

    def close_day(self, day: date) -> None:
        with suppress(Conflict):  # while it is locked
            close_day(self.database, self.coach, day, self.world)

    def lock_day(self, day: date) -> None:
        with suppress(Conflict):
            self.database.transact(lambda s: lock_day(s, self.coach, day, self.world))

    def reopen_day(self, day: date) -> None:
        with suppress(Conflict):
            self.database.transact(lambda s: reopen_day(s, self.coach, day, "so", self.world))

    def merge(self, from_id: str, to_id: str) -> str | None:
        try:
            alias = self.database.transact(
                lambda session: merge(session, self.coach, from_id, to_id, self.world)
            )
        except Conflict:
            return None
        return alias.id

    def undo_merge(self, alias_id: str) -> None:
        with suppress(Conflict):
            self.database.transact(lambda s: undo_merge(s, self.coach, alias_id, self.world))

    # Disasters

    def backup(self) -> Backup:
        with self.database.read() as session:
            return Backup(
                {
                    table.name: [dict(row._mapping) for row in session.execute(table.select())]
                    for table in SQLModel.metadata.sorted_tables
                }
            )

    def restore(self, backup: Backup) -> None:
        """The database is as it was; nobody tells the server."""

        def replace(session: Session) -> None:
            for table in reversed(SQLModel.metadata.sorted_tables):
                session.execute(table.delete())
            for table in SQLModel.metadata.sorted_tables:
                if backup.rows[table.name]:
                    session.connection().execute(table.insert(), backup.rows[table.name])

        self.database.transact(replace)

    def begin_epoch(self) -> None:
        """The operator says that the database was restored."""
        self.database.transact(lambda session: epoch.begin_epoch(session, self.world))
