"""The souk a week before: opened, its team in, its traders registered and approved."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime

from rahba.clock import World
from rahba.db import Database
from rahba.demo.names import invent_traders
from rahba.forms.form import Form
from rahba.settings import Settings
from tests.client import TestClient
from tests.friday.desk import Coach, Program
from tests.friday.ground import OPENED_ON, ZONES, Ground, open_souk
from tests.friday.ledger import Ledger
from tests.friday.people import Animator, Crowd, Trader
from tests.making import Clock

FRIDAY, A_WEEK_BEFORE, NEXT_FRIDAY = "2026-11-27", "2026-11-20", "2026-12-04"
EMPTY, SHARED, ROVING, NEWCOMERS = 110, 40, 33, 60


@dataclass
class Team:
    """`animators` in the order of the zones."""

    ground: Ground
    ledger: Ledger
    clock: Clock
    chance: random.Random
    coach: Coach
    program: Program
    crowd: Crowd
    form: Form
    animators: list[Animator]

    def take_on(self, name: str) -> Animator:
        """Somebody new: on the team, invited, joined."""
        who = {"name_ar": "منشط", "name_latin": name, "role": "animator"}
        person = self.coach.post("/team/people", **who)
        chance = random.Random(self.chance.random())
        phone = self.coach.join_phone(person["id"], chance)
        animator = Animator(name, phone, self.crowd, self.form, chance)
        self.animators.append(animator)
        return animator


def assemble(
    client: TestClient,
    database: Database,
    settings: Settings,
    world: World,
    clock: Clock,
    seed: int,
) -> Team:
    """From an empty server to the evening of the Friday before."""
    chance = random.Random(seed)
    clock.moment = datetime(OPENED_ON.year, OPENED_ON.month, OPENED_ON.day, 9, tzinfo=UTC)
    desk = client.beside(headers={"X-Rahba": "1"})
    ground = open_souk(desk, database, settings, world)
    ledger = Ledger({place.id: place for place in ground.places})
    coach = Coach(desk, client.beside(), ledger, clock, chance)
    coach.sign_in()
    scope = {"name": "register of the commune", "projection": "pii", "kinds": []}
    program = Program(client.beside(), coach.post("/keys", **scope)["key"], chance)
    form = Form(coach.get("/forms")[0]["compiled"])
    team = Team(ground, ledger, clock, chance, coach, program, _crowd(ground, chance), form, [])
    for n, (section, first, last) in enumerate(ZONES):
        animator = team.take_on(f"Animator {n}")
        zone = {"section": section, "from_lane": first, "to_lane": last}
        person_id = animator.phone.person_id
        coach.post("/zones", person_id=person_id, starts_on=A_WEEK_BEFORE, **zone)
    _register_everyone(team)
    return team


def _crowd(ground: Ground, chance: random.Random) -> Crowd:
    """Who trades where; some places are empty, some shared, and some traders have none."""
    taken = sorted(
        chance.sample(ground.places, len(ground.places) - EMPTY), key=ground.places.index
    )
    shared = chance.sample(taken, SHARED)
    sections = [chance.choice(ground.places).section for _ in range(ROVING)]
    spots = [(place.section, place) for place in [*taken, *shared]]
    spots += [(section, None) for section in sections]  # type: ignore[misc]
    people = invent_traders(len(spots) + NEWCOMERS, chance)
    known = [
        Trader(_an_id(chance), person, section, place)
        for person, (section, place) in zip(people, spots, strict=False)
    ]
    return Crowd(known, people[len(spots) :])


def _register_everyone(team: Team) -> None:
    """One quiet Friday of registrations; the coach approves them all and closes the day."""
    team.clock.moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
    for n, trader in enumerate(team.crowd.known):
        team.clock.advance(seconds=2)
        animator = team.animators[n % len(team.animators)]
        animator.consent(trader, "registration", "given")
        animator.phone.record("trader", trader.registration())
    for animator in team.animators:
        animator.phone.steady = True
        animator.phone.push()
        animator.phone.steady = False
    team.coach.sign_in()
    team.coach.close(A_WEEK_BEFORE)
    team.coach.decide("approve", team.coach.queue(date=A_WEEK_BEFORE))


def _an_id(chance: random.Random) -> str:
    digits = chance.randbytes(16).hex()
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
