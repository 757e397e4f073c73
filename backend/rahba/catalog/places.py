"""Places of a section at the desk, and their turn on the walk (SPEC FW5)."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.catalog.roster import stalls_in_use
from rahba.catalog.tables import Rahba, Stall
from rahba.clock import World
from rahba.errors import Conflict, NotFound
from rahba.journal import CATALOG, Journal, NewChange
from rahba.market import Market, local_date


def section_of(session: Session, market_id: str, code: str) -> Rahba:
    """Raises `NotFound`."""
    query = select(Rahba).where(Rahba.market_id == market_id, Rahba.code == code)
    found = session.exec(query).one_or_none()
    if found is None:
        raise NotFound("no such section")
    return found


def places_in(session: Session, rahba: Rahba, world: World) -> list[Stall]:
    """Today's places of a section, in walking order."""
    market = session.get_one(Market, rahba.market_id)
    today = local_date(market, world.now())
    found = [s for s in stalls_in_use(session, market.id, today) if s.rahba_id == rahba.id]
    return sorted(found, key=lambda stall: (stall.walk_order, stall.number))


def put_in_order(
    session: Session,
    caller: DeskCaller,
    rahba: Rahba,
    lane: int,
    stall_ids: Sequence[str],
    world: World,
) -> None:
    """Walk the places of a lane in the order of `stall_ids`, all of them, each once.

    They share out the turns that they had, so that other lanes stay where they are. Raises
    `Conflict` (`places_changed`) when the lane holds other places by now.
    """
    locked = select(Stall).where(
        Stall.market_id == caller.market_id, Stall.rahba_id == rahba.id, Stall.lane == lane
    )
    session.exec(locked.order_by(col(Stall.id)).with_for_update()).all()
    before = [stall for stall in places_in(session, rahba, world) if stall.lane == lane]
    by_id = {stall.id: stall for stall in before}
    if sorted(stall_ids) != sorted(by_id):
        raise Conflict("the lane holds other places by now", code="places_changed")
    journal = Journal(caller.market_id)
    for stall_id, turn in zip(stall_ids, _turns(before), strict=True):
        if by_id[stall_id].walk_order != turn:
            by_id[stall_id].walk_order = turn
            journal.add(NewChange(CATALOG, "stall", stall_id))
    detail: dict[str, Any] = {"section": rahba.code, "lane": lane, "places": len(before)}
    audit.record(
        session, caller.market_id, caller.actor, "places.order", rahba.id, detail, world
    )  # fmt: skip
    session.flush()
    journal.write(session, world.now())


def _turns(places: Sequence[Stall]) -> list[int]:
    """The turns of these places; two that share one are parted."""
    turns: list[int] = []
    for place in places:
        turns.append(max(place.walk_order, turns[-1] + 1) if turns else place.walk_order)
    return turns
