"""The roster as it stands: who sells where, by rows of the day asked for.

What leaves for a phone is listed field by field (SPEC PL3): never a number, an age or a sex.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from rahba.catalog.tables import Occupancy, Stall, Trader, TraderAlias
from rahba.dated import in_force

ON_PHONES = ("imported", "provisional", "approved")


def stalls_in_use(session: Session, market_id: str, day: date) -> list[Stall]:
    """Places of `day`, section by section in walking order."""
    query = select(Stall).where(Stall.market_id == market_id, in_force(Stall, day))
    return list(session.exec(query.order_by(Stall.rahba_id, col(Stall.walk_order), Stall.id)))


def traders_on_phones(session: Session, market_id: str) -> list[Trader]:
    query = select(Trader).where(Trader.market_id == market_id, col(Trader.state).in_(ON_PHONES))
    return list(session.exec(query.order_by(Trader.id)))


def imported(session: Session, market_id: str) -> frozenset[str]:
    """Traders whom a list named, and nobody has asked yet (SPEC IM6)."""
    query = select(Trader.id).where(Trader.market_id == market_id, Trader.state == "imported")
    return frozenset(session.exec(query))


def merged_away(session: Session, market_id: str) -> frozenset[str]:
    """Traders who were found to be somebody else of the roster."""
    query = select(TraderAlias.from_id).where(
        TraderAlias.market_id == market_id, col(TraderAlias.ended_at).is_(None)
    )
    return frozenset(session.exec(query))


def stalls_of_traders(
    session: Session, market_id: str, day: date, only: Collection[str] | None = None
) -> dict[str, list[str]]:
    """`{trader_id: [stall ids on day]}`, of all traders or of `only` these."""
    query = select(Occupancy.trader_id, Occupancy.stall_id).where(
        Occupancy.market_id == market_id,
        in_force(Occupancy, day),
    )
    if only is not None:
        query = query.where(col(Occupancy.trader_id).in_(only))
    stalls: dict[str, list[str]] = defaultdict(list)
    for trader_id, stall_id in session.exec(query.order_by(Occupancy.trader_id, Occupancy.id)):
        if stall_id not in stalls[trader_id]:
            stalls[trader_id].append(stall_id)
    return stalls


def trader_document(
    trader: Trader,
    rahba_codes: dict[str, str],
    stalls: Sequence[str],
    surveys: Sequence[dict[str, str]] = (),
) -> dict[str, Any]:
    """One row of the roster; of a trader who left it, nothing but the id and why. `surveys`: of
    their newest one of each form, how and when it ended, the newest of all first."""
    document: dict[str, Any] = {"type": "trader", "id": trader.id, "state": trader.state}
    if trader.state not in ON_PHONES:
        return document
    return document | {
        "known_as": trader.known_as,
        "name_ar": trader.name_ar,
        "name_latin": trader.name_latin,
        "rahba": rahba_codes.get(trader.rahba_id or ""),
        "trade": trader.trade,
        "badge": trader.badge,
        "tag": trader.phone_tag,
        "stalls": list(stalls),
        **({"survey": surveys[0]} if surveys else {}),
        # apart, so that a phone of the release before finds what it knows where it was
        **({"other_surveys": list(surveys[1:])} if surveys[1:] else {}),
    }


def stall_document(stall: Stall, rahba_codes: dict[str, str]) -> dict[str, Any]:
    document = {
        "type": "stall",
        "id": stall.id,
        "rahba": rahba_codes[stall.rahba_id],
        "lane": stall.lane,
        "number": stall.number,
        "walk_order": stall.walk_order,
    }
    if stall.ends_on is not None:
        document["ends_on"] = stall.ends_on.isoformat()
    return document
