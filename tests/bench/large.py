"""The feed and the desk over years of entries: 10,000 in one market, 100,000 in another and 900,000
in a third, in one database."""

from __future__ import annotations

import itertools
import statistics
import time
import tracemalloc
from collections.abc import Iterator

from sqlalchemy import select

from rahba.access.callers import ProgramCaller
from rahba.app import create_app
from rahba.entries.lenses import lens_for
from rahba.entries.store import ENTRY
from rahba.epoch import begin_epoch
from rahba.feed import routes as feed
from rahba.feed.read import read_page
from tests.bench.archive import archive
from tests.bench.clock import p95_ms
from tests.bench.figure import Figure
from tests.bench.ground import Ground, lay_ground, settle_traders
from tests.bench.stage import Stage, stages
from tests.client import TestClient
from tests.making import coach_client

FEW, DESK, MANY = 10_000, 100_000, 900_000
WEEKS = 52
PAGE, PAGES = 1_000, 25
TRADERS = 1_500
RATIO, RATE, MEMORY, ANSWER = 1.3, 50_000, 16, 300  # ×, rows/s, MB, ms


def figures(kind: str) -> Iterator[Figure]:
    with stages(kind) as (stage,):
        stage.database.transact(lambda session: begin_epoch(session, stage.world))
        few, desk, many = (
            _market(stage, code, count)
            for code, count in (("settat", FEW), ("guisser", DESK), ("berrechid", MANY))
        )
        yield from _feed(stage, few, desk, many)
        yield from _desk(stage, few, desk)


def _market(stage: Stage, code: str, entries: int) -> Ground:
    ground = lay_ground(stage.database, stage.world, code, weeks=WEEKS)
    settle_traders(stage.database, stage.world, ground, TRADERS)
    archive(stage.database, ground, entries)
    return ground


def _feed(stage: Stage, few: Ground, desk: Ground, many: Ground) -> Iterator[Figure]:
    among_few, among_many = (_page_ms(stage, few, FEW), _page_ms(stage, many, MANY))
    yield Figure(f"feed, a page of {PAGE:,} among {MANY:,} rows", among_many, "ms")
    what = f"feed, that page ÷ one among {FEW:,} rows"
    yield Figure(what, among_many / among_few, "×", RATIO)
    began = time.perf_counter()
    rows = _stream(stage, desk)
    seconds = time.perf_counter() - began
    yield Figure("feed, streamed as NDJSON", rows / seconds, "rows/s", RATE, at_least=True)
    tracemalloc.start()
    _stream(stage, desk)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    yield Figure(f"feed, most memory while {rows:,} rows stream", peak, "MB", MEMORY)


def _program(ground: Ground) -> ProgramCaller:
    return ProgramCaller(ground.market.id, ground.market.id, "pseudonymous", frozenset(), None)


def _page_ms(stage: Stage, ground: Ground, entries: int) -> float:
    """The median of pages from all over the log: neither the oldest nor a cached one counts."""
    caller, taken = _program(ground), []
    with stage.database.read() as session:
        lens = lens_for(session, caller, stage.settings.secret)
        for n in range(PAGES):
            began = time.perf_counter()
            page = read_page(session, caller, lens, n * entries // (PAGES + 3), PAGE, None)
            taken.append(time.perf_counter() - began)
            assert len(page.rows) >= PAGE * 0.7  # the last of a small log
    return statistics.median(taken) * 1000


def _stream(stage: Stage, ground: Ground) -> int:
    """The route's own lines, to the end; how many rows they were."""
    lines = feed._lines(_program(ground), stage.database, stage.settings, 0, None)
    return sum(piece.count(b"\n") for piece in lines) - 1


def _desk(stage: Stage, small: Ground, large: Ground) -> Iterator[Figure]:
    with TestClient(create_app(stage.settings, stage.database, stage.world)) as client:
        before, after = (_answers(stage, client, ground) for ground in (small, large))
        for what, taken in after.items():
            yield Figure(f"desk, {what}, p95", taken, "ms", ANSWER)
        slowest = max(after[what] / before[what] for what in after)
        yield Figure(f"desk, the most that a market of {FEW:,} is quicker", slowest, "×")


def _answers(stage: Stage, client: TestClient, ground: Ground) -> dict[str, float]:
    """What the coach's screens ask, p95 in ms; with the market's other entries around."""
    coach = coach_client(client, ground.market)
    with stage.database.read() as session:
        entries = session.scalars(
            select(ENTRY.c.id).where(ENTRY.c.market_id == ground.market.id).limit(50)
        ).all()
    opened = itertools.cycle(entries)
    day = ground.day.isoformat()

    def ask(path: str) -> None:
        answer = coach.get(f"/api/v1{path}")
        assert answer.status_code == 200, answer.text

    return {
        "a page of the queue": p95_ms(lambda: ask("/review/queue?limit=50")),
        "flagged ones of today": p95_ms(lambda: ask(f"/review/queue?date={day}&step=flagged")),
        "approved ones": p95_ms(lambda: ask("/review/queue?state=approved&limit=50")),
        "one entry": p95_ms(lambda: ask(f"/review/entries/{next(opened)}")),
        "presence over 8 weeks": p95_ms(lambda: ask("/insight/presence?weeks=8"), 15),
        "counts of all days": p95_ms(lambda: ask("/review/days")),
        "today in steps": p95_ms(lambda: ask(f"/review/days/{day}")),
        "the team": p95_ms(lambda: ask("/team")),
    }
