"""A Friday of 1,500 places and eighteen phones: the server's figures are those of an independent
computation over what its people did (SPEC PR, ST, FE, CO, CA, I)."""

from __future__ import annotations

import random

import pytest

from rahba.clock import World
from rahba.db import Database
from rahba.settings import Settings
from tests.client import TestClient
from tests.friday.figures import assert_figures, assert_published
from tests.friday.story import COLLEAGUE, MISPLACED, NEWCOMER, Friday
from tests.friday.team import FRIDAY, NEXT_FRIDAY, Team, assemble
from tests.friday.truth import Truth
from tests.making import Clock


@pytest.fixture(params=[1127], ids="seed {}".format)
def seed(request: pytest.FixtureRequest) -> int:
    """All chance of the day comes from it, the server's too."""
    chosen: int = request.param
    return chosen


@pytest.fixture
def world(clock: Clock, seed: int) -> World:
    return World(now=clock, random_bytes=random.Random(seed).randbytes)


def test_the_figures_of_a_whole_friday_are_those_of_what_its_people_did(
    client: TestClient,
    database: Database,
    settings: Settings,
    world: World,
    clock: Clock,
    seed: int,
) -> None:
    team = assemble(client, database, settings, world, clock, seed)
    friday = Friday(team, assert_figures)
    friday.happen()
    assert_published(team)
    assert_it_was_the_day_that_is_told(team, friday)
    assert_each_phone_knew_its_zone(team)
    assert_every_phone_is_empty_and_knows(team)


def assert_it_was_the_day_that_is_told(team: Team, friday: Friday) -> None:
    """Otherwise the figures would agree on a day on which little happened."""
    truth = Truth(team.ledger)
    surveys = team.ledger.held("survey", FRIDAY)
    states = truth.states(FRIDAY)
    closed = friday.desk.closed
    assert (len(team.ledger.places), len(team.animators)) == (1500, 18)
    assert sum(e.body(1)["outcome"] == "refused" for e in surveys) == 12
    assert len({trader for trader, _ in truth.withdrawn}) == 3
    assert (states["received"], states["returned"]) == (0, 2)
    assert min(states["rejected"], states["cancelled"]) >= 5
    assert len(team.ledger.merges) == 4
    assert friday.desk.proposed == 3
    assert sum(a.phone.lost for a in team.animators) > 10
    assert team.program.deaths > 2
    assert closed["known_places"] == 1500
    assert closed["approved"] == len(closed["waited"] - closed["left"]) > 1000


def assert_each_phone_knew_its_zone(team: Team) -> None:
    """The misplaced one was told of a section where not a mark of hers is; hers count where she
    went, as the figures say. The colleague has two zones, the newcomer one."""
    told = {
        n: [zone["rahba"] for zone in team.animators[n].phone.zones]
        for n in (MISPLACED, COLLEAGUE, NEWCOMER)
    }
    assert told[MISPLACED] == ["household"]
    assert sorted(told[COLLEAGUE]) == ["culture", "veg"]
    assert told[NEWCOMER] == ["livestock"]
    author = team.animators[MISPLACED].phone.person_id
    marks = [e.body(1) for e in team.ledger.held("presence", FRIDAY) if e.author == author]
    assert {team.ledger.places[mark["stall_id"]].section for mark in marks} == {"crafts"}


def assert_every_phone_is_empty_and_knows(team: Team) -> None:
    """Everything arrived (I13), and each has heard that there is no souk next Friday (CA6)."""
    for animator in team.animators:
        assert animator.phone.outbox == {}
        assert animator.phone.days[NEXT_FRIDAY] == "cancelled", animator.name
