"""What people sell or make: 54 trades in 11 sections, one for the rest, and their ISIC classes.

`trades.json` holds the names in three languages, since phones carry them in the snapshot and a
market may be opened without a new build. Each section has at most seven trades: a section tile,
then a trade, is two taps.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

OTHER = "OTH99"  # belongs to no section: the trader's own place says where


@dataclass(frozen=True, slots=True)
class Section:
    """A rahba's kind of goods; `names` is `{"ar": …, "fr": …, "en": …}`."""

    code: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Trade:
    """`isic_resale` (Rev. 4) when goods are bought and sold on, `isic_own` when made or raised."""

    code: str
    section: str | None
    names: dict[str, str]
    isic_resale: str | None
    isic_own: str | None

    def isic(self, makes_what_sells: bool) -> str | None:
        """ISIC goes by production: who makes what they sell belongs to the class that makes it."""
        return (self.isic_own if makes_what_sells else None) or self.isic_resale


_DATA = json.loads(files("rahba.catalog").joinpath("trades.json").read_text("utf-8"))
SECTIONS = tuple(Section(**row) for row in _DATA["sections"])
TRADES = {row["code"]: Trade(**row) for row in _DATA["trades"]}
