"""The registry: every kind of entry there is. A new kind is its folder and one line here."""

from __future__ import annotations

from rahba.entries.kinds.consent import CONSENT
from rahba.entries.kinds.day_sheet import DAY_SHEET
from rahba.entries.kinds.kind import Kind
from rahba.entries.kinds.place import PLACE
from rahba.entries.kinds.presence import PRESENCE
from rahba.entries.kinds.survey import SURVEY
from rahba.entries.kinds.trader import TRADER

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (PRESENCE, TRADER, CONSENT, SURVEY, DAY_SHEET, PLACE)
}
