"""The demo souk that `make run` serves: what it holds, how it came in, what another start brings.

It is filled once, at half past midnight in Morocco: in UTC it is still the day before. Where a test
changes it, it has a copy.
"""

from __future__ import annotations

import fcntl
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, func, select

from rahba.access.tables import Membership
from rahba.app import create_app
from rahba.catalog.tables import Rahba, SoukDay, Stall, Trader
from rahba.cli import open_demo
from rahba.clock import World
from rahba.db import Database
from rahba.demo.seed import DemoAccess
from rahba.entries.tables import Entry, EntryRevision, OpReceipt, Review
from rahba.journal import Change
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import Clock

AFTER_MIDNIGHT = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
TODAY = date(2026, 11, 26)  # a Thursday in Morocco
FRIDAYS = [date(2026, 10, 2) + timedelta(weeks=n) for n in range(8)]


class FilledDemo:
    """A demo as an operator has one; each start is that of `make run`, short of serving."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = Clock(AFTER_MIDNIGHT)
        self.first = self.start()

    def start(self, *, days_later: int = 0) -> DemoAccess:
        self.clock.moment = AFTER_MIDNIGHT + timedelta(days=days_later)
        return open_demo(self.settings, World(now=self.clock))

    def read(self, query: Any) -> list[Any]:
        database = Database(self.settings.database_url)
        try:
            with database.read() as session:
                return list(session.exec(query))
        finally:
            database.dispose()

    def count(self, table: Any) -> int:
        (found,) = self.read(select(func.count()).select_from(table))
        return int(found)

    def status_on(self, day: date) -> str | None:
        return next(iter(self.read(select(SoukDay.status).where(SoukDay.date == day))), None)

    @contextmanager
    def desk(self) -> Iterator[TestClient]:
        """Signed in as the coach, as the start prints it."""
        sign_in = {"login": "coach", "password": self.first.password}
        with self._serving(headers={"X-Rahba": "1"}) as client:
            assert client.post("/api/v1/desk/login", json=sign_in).is_success
            yield client

    def _serving(self, **options: Any) -> TestClient:
        return TestClient(create_app(self.settings, world=World(now=self.clock)), **options)

    def join(self, code: str) -> int:
        """What the server answers to a phone that joins with this code."""
        phone = {"code": code, "join_key": World().new_token(), "device": {"name": "A", "app": "1"}}
        with self._serving() as client:
            return int(client.post("/api/v1/join", json=phone).status_code)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> FilledDemo:
    """Filled by the worker that comes first; every worker reads a copy of its own."""
    run = tmp_path_factory.getbasetemp()
    directory = (run if worker_id == "master" else run.parent) / "demo"
    directory.mkdir(exist_ok=True)
    with (directory / "filling.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return copied(FilledDemo(settings_in(directory)), tmp_path_factory.mktemp("demo"))


@pytest.fixture
def demo(filled: FilledDemo, tmp_path: Path) -> FilledDemo:
    """A copy of the filled demo, for a test that changes it."""
    return copied(filled, tmp_path)


def copied(demo: FilledDemo, directory: Path) -> FilledDemo:
    for file in demo.settings.data_dir.iterdir():
        shutil.copy(file, directory)
    return FilledDemo(settings_in(directory))


def settings_in(directory: Path) -> Settings:
    url = f"sqlite:///{directory / 'rahba.sqlite3'}"
    return Settings(directory, url, secret=b"x" * 32, static_dir=directory, demo=True)


def test_the_demo_is_a_souk_of_its_promised_size(filled: FilledDemo) -> None:
    assert (filled.count(Stall), filled.count(Rahba), filled.count(Trader)) == (1500, 11, 1503)
    known = filled.read(select(Trader).where(Trader.state == "approved"))
    assert len(known) == 1500
    assert all(trader.name_ar and trader.name_latin for trader in known)
    roles = Counter(filled.read(select(Membership.role)))
    assert roles == {"animator": 18, "coach": 1, "official": 1, "admin": 1}


def test_CL3_its_days_are_those_of_the_souk_and_not_of_utc(filled: FilledDemo) -> None:
    held = filled.read(select(SoukDay).where(SoukDay.status == "held"))
    assert sorted(day.date for day in held) == [*FRIDAYS, TODAY]


def test_its_entries_stand_in_every_state_and_today_has_begun(filled: FilledDemo) -> None:
    states = set(filled.read(select(Entry.state).distinct()))
    assert states == {"received", "returned", "approved", "rejected", "cancelled"}
    assert set(marks_by_day(filled)) == {*FRIDAYS, TODAY}
    deciders = {by.split(":")[0] for by in filled.read(select(Entry.decided_by).distinct()) if by}
    assert deciders == {"policy", "person"}


def test_I11_every_entry_of_the_demo_came_by_push_and_was_decided_by_review(
    filled: FilledDemo,
) -> None:
    revisions = filled.read(select(EntryRevision.op_id))
    received = filled.read(select(OpReceipt.op_id))
    assert len(revisions) > 10_000
    assert Counter(revisions) == Counter(received)
    decided = set(filled.read(select(Entry.id).where(col(Entry.decided_by).is_not(None))))
    assert decided <= set(filled.read(select(Review.entry_id)))


def test_another_start_on_the_same_day_changes_nothing(demo: FilledDemo) -> None:
    assert demo.start() == demo.first
    assert demo.join(demo.first.invitation) == 200


def test_a_start_on_a_later_day_is_a_souk_day_with_a_way_in(
    demo: FilledDemo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is asked for: there is nobody at the keyboard."""
    monkeypatch.setattr("builtins.input", lambda *_: pytest.fail("it asked"))
    before = marks_by_day(demo)
    later = TODAY + timedelta(days=9)  # a Saturday; the invitation has run out
    access = demo.start(days_later=9)
    assert demo.status_on(later) == "held"
    assert demo.join(demo.first.invitation) == 410
    assert demo.join(access.invitation) == 200
    assert replace(access, invitation="") == replace(demo.first, invitation="")
    assert marks_by_day(demo) == before
    assert demo.status_on(TODAY + timedelta(days=1)) == "planned"


def test_a_start_after_somebody_joined_prints_another_invitation(demo: FilledDemo) -> None:
    assert demo.join(demo.first.invitation) == 200
    access = demo.start()
    assert access.invitation != demo.first.invitation
    assert demo.start() == access
    assert demo.join(access.invitation) == 200


def test_CA6_a_phone_hears_that_the_souk_is_held_today(demo: FilledDemo) -> None:
    demo.start(days_later=2)
    held = demo.read(select(SoukDay.id).where(SoukDay.date == TODAY + timedelta(days=2)))
    assert set(held) <= set(demo.read(select(Change.subject_id).where(Change.type == "souk_day")))


def test_a_planned_friday_that_was_cancelled_is_held_all_the_same(demo: FilledDemo) -> None:
    with demo.desk() as coach:
        path = f"/api/v1/calendar/days/{TODAY + timedelta(days=1)}/cancel"
        assert coach.post(path, json={"reason": "weather"}).is_success
    demo.start(days_later=1)
    assert demo.status_on(TODAY + timedelta(days=1)) == "held"


def marks_by_day(demo: FilledDemo) -> dict[date, int]:
    query = select(col(Entry.souk_date), func.count()).where(Entry.kind == "presence")
    return dict(demo.read(query.group_by(col(Entry.souk_date))))
