"""What the catalog holds already, read once for a plan."""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict

from sqlmodel import Session, col, select

from rahba.catalog import duplicates
from rahba.catalog.roster import ON_PHONES
from rahba.catalog.tables import ImportedTrader, Occupancy, Rahba, Stall, Trader
from rahba.catalog.trades import SECTIONS
from rahba.intake.headings import folded
from rahba.intake.plan import Ground, KnownPlace
from rahba.market import Market

TAG_CHARACTERS = 32


def read_ground(session: Session, market_id: str) -> Ground:
    rahbas = list(session.exec(select(Rahba).where(Rahba.market_id == market_id)))
    code_of = {rahba.id: rahba.code for rahba in rahbas}
    stalls = list(session.exec(select(Stall).where(Stall.market_id == market_id)))
    market = session.get_one(Market, market_id)
    roster, names = _roster(session, market_id, code_of)
    imported = session.exec(
        select(ImportedTrader.tag, ImportedTrader.declined).where(
            ImportedTrader.market_id == market_id
        )
    ).all()
    return Ground(
        sections=_sections(rahbas),
        places={
            (code_of[s.rahba_id], s.number): KnownPlace(
                s.id, s.lane, s.walk_order, s.ends_on is None
            )
            for s in stalls
        },
        roster=roster,
        names=names,
        listed=frozenset(tag for tag, declined in imported if not declined),
        declined=frozenset(tag for tag, declined in imported if declined),
        tag=lambda text: _tag(market.phone_tag_key, text),
    )


def _sections(rahbas: list[Rahba]) -> dict[str, str]:
    """By code, by the market's own names and by the usual ones."""
    usual = {section.code: section.names for section in SECTIONS}
    found: dict[str, str] = {}
    for rahba in rahbas:
        labels = (*rahba.names.values(), *usual.get(rahba.code, {}).values())
        for label in (rahba.code, *labels):
            found.setdefault(folded(label), rahba.code)
            found.setdefault(folded(label).removeprefix("رحبه").strip(), rahba.code)
    return found


def _roster(
    session: Session, market_id: str, code_of: dict[str, str]
) -> tuple[list[duplicates.Known], dict[str, str]]:
    at: dict[str, set[str]] = defaultdict(set)
    for trader_id, stall_id in session.exec(
        select(Occupancy.trader_id, Occupancy.stall_id).where(
            Occupancy.market_id == market_id, col(Occupancy.ends_on).is_(None)
        )
    ):
        at[trader_id].add(stall_id)
    query = select(Trader).where(Trader.market_id == market_id, col(Trader.state).in_(ON_PHONES))
    traders = list(session.exec(query.order_by(Trader.id)))
    rows = [
        duplicates.Known(
            trader_id=t.id,
            names=tuple(name for name in (t.known_as, t.name_ar, t.name_latin) if name),
            section=code_of.get(t.rahba_id or ""),
            trade=t.trade,
            stall_ids=frozenset(at[t.id]),
            badge=t.badge,
            phone_tag=t.phone_tag,
        )
        for t in traders
    ]
    return rows, {t.id: t.known_as for t in traders}


def _tag(key: str, text: str) -> str:
    """Of a name at a place, under the market's key: tells the same row of a list again."""
    digest = hmac.new(bytes.fromhex(key), f"import {text}".encode(), hashlib.sha256)
    return digest.hexdigest()[:TAG_CHARACTERS]
