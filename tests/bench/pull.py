"""What a phone fetches: the snapshot of a large souk, and what is new since."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sqlmodel import Session, delete

from rahba.catalog.tables import Snapshot
from rahba.epoch import begin_epoch
from rahba.journal import CATALOG, NewChange
from rahba.sync.pull import DEFAULT_LIMIT, pull
from rahba.sync.snapshot import current_snapshot
from tests.bench.clock import best_ms
from tests.bench.figure import Figure
from tests.bench.ground import Ground, lay_ground, settle_traders
from tests.bench.stage import Stage, stages
from tests.making import announce
from tests.recording import open_notebook

TRADERS = 1_500
SNAPSHOT_BUDGET = 110  # KB


def figures(kind: str) -> Iterator[Figure]:
    with stages(kind) as (stage,):
        stage.database.transact(lambda session: begin_epoch(session, stage.world))
        ground = lay_ground(stage.database, stage.world)
        settle_traders(stage.database, stage.world, ground, TRADERS)
        snapshot = _snapshot(stage, ground)
        what = f"snapshot, {TRADERS:,} traders, no two of a name"
        yield Figure(what, len(snapshot.data) / 1024, "KB", SNAPSHOT_BUDGET)
        yield Figure("snapshot, built", best_ms(lambda: _build(stage, ground), 4), "ms")
        yield Figure("snapshot, found again", best_ms(lambda: _snapshot(stage, ground)), "ms")
        yield from _pulls(stage, ground)


def _snapshot(stage: Stage, ground: Ground) -> Snapshot:
    return current_snapshot(stage.database, ground.market.id, stage.settings.secret, stage.world)


def _build(stage: Stage, ground: Ground) -> None:
    stage.database.transact(_forget)
    _snapshot(stage, ground)


def _forget(session: Session) -> None:
    session.execute(delete(Snapshot))


def _pulls(stage: Stage, ground: Ground) -> Iterator[Figure]:
    phone = open_notebook(stage.database, stage.world, ground.market)
    places = next(iter(ground.places.values()))
    phone.push(*(phone.mark(place, souk_date=ground.day) for place in places))

    def ask(cursor: str | None) -> str:
        with stage.database.read() as session:
            page = pull(
                session, phone.caller, cursor, DEFAULT_LIMIT, stage.settings.secret, stage.world
            )
        newest: str = page["cursor"]
        return newest

    first = best_ms(partial(ask, None))
    yield Figure(f"pull, the first with {len(places)} entries of one's own", first, "ms")
    newest = ask(None)
    yield Figure("pull, nothing new", best_ms(partial(ask, newest)), "ms")
    market = NewChange(CATALOG, "market", ground.market.id)
    stage.database.transact(lambda s: announce(s, ground.market, stage.world, market))
    yield Figure("pull, one change of the catalog", best_ms(partial(ask, newest)), "ms")
