"""The registry for the desk: who trades where, without a single answer."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlmodel import Session, col, select

from rahba.access.dependencies import CoachOrOfficial, UseDatabase
from rahba.catalog.names import strong
from rahba.catalog.tables import Occupancy, Rahba, Stall, Trader, TraderAlias
from rahba.entries.media import MEDIUM, OF_ENTRY, RECEIVED
from rahba.entries.roster import STANDS
from rahba.entries.store import ENTRY
from rahba.wire import Text

router = APIRouter(prefix="/registry", tags=["registry"])
SHOWN_STATES = ("provisional", "approved")
LISTED_STATES = (*SHOWN_STATES, "imported")


@router.get("/traders")
def list_registry(
    caller: CoachOrOfficial,
    database: UseDatabase,
    q: Annotated[Text | None, Query(description="Name in either script, badge or place")] = None,
    section: Annotated[str | None, Query(max_length=40)] = None,
    listed: Annotated[bool, Query(description="Also whom a list names: they may ask too")] = False,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """`{"items": […], "total", "next": offset | None}`; merged traders show as the survivor.

    Whoever an imported list names is not in the registry (IM5), but is known, and may ask what is
    held about them (RQ1): `listed` finds them for that."""
    states = LISTED_STATES if listed else SHOWN_STATES
    with database.read() as session:
        found = [
            item
            for item in _items(session, caller.market_id, states)
            if (section is None or item["section"] == section) and _fits(item, q)
        ]
        page = found[offset : offset + limit]
        if "coach" in caller.roles:
            page = _with_photos(session, caller.market_id, page)
    more = offset + limit < len(found)
    return {"items": page, "total": len(found), "next": offset + limit if more else None}


def _items(session: Session, market_id: str, states: Sequence[str]) -> list[dict[str, Any]]:
    """At most some thousand rows: one market's traders fit in memory, names fold in Python."""
    merged = select(TraderAlias.from_id).where(
        TraderAlias.market_id == market_id, col(TraderAlias.ended_at).is_(None)
    )
    query = (
        select(Trader, Rahba.code)
        .outerjoin(
            Rahba, (col(Rahba.id) == Trader.rahba_id) & (col(Rahba.market_id) == Trader.market_id)
        )
        .where(Trader.market_id == market_id, col(Trader.state).in_(states))
        .where(col(Trader.id).not_in(merged))
        .order_by(col(Trader.badge), Trader.id)
    )
    places = _places(session, market_id)
    return [
        {
            "trader_id": trader.id,
            "known_as": trader.known_as,
            "name_ar": trader.name_ar,
            "name_latin": trader.name_latin,
            "section": code,
            "trade": trader.trade,
            "badge": trader.badge,
            "state": trader.state,
            "stall_numbers": places.get(trader.id, []),
        }
        for trader, code in session.exec(query)
    ]


def _with_photos(
    session: Session, market_id: str, page: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Where the newest photo of each is read, by those who may read the entry (ME6)."""
    query = (
        select(ENTRY.c.trader_id, MEDIUM.c.entry_id, MEDIUM.c.sha256)
        .select_from(MEDIUM.join(ENTRY, OF_ENTRY))
        .where(MEDIUM.c.market_id == market_id, MEDIUM.c.state == RECEIVED)
        .where(ENTRY.c.trader_id.in_([item["trader_id"] for item in page]))
        .where(ENTRY.c.state.in_(STANDS))
        .order_by(MEDIUM.c.received_at)
    )
    photos = {
        row.trader_id: {"entry_id": row.entry_id, "sha256": row.sha256}
        for row in session.execute(query)
    }
    return [item | {"photo": photos.get(item["trader_id"])} for item in page]


def _places(session: Session, market_id: str) -> dict[str, list[int]]:
    query = select(Occupancy.trader_id, Stall.number).where(
        Occupancy.market_id == market_id,
        Stall.market_id == market_id,
        Occupancy.stall_id == Stall.id,
        col(Occupancy.ends_on).is_(None),
    )
    places: dict[str, list[int]] = {}
    for trader_id, number in session.exec(query):
        places.setdefault(trader_id, []).append(number)
    return places


def _fits(item: dict[str, Any], q: str | None) -> bool:
    wanted = (q or "").strip()
    if not wanted:
        return True
    if wanted.isdigit() and int(wanted) in item["stall_numbers"]:
        return True
    if item["badge"] and wanted.upper() in item["badge"]:
        return True
    names = [name for name in (item["known_as"], item["name_ar"], item["name_latin"]) if name]
    sought = [word.core for word in strong(wanted)]
    return any(wanted.casefold() in name.casefold() or _sounds_in(sought, name) for name in names)


def _sounds_in(sought: list[str], name: str) -> bool:
    """Whether each word that was typed sounds like one of the name's."""
    words = {word.core for word in strong(name)}
    return bool(sought) and words.issuperset(sought)
