"""Presence and coverage as rows of a table: a section and a souk day each, and the whole souk."""

from collections.abc import Iterator
from typing import Any

from rahba.export.labels import Labels

FIELDS = (
    "souk_date", "day_closed", "provisional", "section", "present", "absent", "not_recorded",
    "itinerant_present", "places_marked", "places_known", "rate", "coverage",
)  # fmt: skip
WHOLE_SOUK = "all"


def with_whole(labels: Labels) -> Labels:
    """The labels, with a name for the row of all sections together."""
    sections = {**labels.codes["section"], WHOLE_SOUK: labels.word("whole_souk")}
    return Labels(labels.language, labels.columns, {**labels.codes, "section": sections})


def figure_rows(presence: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`presence` as `GET /insight/presence` has it; the sum of a day follows its sections."""
    closed = {day["date"]: day["closed"] for day in presence["days"]}
    for day, day_closed in closed.items():
        for cell in (*presence["cells"], *presence["totals"]):
            if cell["date"] == day:
                yield _row(cell, day_closed=day_closed)


def _row(cell: dict[str, Any], *, day_closed: bool) -> dict[str, Any]:
    return {
        "souk_date": cell["date"],
        "day_closed": day_closed,
        "provisional": cell["provisional"],
        "section": cell["section"] or WHOLE_SOUK,
        **cell["traders"],
        "itinerant_present": cell["itinerant"]["present"],
        "places_marked": cell["places"]["marked"],
        "places_known": cell["places"]["known"],
        "rate": cell["rate_permille"],
        "coverage": cell["coverage_permille"],
    }
