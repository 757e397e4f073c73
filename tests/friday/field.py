"""What comes up between the places of a walk: mistakes, second phones, people who move or leave."""

from __future__ import annotations

from itertools import islice

from tests.friday.ground import ZONES
from tests.friday.hours import Doing
from tests.friday.ledger import Place
from tests.friday.people import Trader
from tests.friday.phone import Phone
from tests.friday.team import FRIDAY, Team

TWO_PHONES, WATCHED = 2, 4  # animators: one with another phone, one whom a colleague follows


class Field:
    """Each method is one incident; `n` is the animator of zone `n`. `twice` holds whoever was
    registered again: the second registration, and who they are."""

    def __init__(self, team: Team) -> None:
        self.team = team
        self.twice: list[tuple[Trader, Trader]] = []

    def zone(self, n: int) -> list[Place]:
        """Whose lanes the newcomer takes walks the rest; who was misplaced knows where to go."""
        section, first, last = ZONES[n]
        return self.team.ground.lanes(section, first, 3 if n == 0 else last)

    def _unmarked(self, n: int) -> list[tuple[Place, Trader]]:
        """Places of one's zone with one trader, that nobody has marked."""
        marked = {
            body.get("stall_id")
            for entry in self.team.ledger.entries.values()
            if entry.kind == "presence" and entry.day == FRIDAY
            for body in entry.versions
            if body
        }
        people = self.team.crowd.at
        return [
            (place, people[place.id][0])
            for place in self.zone(n)
            if len(people[place.id]) == 1 and place.id not in marked
        ]

    def register_again(self, n: int, status: str) -> Doing:
        """Somebody known is taken for a stranger, under the Latin spelling; both are marked."""
        animator = self.team.animators[n]
        place, known = self._unmarked(n)[-1]
        animator.mark(place, "present" if status == "absent" else "absent", known)
        yield from until_sent(animator.phone)
        again = Trader(animator.phone.new_id(), known.person, known.section, place)
        animator.consent(again, "registration", "given")
        animator.register(again, known.person.name_latin)
        animator.mark(place, status, again)
        self.twice.append((again, known))
        yield from until_sent(animator.phone)

    def take_back(self, n: int) -> Doing:
        """Two marks were on the wrong line; one of them may not even have left the phone."""
        for entry_id in self.team.animators[n].marks[-2:]:
            yield 0.2
            self.team.animators[n].phone.cancel(entry_id)

    def off_the_list(self, n: int, asked_by: int) -> Doing:
        """Told to whichever animator comes by, of somebody who answered a survey this morning."""
        entries = self.team.ledger.entries
        asked = [entries[id_].body(1) for id_ in self.team.animators[asked_by].surveys]
        who = next(body["trader_id"] for body in asked if body["outcome"] == "completed")
        trader = next(t for people in self.team.crowd.at.values() for t in people if t.id == who)
        self.team.animators[n].take_off_the_list(trader)
        yield 1

    def a_second_phone(self) -> Doing:
        """An hour later, on another phone of the same person: five marks are corrected, and three
        places marked again, by what this phone does not know of."""
        animator = self.team.animators[TWO_PHONES]
        first, entries = animator.phone, self.team.ledger.entries
        second = self.team.coach.join_phone(first.person_id, animator.chance)
        second.steady = True
        second.sync()
        seen = [entries[id_] for id_ in second.own if entries[id_].kind == "presence"]
        for entry in islice((e for e in seen if e.arrived == len(e.versions)), 5):
            body = entry.body(entry.arrived)
            other = "absent" if body["status"] == "present" else "present"
            second.change(entry.id, body | {"status": other})
            yield 2
        for entry in seen[5:8]:
            second.record("presence", entry.body(1) | {"status": "closed_early"})
        second.record("day_sheet", {"weather": ["sun", "wind"], "waste_kg": 850})
        second.sync()

    def somebody_moves(self, n: int) -> Doing:
        """To a place that stood empty."""
        animator, people = self.team.animators[n], self.team.crowd.at
        empty = next(place for place in self.zone(n) if not people[place.id])
        _, trader = self._unmarked(n)[-1]
        moved = Trader(trader.id, trader.person, trader.section, empty)
        animator.phone.record("trader", moved.registration(action="change"))
        animator.mark(empty, "present")
        yield 1

    def somebody_stands_in(self, n: int) -> Doing:
        place, _ = self._unmarked(n)[-2]
        roving = next(t for people in self.team.crowd.roving.values() for t in people)
        self.team.animators[n].mark(place, "replaced", replaced_by=roving.id)
        yield 1

    def a_colleague_passes(self, n: int) -> Doing:
        """And marks otherwise what another marked: both are taken (OP8), a sight wins (PR5)."""
        for place in self.team.chance.sample(self.zone(WATCHED), 8):
            self.team.animators[n].mark(place, self.team.chance.choice(["present", "absent"]))
            yield 1

    def greet_the_roving(self, *numbers: int) -> Doing:
        everybody = [t for people in self.team.crowd.roving.values() for t in people]
        for n in numbers:
            for trader in self.team.chance.sample(everybody, 4):
                self.team.animators[n].greet(trader)
                yield 1


def until_sent(phone: Phone) -> Doing:
    while not phone.sync():
        yield 3
    yield 1
