"""The souk day as a whole, one sheet by whoever leads it."""

from __future__ import annotations

from rahba.entries.kinds.fields import Fields, a_code, list_of, one_of, text, whole
from rahba.entries.kinds.kind import Arrival, Body, Kind, Known, Problem, plain

MAX_WASTE_KG = 100_000
WEATHER = frozenset({"sun", "rain", "mud", "wind", "heat"})
FIELDS = Fields(
    required={"weather": list_of(one_of(WEATHER), len(WEATHER))},
    optional={
        "special_day": one_of(
            frozenset({"ramadan", "before_eid", "school_start", "harvest", "none"})
        ),
        "waste_kg": whole(0, MAX_WASTE_KG),
        "visitors_band": a_code,
        "note": text(0, 500),
    },
)


def check(body: Body, _known: Known) -> list[Problem]:
    return FIELDS.problems(body)


def flags(arrival: Arrival, known: Known) -> list[str]:
    sheets = known.same_day.get(("day_sheet", arrival.souk_date), ())
    if any(sheet.author_id != arrival.author_id for sheet in sheets):
        return ["same_subject_other_author"]
    return []


DAY_SHEET = Kind(
    name="day_sheet",
    check=check,
    flags=flags,
    needs=frozenset({"same_day"}),
    shows={
        "pseudonymous": plain("weather", "special_day", "waste_kg", "visitors_band"),
        "pii": plain("weather", "special_day", "waste_kg", "visitors_band", "note"),
    },
)
