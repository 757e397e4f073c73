"""Examples for the API's description of files."""

from typing import Any

Responses = dict[int | str, dict[str, Any]]

_CSV = """\
entry_id,souk_date,rev,status,section,trader_id,replaced_by
30e05061-58d3-8e8a-ac4b-c2d7e1b18e69,2026-11-27,1,present,grains,,
"""
_EXCEL = """\
Entry;Souk day;Revision;State;State (code);Section;Section (code)
30e05061-58d3-8e8a-ac4b-c2d7e1b18e69;2026-11-27;1;present;present;Grains;grains
"""
_ANSWERS = """\
entry_id,souk_date,rev,form_version,modules,outcome,section,/data/brings,/data/brings:status,\
/data/animal:instances,/data/animal:status,/data/fodder,/data/fodder:status
30e05061-58d3-8e8a-ac4b-c2d7e1b18e69,2026-11-27,1,2026112701,feeding,completed,livestock,yes,\
answered,2,answered,,refused
"""
_ANSWER_FORMS = [
    {
        "form_id": "animals_today",
        "titles": {"ar": "بهائم اليوم", "fr": "Bêtes du jour"},
        "repeats": [
            {
                "path": "/data/animal",
                "names": {"ar": "قطيع", "fr": "Lot", "en": "Lot"},
            }
        ],
        "too_wide": [],
    }
]
_FIGURES = """\
Souk day;Day closed;Provisional;Section;Section (code);Present;Not here;\
Not recorded (not absent);Itinerants present;Places recorded;Places known;Presence rate;Coverage
2026-11-27;yes;no;Grains;grains;97;12;11;3;109;120;0,89;0,908
"""


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _answer(csv: str, *others: str) -> Responses:
    """As text, and in media types of which no example can be read."""
    text = {"text/csv": {"schema": {"type": "string"}, "example": csv}}
    return {200: {"content": text | {other: {} for other in others}}}


CSV, FIGURES, FILE = _answer(_CSV), _answer(_FIGURES, XLSX), _answer(_EXCEL, XLSX)
ANSWERS = _answer(_ANSWERS, XLSX)
ANSWER_FORMS: Responses = {200: {"content": {"application/json": {"example": _ANSWER_FORMS}}}}
