"""Writes a plan: places, the people expected there, and the journal that tells phones."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.catalog.tables import ImportedTrader, Rahba, Stall, Trader
from rahba.clock import World
from rahba.entries.imports import expectation
from rahba.entries.roster import imported_row
from rahba.intake.plan import NewTrader, Plan, Spot
from rahba.intake.tables import Intake, IntakeMade
from rahba.journal import CATALOG, Journal, NewChange
from rahba.market import today_in


def apply_plan(
    session: Session, coach: DeskCaller, intake: Intake, plan: Plan, world: World
) -> Intake:
    """All of it in the caller's transaction. The plan holds no error and was made in it too."""
    session.add(intake)
    session.flush()
    today = today_in(session, coach.market_id, world)
    writing = _Writing(session, coach.market_id, intake, world, today)
    writing.add_places(plan)
    for trader in plan.traders:
        writing.add_trader(trader)
    audit.record(
        session, coach.market_id, coach.actor, "intake.apply", intake.id,
        {"places": intake.places, "traders": intake.traders}, world,
    )  # fmt: skip
    session.flush()
    writing.journal.write(session, world.now())
    return intake


class _Writing:
    def __init__(
        self, session: Session, market_id: str, intake: Intake, world: World, today: date
    ) -> None:
        self.session, self.market_id, self.intake = session, market_id, intake
        self.world, self.now, self.today = world, world.now(), today
        self.journal = Journal(market_id)
        rahbas = session.exec(select(Rahba).where(Rahba.market_id == market_id))
        self.rahba_ids = {rahba.code: rahba.id for rahba in rahbas}
        codes = {rahba_id: code for code, rahba_id in self.rahba_ids.items()}
        stalls = session.exec(
            select(Stall).where(Stall.market_id == market_id).order_by(col(Stall.id))
        )
        self.stalls: dict[Spot, Stall] = {(codes[s.rahba_id], s.number): s for s in stalls}
        self.last: dict[str, int] = defaultdict(int)
        for (code, _), stall in self.stalls.items():
            self.last[code] = max(self.last[code], stall.walk_order)

    def add_places(self, plan: Plan) -> None:
        """Those that say their turn keep it; the others come behind, in the order of the file."""
        for place in plan.places:
            self.last[place.section] = max(self.last[place.section], place.walk_order or 0)
        for place in plan.places:
            if place.walk_order is None:
                self.last[place.section] += 1
            walk_order = place.walk_order or self.last[place.section]
            stall = self.stalls.get((place.section, place.number))
            if stall is None:
                stall = Stall(
                    market_id=self.market_id,
                    id=self.world.new_id(),
                    rahba_id=self.rahba_ids[place.section],
                    lane=place.lane,
                    number=place.number,
                    walk_order=walk_order,
                    starts_on=self.today,
                )
                self.session.add(stall)
                self.stalls[place.section, place.number] = stall
            else:  # it ended, and comes back
                stall.lane, stall.walk_order = place.lane, walk_order
                stall.starts_on, stall.ends_on = self.today, None
                stall.entry_id = None  # the list speaks of it from now on
            self._made("stall", stall.id)

    def add_trader(self, trader: NewTrader) -> None:
        stall = self.stalls[trader.section or "", trader.number] if trader.number else None
        imported = ImportedTrader(
            market_id=self.market_id,
            trader_id=self.world.new_id(),
            intake_id=self.intake.id,
            tag=trader.tag,
            known_as=trader.known_as,
            name_ar=trader.name_ar,
            name_latin=trader.name_latin,
            rahba_id=self.rahba_ids.get(trader.section or ""),
            trade=trader.trade,
            stall_id=stall.id if stall else None,
            imported_on=self.today,
        )
        self.session.add(imported)
        row = imported_row(imported)
        self.session.add(
            Trader(market_id=self.market_id, id=imported.trader_id, updated_at=self.now, **row)
        )
        if stall is not None:
            self.session.add(expectation(imported))
        self._made("trader", imported.trader_id)

    def _made(self, what: str, subject_id: str) -> None:
        self.session.add(
            IntakeMade(
                market_id=self.market_id,
                intake_id=self.intake.id,
                what=what,
                subject_id=subject_id,
            )
        )
        self.journal.add(NewChange(CATALOG, what, subject_id))
