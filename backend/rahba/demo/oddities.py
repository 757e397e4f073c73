"""What makes a Friday worth a coach's eyes: interviews too short, a trader registered twice, a mark
corrected after its approval, one undone, a survey that went back to its author."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from rahba.clock import World
from rahba.demo.people import DemoTrader
from rahba.demo.team import Desk, Phone
from rahba.types import rfc3339

Response = Callable[[DemoTrader, date, datetime], dict[str, Any]]
Decide = Callable[..., dict[str, Any]]  # (queue item, decision, reason or comments)
SHORT = timedelta(seconds=35)


async def hurried_interviews(
    phone: Phone, traders: list[DemoTrader], day: date, at: datetime, respond: Response
) -> None:
    """Full interviews that took half a minute."""
    ops = []
    for n, trader in enumerate(traders):
        began = at + timedelta(minutes=4 * n)
        body = respond(trader, day, began) | {"ended_at": _later(began)}
        ops.append(phone.op("survey", body, day, began))
    await phone.push(ops)


async def registered_twice(
    phone: Phone, known: list[DemoTrader], day: date, at: datetime, world: World
) -> None:
    """Traders that another animator registers again, under the Latin spelling of their name."""
    ops = []
    for trader in known:
        if trader.stall is None:
            continue
        body = {
            "trader_id": world.new_id(),
            "action": "register",
            "known_as": trader.person.name_latin,
            "rahba": trader.section,
            "trade": trader.trade,
            "stall_id": trader.stall.id,
            "badge": await phone.next_badge(),
        }
        ops.append(phone.op("trader", body, day, at))
    await phone.push(ops)


async def corrected_and_undone(
    phone: Phone, desk: Desk, stalls: list[str], day: date, at: datetime, decide: Decide
) -> None:
    """One mark changed after a person approved it, and one that its author takes back."""
    marks = [
        phone.op("presence", {"stall_id": stall, "status": "present"}, day, at) for stall in stalls
    ]
    await phone.push(marks)
    corrected, undone = marks[0], marks[1]
    await desk.decide([decide({"entry_id": corrected["entry_id"], "rev": 1}, "approve")])
    again = {"entry_id": corrected["entry_id"], "type": "revise", "base_rev": 1}
    body = {"stall_id": stalls[0], "status": "absent"}
    await phone.push(
        [
            phone.op("presence", body, day, at + timedelta(hours=1), **again),
            phone.op(
                "presence", None, day, at, entry_id=undone["entry_id"], type="cancel", base_rev=1
            ),
        ]
    )


async def returned_to(
    desk: Desk, person_id: str, day: date, comment: Mapping[str, str], decide: Decide
) -> None:
    """The first two surveys of a person go back with a word at a field."""
    queue = await desk.queue(date=day.isoformat(), kind="survey", author=person_id, step="all")
    await desk.decide(decide(item, "return", comments=[dict(comment)]) for item in queue[:2])


def _later(began: datetime) -> str:
    return rfc3339(began + SHORT)
