"""Who is known where in the small souk of the journeys."""

from sqlmodel import col, select

from rahba.catalog.tables import Occupancy, Trader
from tests.e2e.souk import LaidSouk


def known_at(laid: LaidSouk, section: str, number: int) -> str:
    """What the trader at this place is called."""
    database = laid.database()
    with database.read() as session:
        query = (
            select(Trader.known_as)
            .join(Occupancy, col(Occupancy.trader_id) == col(Trader.id))
            .where(col(Occupancy.stall_id) == laid.place(section, number))
        )
        name = session.exec(query).one()
    database.dispose()
    return name
