"""The demo on a later day: a souk that is held today, and a way in for one more phone.

Both are made by what a desk uses, as its coach; what people did since then stays as it is.
"""

from dataclasses import replace

from sqlmodel import Session, col, select

from rahba.access.callers import DeskCaller
from rahba.access.invitations import invite, open_invitations
from rahba.access.tables import Password, Person
from rahba.access.tokens import code_hash
from rahba.catalog.calendar import lay_days, new_day, souk_days_between
from rahba.catalog.planning import Planner, tell_phones
from rahba.clock import World
from rahba.demo.seed import DemoAccess
from rahba.market import Market


def open_again(session: Session, access: DemoAccess, secret: bytes, world: World) -> DemoAccess:
    """Who can get in now: the same, with another invitation where the last one is used or old."""
    market_id = session.exec(select(Market.id)).one()
    coach = session.exec(select(Password.person_id).where(Password.login == "coach")).one()
    caller = DeskCaller(market_id, coach, frozenset({"coach"}))
    _hold_today(session, Planner.of(session, caller, world))
    good = {row.code_hash for row in open_invitations(session, market_id, world.now())}
    if code_hash(secret, access.invitation) in good:
        return access
    namesakes = select(Person.id).where(Person.name_latin == access.animator)
    animator = session.exec(namesakes.order_by(col(Person.created_at)).limit(1)).one()
    code, _ = invite(session, caller, animator, secret, world)
    return replace(access, invitation=code)


def _hold_today(session: Session, planner: Planner) -> None:
    """Whatever the calendar has today; where a souk was moved from here, that day stays too."""
    market_id, today = planner.caller.market_id, planner.today
    changed = lay_days(session, market_id, today)
    session.flush()
    known = souk_days_between(session, market_id, today, today)
    row = known[0] if known else new_day(session, market_id, today, "extra")
    if row.status != "held":
        row.status, row.reason, row.moved_to = "held", None, None
        changed.append(row)
    if changed:
        tell_phones(session, market_id, changed, planner.world)
