"""One Friday, from seven in the morning to four: what comes between the walks and their figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from tests.friday.desk_day import DeskDay
from tests.friday.field import Field
from tests.friday.ground import ZONES
from tests.friday.hours import Doing, Hours
from tests.friday.ledger import Body
from tests.friday.people import Animator
from tests.friday.team import FRIDAY, Team

ILL, COLLEAGUE, MISPLACED, NEWCOMER = 5, 16, 14, 17
WITHOUT_NETWORK = (12, 13)  # from noon until the day is closed
REFUSED_BY = range(13)  # all of them but who is ill
Look = Callable[[Team], None]


class Friday:
    """`look` is called at several moments, with whatever has arrived by then."""

    def __init__(self, team: Team, look: Look) -> None:
        self.team, self.look = team, look
        self.hours = Hours(team.clock)
        self.field = Field(team)
        self.desk = DeskDay(team, self.field)

    def happen(self) -> None:
        self.team.clock.moment = datetime(2026, 11, 27, 5, 45, tzinfo=UTC)
        self.team.coach.sign_in()
        self._give_a_wrong_zone()
        for n, animator in enumerate(self.team.animators):
            animator.refusals = int(n in REFUSED_BY and n != ILL)
            if n != ILL:
                self.hours.at(f"07:{30 + n}", animator.walk(self.field.zone(n)))
                self.hours.at(f"07:{10 + n}", self._network(animator, n))
        for time, doing in self._programme():
            self.hours.at(time, doing)
        self.hours.run()

    def _programme(self) -> list[tuple[str, Doing]]:
        return [
            ("08:00", self._program_reads()),
            ("08:10", self._somebody_is_ill()),
            ("09:00", self._somebody_new_joins()),
            ("10:00", self.field.register_again(1, "present")),
            ("10:10", self.field.register_again(4, "present")),
            ("10:15", self.field.register_again(9, "present")),
            ("10:20", self.field.somebody_stands_in(9)),
            ("10:30", self.field.take_back(10)),
            ("10:31", self.field.take_back(11)),
            ("10:40", self.field.off_the_list(3, asked_by=1)),
            ("11:00", self.field.a_second_phone()),
            ("11:05", self._look()),
            ("11:30", self.field.somebody_moves(13)),
            ("11:50", self.field.off_the_list(7, asked_by=0)),
            ("12:00", self.field.a_colleague_passes(6)),
            ("12:10", self.field.greet_the_roving(0, 7, 15)),
            ("12:30", self.desk.coach_before_lunch()),
            ("12:35", self.field.register_again(8, "absent")),
            ("13:00", self._look()),
            ("13:15", self.desk.change_what_was_approved()),
            ("14:00", self.desk.merge_who_was_registered_twice()),
            ("14:10", self.desk.cancel_the_next_friday()),
            ("15:00", self.desk.close()),
            ("15:02", self._look()),
            ("15:05", self.desk.change_after_closing()),
            ("15:10", self.field.off_the_list(15, asked_by=2)),
            ("15:20", self._everybody_finds_a_network()),
            ("15:28", self.desk.mend_what_came_back()),
            ("15:35", self.desk.coach_finishes()),
            ("15:45", self._look()),
        ]

    def _zone_id(self, n: int) -> str:
        person_id = self.team.animators[n].phone.person_id
        zones = self.team.coach.get("/zones")["zones"]
        return next(str(zone["id"]) for zone in zones if zone["person_id"] == person_id)

    def _give(self, animator: Animator, section: str, first: int, last: int) -> Body:
        return {
            "person_id": animator.phone.person_id, "section": section, "from_lane": first,
            "to_lane": last, "starts_on": FRIDAY,
        }  # fmt: skip

    def _give_a_wrong_zone(self) -> None:
        """The coach's pencil slipped a line: crafts is nobody's, household twice."""
        zone = self._give(self.team.animators[MISPLACED], "household", 1, 6)
        self.team.coach.put(f"/zones/{self._zone_id(MISPLACED)}", **zone)

    def _network(self, animator: Animator, n: int) -> Doing:
        """Irregular: sometimes after minutes, sometimes after an hour."""
        until = 12 if n in WITHOUT_NETWORK else 15
        while self.team.clock().hour + 1 < until:
            animator.phone.sync()
            yield animator.chance.choice([7, 15, 30, 45, 75]) * animator.chance.uniform(0.7, 1.3)

    def _somebody_is_ill(self) -> Doing:
        """A colleague, whose own section is small, takes the zone over."""
        colleague, zone = self.team.animators[COLLEAGUE], ZONES[ILL]
        self.team.coach.post(f"/zones/{self._zone_id(ILL)}/end")
        self.team.coach.post("/zones", **self._give(colleague, *zone))
        yield 15
        yield from colleague.walk(self.team.ground.lanes(*zone))

    def _somebody_new_joins(self) -> Doing:
        first = self.team.animators[0]
        self.team.coach.put(f"/zones/{self._zone_id(0)}", **self._give(first, "livestock", 1, 3))
        newcomer = self.team.take_on("Animator 17")
        self.team.coach.post("/zones", **self._give(newcomer, "livestock", 4, 5))
        self.hours.at("09:20", self._network(newcomer, len(ZONES)))
        yield 25
        yield from newcomer.walk(self.team.ground.lanes("livestock", 4, 5))

    def _everybody_finds_a_network(self) -> Doing:
        for animator in self.team.animators:
            animator.phone.steady = True
            animator.phone.sync()
            yield 0.3

    def _program_reads(self) -> Doing:
        while self.team.clock().hour + 1 < 15:
            self.team.program.read()
            yield self.team.chance.uniform(10, 45)

    def _look(self) -> Doing:
        self.look(self.team)
        yield 1
