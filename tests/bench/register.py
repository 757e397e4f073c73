"""Registrations, which are compared with the whole roster: thirty at once among 1,500 traders."""

from __future__ import annotations

import random
from collections.abc import Iterator

from rahba.demo.names import invent_traders
from rahba.epoch import begin_epoch
from tests.bench.clock import best_ms
from tests.bench.figure import Figure
from tests.bench.ground import Ground, lay_ground, settle_traders
from tests.bench.stage import stages
from tests.recording import Notebook, new_id, open_notebook

TRADERS, AT_ONCE = 1_500, 30
BUDGET = 100  # ms


def figures(kind: str) -> Iterator[Figure]:
    with stages(kind) as (stage,):
        stage.database.transact(lambda session: begin_epoch(session, stage.world))
        ground = lay_ground(stage.database, stage.world)
        settle_traders(stage.database, stage.world, ground, TRADERS)
        phone = open_notebook(stage.database, stage.world, ground.market)
        batches = _batches(phone, ground)
        taken = best_ms(lambda: _send(phone, next(batches)))
    what = f"{AT_ONCE} registrations in one batch, among {TRADERS:,} traders"
    yield Figure(what, taken, "ms", BUDGET)


def _batches(phone: Notebook, ground: Ground) -> Iterator[list[str]]:
    """People nobody has met yet, but for a name that sounds alike now and then."""
    chance = random.Random(20_261_128)
    while True:
        yield [
            phone.create(
                "trader",
                {
                    "trader_id": new_id(),
                    "action": "register",
                    "known_as": person.known_as,
                    "name_ar": person.name_ar,
                    "name_latin": person.name_latin,
                    "rahba": "grains",
                    "stall_id": chance.choice(next(iter(ground.places.values()))),
                    "trade": "GRN01",
                    "sex": person.sex,
                    "phone": f"06{chance.randrange(10**8):08}",
                },
                souk_date=ground.day,
            )
            for person in invent_traders(AT_ONCE, chance)
        ]


def _send(phone: Notebook, ops: list[str]) -> None:
    assert {result["code"] for result in phone.push(*ops)} == {"applied"}
