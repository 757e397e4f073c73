"""The cards that traders carry: their badge code, to read and to scan, and little else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import segno
from sqlmodel import Session, col, select

from rahba.catalog.badge_ranges import numbers_left
from rahba.catalog.badges import format_badge
from rahba.catalog.roster import merged_away
from rahba.catalog.tables import Rahba, Trader
from rahba.market import Market

MOST = 400  # cards a request: forty sheets


@dataclass(frozen=True)
class Card:
    """`path` is the QR of `badge`, to be drawn in a square of `modules` units a side. A card of the
    pile is nobody's yet."""

    trader_id: str | None
    badge: str
    known_as: str
    section: str | None
    path: str
    modules: int


@dataclass(frozen=True)
class Cards:
    """At most `MOST` of `total`, by badge number; `without_badge` have none yet."""

    cards: list[Card]
    total: int
    without_badge: int


def read_cards(
    session: Session, market_id: str, section: str | None, badges: Sequence[str], offset: int
) -> Cards:
    """Those of approved traders: of a section, or of these badges, from `offset` on."""
    query = (
        select(Trader, Rahba.code)
        .outerjoin(
            Rahba,
            (col(Rahba.market_id) == col(Trader.market_id))
            & (col(Rahba.id) == col(Trader.rahba_id)),
        )
        .where(Trader.market_id == market_id, Trader.state == "approved")
    )
    if section:
        query = query.where(Rahba.code == section)
    if badges:
        query = query.where(col(Trader.badge).in_(badges))
    gone = merged_away(session, market_id)
    found = [(trader, code) for trader, code in session.exec(query) if trader.id not in gone]
    with_badge = [(trader, code) for trader, code in found if trader.badge]
    with_badge.sort(key=lambda row: _number(row[0].badge or ""))
    cards = [_card(trader, code) for trader, code in with_badge[offset : offset + MOST]]
    return Cards(cards, len(with_badge), len(found) - len(with_badge))


def read_pile(session: Session, market_id: str, device_id: str) -> Cards:
    """A card for each number that a phone was lent and has not given out: the pile that its person
    takes along, so that whoever registers gets theirs at once."""
    prefix = session.get_one(Market, market_id).badge_prefix
    badges = [format_badge(prefix, n) for n in numbers_left(session, market_id, device_id)]
    cards = [Card(None, badge, "", None, *draw(badge)) for badge in badges]
    return Cards(cards[:MOST], len(cards), 0)


def _number(badge: str) -> tuple[str, int]:
    letters, number, _ = badge.split("-")
    return letters, int(number)


def _card(trader: Trader, section: str | None) -> Card:
    badge = trader.badge or ""
    path, modules = draw(badge)
    return Card(trader.id, badge, trader.known_as, section, path, modules)


def draw(text: str) -> tuple[str, int]:
    """`(SVG path, modules a side)`: each dark run of a row is one stroke, without a quiet zone."""
    code = segno.make(text, micro=False, error="m")
    strokes: list[str] = []
    for y, row in enumerate(code.matrix):
        strokes += [f"M{x} {y}h{length}v1h-{length}z" for x, length in _runs(row)]
    return "".join(strokes), len(code.matrix)


def _runs(row: Any) -> list[tuple[int, int]]:
    """`[(start, length)]` of the dark modules."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
