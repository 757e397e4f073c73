"""Every id under which one person stands in the roster: merges make several ids one person."""

from sqlmodel import Session

from rahba.catalog.documents import aliases_in_force


def ids_of(session: Session, market_id: str, trader_id: str) -> list[str]:
    """The trader's id and those merged with it, in either direction."""
    aliases = aliases_in_force(session, market_id)
    ids = {trader_id}
    while True:
        pairs = [{alias.from_id, alias.to_id} for alias in aliases]
        grown = ids.union(*(pair for pair in pairs if pair & ids))
        if grown == ids:
            return sorted(ids)
        ids = grown
