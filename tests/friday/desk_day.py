"""The coach's Friday: reads before lunch, merges, closes the day, finishes what is left; and what
authors make of that meanwhile."""

from __future__ import annotations

from tests.friday.field import Field
from tests.friday.hours import Doing
from tests.friday.ledger import Body
from tests.friday.team import FRIDAY, NEXT_FRIDAY, Team


class DeskDay:
    """`by_hand`: author → marks that the coach approved one by one; `closed`: the desk's answer."""

    def __init__(self, team: Team, field: Field) -> None:
        self.team, self.field = team, field
        self.by_hand: dict[str, list[str]] = {}
        self.left_returned: list[str] = []
        self.proposed = 0
        self.closed: Body = {}

    def coach_before_lunch(self) -> Doing:
        coach = self.team.coach
        self._read_surveys(coach.queue(date=FRIDAY, kind="survey"))
        self._read_registrations(coach.queue(date=FRIDAY, kind="trader"))
        for n in (0, 10):
            author = self.team.animators[n].phone.person_id
            marks = coach.queue(date=FRIDAY, kind="presence", author=author)[:4]
            coach.decide("approve", marks)
            self.by_hand[author] = [item["entry_id"] for item in marks]
        yield 1

    def _read_surveys(self, waiting: list[Body]) -> None:
        """Four go back, of which two will still be out in the evening; one is there twice."""
        answered = [i for i in waiting if self._said(i)["outcome"] == "completed"]
        back, twice = answered[:4], answered[4:5]
        self.team.coach.decide("return", back, "المرجو إعادة السؤال")
        self.team.coach.decide("reject", twice, "استمارة مكررة")
        self.team.coach.decide("approve", [i for i in waiting if i not in answered[:5]])
        self.left_returned = [item["entry_id"] for item in back[:2]]

    def _read_registrations(self, waiting: list[Body]) -> None:
        known = {trader.id for trader, _ in self.field.twice}
        child = next(i for i in waiting if self._said(i)["trader_id"] not in known)
        self.team.coach.decide("reject", [child], "طفل يساعد أباه")
        self.team.coach.decide("approve", [item for item in waiting if item != child])

    def _said(self, item: Body) -> Body:
        return self.team.ledger.entries[item["entry_id"]].body(1)

    def change_what_was_approved(self) -> Doing:
        """It waits beside what a person approved (ST4)."""
        first, other = (self.team.animators[n].phone for n in (0, 10))
        for entry_id in self.by_hand[first.person_id][:2]:
            body = self.team.ledger.entries[entry_id].body(1)
            first.change(entry_id, body | {"status": "closed_early"})
        other.cancel(self.by_hand[other.person_id][0])
        yield 1

    def mend_what_came_back(self) -> Doing:
        """Two of four: asked again, the traders had no time for the rest."""
        for animator in self.team.animators:
            back = [e["entry_id"] for e in animator.phone.own.values() if e["state"] == "returned"]
            for entry_id in back:
                if entry_id not in self.left_returned:
                    body = self.team.ledger.entries[entry_id].body(1)
                    animator.phone.change(entry_id, body | {"outcome": "stopped"})
            animator.phone.sync()
        yield 1

    def merge_who_was_registered_twice(self) -> Doing:
        """The known one stays, but once; and one merge is a mistake that is taken back."""
        coach = self.team.coach
        for n, (again, known) in enumerate(self.field.twice):
            coach.merge(*((known.id, again.id) if n == 1 else (again.id, known.id)))
        one, other = self.team.crowd.known[0], self.team.crowd.known[1]
        mistaken = coach.merge(one.id, other.id)
        yield 3
        coach.undo_merge(mistaken, one.id)

    def cancel_the_next_friday(self) -> Doing:
        self.team.coach.post(f"/calendar/days/{NEXT_FRIDAY}/cancel", reason="eid")
        yield 1

    def close(self) -> Doing:
        self.closed = self.team.coach.close(FRIDAY)
        yield 1

    def change_after_closing(self) -> Doing:
        """What a policy approved is opened again by its author (ST4), and may be taken back."""
        for n, what in ((4, "change"), (6, "cancel")):
            animator = self.team.animators[n]
            entries = [self.team.ledger.entries[id_] for id_ in animator.marks]
            entry = next(e for e in entries if e.events and e.events[-1].what == "policy")
            if what == "cancel":
                animator.phone.cancel(entry.id)
            else:
                animator.phone.change(entry.id, entry.body(1) | {"status": "absent"})
            yield 1

    def coach_finishes(self) -> Doing:
        """Corrections first: one is refused, the others taken; then whatever is left."""
        coach = self.team.coach
        proposed = [i for i in coach.queue(date=FRIDAY) if i["proposed_rev"] is not None]
        self.proposed = len(proposed)
        coach.decide("refuse_proposed", proposed[:1])
        coach.decide("accept_proposed", proposed[1:])
        coach.decide("approve", coach.queue(date=FRIDAY))
        yield 1
        self.team.program.read(to_the_end=True)
        for animator in self.team.animators:
            animator.phone.sync()
