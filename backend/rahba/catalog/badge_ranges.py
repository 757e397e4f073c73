"""Badge numbers lent to phones in runs, so that two phones never give out the same one."""

from sqlmodel import Session, col, func, select

from rahba.catalog.tables import BadgeRange, Market, Trader
from rahba.clock import World

RUN = 50
FEW = 10  # with fewer left over, the phone gets another run while it has a network


def lease(session: Session, market_id: str, device_id: str, world: World) -> BadgeRange:
    """The next free run for a phone; other leases in this market wait for this transaction."""
    session.exec(select(Market.id).where(Market.id == market_id).with_for_update()).one()
    starts = _highest(session, market_id) + 1
    row = BadgeRange(
        market_id=market_id,
        id=world.new_id(),
        device_id=device_id,
        starts=starts,
        ends=starts + RUN - 1,
        leased_at=world.now(),
    )
    session.add(row)
    session.flush()
    return row


def unspent(session: Session, market_id: str, device_id: str) -> tuple[list[BadgeRange], int]:
    """`(ranges of the phone with a number left, how many numbers are left)`, oldest first."""
    query = (
        select(BadgeRange)
        .where(BadgeRange.market_id == market_id, BadgeRange.device_id == device_id)
        .order_by(col(BadgeRange.starts))
    )
    ranges = session.exec(query).all()
    used = _numbers(session, market_id) if ranges else set()
    left = {lent.id: RUN - len(used & set(range(lent.starts, lent.ends + 1))) for lent in ranges}
    return [lent for lent in ranges if left[lent.id]], sum(left.values())


def numbers_left(session: Session, market_id: str, device_id: str) -> list[int]:
    """The numbers that a phone may still give out, in order; none of another market's phone."""
    ranges, _ = unspent(session, market_id, device_id)
    used = _numbers(session, market_id) if ranges else set()
    lent = (number for run in ranges for number in range(run.starts, run.ends + 1))
    return [number for number in lent if number not in used]


def _highest(session: Session, market_id: str) -> int:
    query = select(func.max(BadgeRange.ends)).where(BadgeRange.market_id == market_id)
    return max(session.exec(query).one() or 0, *_numbers(session, market_id), 0)


def _numbers(session: Session, market_id: str) -> set[int]:
    """Numbers that traders carry, however they came by them."""
    query = select(Trader.badge).where(
        Trader.market_id == market_id, col(Trader.badge).is_not(None)
    )
    return {int(badge.split("-")[1]) for badge in session.exec(query) if badge}
