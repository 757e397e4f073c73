"""What happened on the demo's souk days: registrations first, then walks, surveys and reviews."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from rahba.catalog.tables import Stall
from rahba.demo import oddities
from rahba.demo.ground import DemoGround
from rahba.demo.interview import invent_answers
from rahba.demo.people import DemoTrader, marks_of
from rahba.demo.team import Clock, Desk, Phone
from rahba.forms.form import Form
from rahba.types import rfc3339

STEP = timedelta(seconds=12)  # one place to the next
INTERVIEW = timedelta(minutes=3)
SURVEYS_A_WALK = 2
ARRIVED_TODAY = 12  # animators who have sent something already
CONSENT_PURPOSES = ("registration", "survey")
RETURN_SHARE, REJECT_SHARE = 0.10, 0.04
HURRIED, TWICE = 4, 3
COMMENT = "هل هذا الجواب صحيح؟ المرجو إعادة السؤال."


@dataclass
class DemoDays:
    ground: DemoGround
    desk: Desk
    phones: list[Phone]
    traders: list[DemoTrader]
    clock: Clock
    chance: random.Random
    password: str
    form: Form = field(init=False)
    occupants: dict[str, list[DemoTrader]] = field(init=False)

    async def play(self, present: datetime) -> None:
        """From the first Friday to this moment. The newest Friday stays open for the coach."""
        self.form = Form((await self.desk.get("/forms"))[0]["compiled"])
        self.occupants = defaultdict(list)
        for trader in self.traders:
            if trader.stall is not None:
                self.occupants[trader.stall.id].append(trader)
        for day in self.ground.fridays:
            await self._friday(day, closes=day != self.ground.fridays[-1])
        self.clock.moment = present
        await self._today(present)

    async def _friday(self, day: date, *, closes: bool) -> None:
        start = souk_time(day, 7)
        self.clock.moment = start + timedelta(hours=5)
        if day == self.ground.fridays[0]:
            await self._register_everyone(day, start)
        for n, phone in enumerate(self.phones):
            if n != 0 or not closes:  # one phone is always late
                await self._walk(phone, self.ground.zone_of(n), day, start, SURVEYS_A_WALK)
        self.clock.moment = souk_time(day, 16)
        await self.desk.sign_in("coach", self.password)
        if closes:
            await self.desk.post(f"/review/days/{day.isoformat()}/close")
            await self._walk(self.phones[0], self.ground.zone_of(0), day, start, SURVEYS_A_WALK)
            await self._review(day)
        else:
            await self._oddities(day, start)

    async def _oddities(self, day: date, start: datetime) -> None:
        """The newest Friday waits for the coach, with something to look at."""
        first, second, third, fourth, fifth = self.phones[:5]
        comment = {"path": self._a_question(), "text": COMMENT}
        await oddities.returned_to(self.desk, first.person_id, day, comment, self._decision)
        hurried = self.chance.sample(self.traders, HURRIED)
        await oddities.hurried_interviews(second, hurried, day, start, self._response)
        again = [trader for trader in self.traders if trader.stall][40 : 40 + TWICE]
        await oddities.registered_twice(third, again, day, start, third.world)
        places = [stall.id for _, stall in self.ground.zone_of(3)[:2]]
        await oddities.corrected_and_undone(fifth, self.desk, places, day, start, self._decision)
        self.clock.moment += timedelta(hours=20)  # the fourth phone found a network the next day
        await self._walk(fourth, self.ground.zone_of(17)[:12], day, start, 0)

    async def _today(self, present: datetime) -> None:
        """Some phones have sent half of their walk; the rest still carry theirs."""
        for n, phone in enumerate(self.phones[:ARRIVED_TODAY]):
            zone = self.ground.zone_of(n)
            # The first animator's zone is left to whoever tries the demo.
            seen = zone[: int(len(zone) * self.chance.uniform(0.3, 0.8))] if n else []
            await self._walk(phone, seen, self.ground.today, present - STEP * len(seen), int(n > 0))

    async def _register_everyone(self, day: date, start: datetime) -> None:
        share = -(-len(self.traders) // len(self.phones))
        for n, phone in enumerate(self.phones):
            ops = []
            for k, trader in enumerate(self.traders[n * share : (n + 1) * share]):
                ops += await self._registration(phone, trader, day, start + INTERVIEW / 2 * k)
                if len(ops) >= 30:  # so that badges run out, and are lent anew, as in a real week
                    await phone.push(ops)
                    ops = []
            await phone.push(ops)
        await self.desk.sign_in("coach", self.password)
        queue = await self.desk.queue(date=day.isoformat(), kind="trader", step="all")
        await self.desk.decide(self._decision(item, "approve") for item in queue)

    async def _registration(
        self, phone: Phone, trader: DemoTrader, day: date, at: datetime
    ) -> list[dict[str, Any]]:
        body = trader.registration(await phone.next_badge(), self.chance)
        consents = [
            {
                "trader_id": trader.id, "purpose": purpose, "decision": "given",
                "text_version": "2026-11", "language": "ar", "mode": "spoken",
            }
            for purpose in CONSENT_PURPOSES
        ]  # fmt: skip
        return [
            *(phone.op("consent", consent, day, at) for consent in consents),
            phone.op("trader", body, day, at),
        ]

    async def _walk(
        self,
        phone: Phone,
        zone: list[tuple[str, Stall]],
        day: date,
        start: datetime,
        surveys: int,
    ) -> None:
        bodies = marks_of(zone, self.occupants, self.chance)
        ops = [phone.op("presence", body, day, start + STEP * n) for n, body in enumerate(bodies)]
        known = [trader for _, stall in zone for trader in self.occupants.get(stall.id, [])]
        for n, trader in enumerate(self.chance.sample(known, min(surveys, len(known)))):
            began = start + STEP * len(bodies) + INTERVIEW * n
            ops.append(phone.op("survey", self._response(trader, day, began), day, began))
        await phone.push(ops)

    def _response(self, trader: DemoTrader, day: date, began: datetime) -> dict[str, Any]:
        return {
            "form_id": self.form.form_id, "form_version": self.form.version, "modules": [],
            "trader_id": trader.id, "stall_id": trader.stall.id if trader.stall else None,
            "answers": invent_answers(self.form, [], day.isoformat(), self.chance),
            "started_at": rfc3339(began), "ended_at": rfc3339(began + INTERVIEW),
            "outcome": "completed",
        }  # fmt: skip

    async def _review(self, day: date) -> None:
        """The coach approves most of what policy left, returns some surveys and rejects a few."""
        queue = await self.desk.queue(date=day.isoformat(), step="all")
        await self.desk.decide(self._verdicts(queue))

    def _verdicts(self, queue: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        for item in queue:
            luck = self.chance.random() if item["kind"] == "survey" else 1.0
            if luck < REJECT_SHARE:
                yield self._decision(item, "reject", reason="استمارة مكررة لنفس التاجر")
            elif luck < REJECT_SHARE + RETURN_SHARE:
                comment = {"path": self._a_question(), "text": COMMENT}
                yield self._decision(item, "return", comments=[comment])
            else:
                yield self._decision(item, "approve")

    def _a_question(self) -> str:
        """A question of every interview of the core, whose answer its author may see."""
        masked = self.form.sensitive_paths()
        asked = [
            node.path
            for node in self.form.nodes.values()
            if node.required and node.relevant is None and node.module is None and node.parent
        ]
        return self.chance.choice([path for path in asked if path not in masked])

    def _decision(self, item: dict[str, Any], decision: str, **more: Any) -> dict[str, Any]:
        return {
            "decision_id": self.phones[0].world.new_id(), "entry_id": item["entry_id"],
            "rev": item["rev"], "decision": decision, **more,
        }  # fmt: skip


def souk_time(day: date, hour: int) -> datetime:
    """A moment of a souk day, in the souk's own hours (UTC+1 on most days of the year)."""
    return datetime.combine(day, time(hour), UTC) - timedelta(hours=1)
