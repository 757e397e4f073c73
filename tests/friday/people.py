"""The traders of the souk, and an animator who walks, looks, asks and writes down."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from rahba.demo.interview import invent_answers
from rahba.demo.names import InventedTrader
from rahba.forms.form import Form
from rahba.types import rfc3339
from tests.friday.ledger import Body, Place
from tests.friday.phone import Phone

PURPOSES = ("registration", "survey", "photo", "phone")
TRADES = {
    "livestock": "LIV01", "grains": "GRN01", "veg": "VEG01", "poultry": "PLT01", "meat": "MEA01",
    "grocery": "GRO01", "clothing": "CLO01", "household": "HOM01", "crafts": "CRA01",
    "services": "SRV01", "culture": "CUL01",
}  # fmt: skip
STATUSES = {"present": 0.75, "absent": 0.15, "closed_early": 0.06, "open_without_trader": 0.04}
PASSED_OVER = 0.06
INTERVIEW_EVERY = 20  # traders seen


@dataclass(frozen=True)
class Trader:
    id: str
    person: InventedTrader
    section: str
    place: Place | None

    def registration(self, known_as: str = "", action: str = "register") -> Body:
        body = {
            "trader_id": self.id, "action": action,
            "known_as": known_as or self.person.known_as, "name_ar": self.person.name_ar,
            "name_latin": self.person.name_latin, "rahba": self.section,
            "trade": TRADES[self.section],
        }  # fmt: skip
        return body | ({"stall_id": self.place.id} if self.place else {})


@dataclass
class Crowd:
    """Everybody who sells here: some are known, `newcomers` are not yet."""

    known: list[Trader]
    newcomers: list[InventedTrader]
    at: dict[str, list[Trader]] = field(init=False)
    roving: dict[str, list[Trader]] = field(init=False)

    def __post_init__(self) -> None:
        self.at, self.roving = defaultdict(list), defaultdict(list)
        for trader in self.known:
            if trader.place:
                self.at[trader.place.id].append(trader)
            else:
                self.roving[trader.section].append(trader)


@dataclass
class Animator:
    """`refusals`: how many of those asked next will say no."""

    name: str
    phone: Phone
    crowd: Crowd
    form: Form
    chance: random.Random
    refusals: int = 0
    seen: int = 0
    marks: list[str] = field(default_factory=list)
    surveys: list[str] = field(default_factory=list)

    def walk(self, places: list[Place]) -> Iterator[float]:
        """Place after place, with what comes up on the way."""
        for place in places:
            if self.chance.random() < PASSED_OVER:
                yield 0.3
                continue
            people = self.crowd.at[place.id]
            if people:
                yield from self._look_at(place, people)
            else:
                yield from self._nobody_known(place)

    def _look_at(self, place: Place, people: list[Trader]) -> Iterator[float]:
        for trader in list(people):
            status = self.chance.choices(list(STATUSES), weights=list(STATUSES.values()))[0]
            self.mark(place, status, trader if len(people) > 1 else None)
            yield self.chance.uniform(1, 2.5)
            self.seen += status == "present"
            if status == "present" and self.seen % INTERVIEW_EVERY == 3:
                yield from self.interview(trader)

    def _nobody_known(self, place: Place) -> Iterator[float]:
        luck = self.chance.random()
        if luck < 0.4 and self.crowd.newcomers:
            person = self.crowd.newcomers.pop()
            trader = Trader(self.phone.new_id(), person, place.section, place)
            self.consent(trader, "registration", "given")
            self.register(trader)
            self.mark(place, "present")
            yield 6
        elif luck < 0.8:
            self.mark(place, "occupied_unregistered")
            yield 1

    def interview(self, trader: Trader) -> Iterator[float]:
        began = self.phone.clock()
        minutes = self.chance.uniform(4, 9)
        yield minutes
        refused = self.refusals > 0
        self.refusals -= refused
        self.consent(trader, "survey", "refused" if refused else "given")
        answers = {} if refused else self._answers(began.date().isoformat())
        body = {
            "form_id": self.form.form_id, "form_version": self.form.version, "modules": [],
            "trader_id": trader.id, "answers": answers, "started_at": rfc3339(began),
            "ended_at": rfc3339(began + timedelta(minutes=minutes)),
            "outcome": "refused" if refused else "completed",
        }  # fmt: skip
        if trader.place:
            body["stall_id"] = trader.place.id
        self.surveys.append(self.phone.record("survey", body))

    def _answers(self, today: str) -> dict[str, Any]:
        return invent_answers(self.form, [], today, self.chance)

    def register(self, trader: Trader, known_as: str = "") -> str:
        if trader.place:
            self.crowd.at[trader.place.id].append(trader)
        return self.phone.record("trader", trader.registration(known_as))

    def consent(self, trader: Trader, purpose: str, decision: str) -> None:
        self.phone.record(
            "consent",
            {
                "trader_id": trader.id, "purpose": purpose, "decision": decision,
                "text_version": "2026-11", "language": "ar", "mode": "spoken",
            },
        )  # fmt: skip

    def take_off_the_list(self, trader: Trader) -> None:
        for purpose in PURPOSES:
            self.consent(trader, purpose, "withdrawn")

    def mark(self, place: Place, status: str, trader: Trader | None = None, **more: str) -> str:
        body = {"stall_id": place.id, "status": status, **more}
        entry_id = self.phone.record(
            "presence", body | ({"trader_id": trader.id} if trader else {})
        )
        self.marks.append(entry_id)
        return entry_id

    def greet(self, trader: Trader) -> None:
        """Somebody who has no place is seen."""
        self.phone.record("presence", {"trader_id": trader.id, "status": "present"})
