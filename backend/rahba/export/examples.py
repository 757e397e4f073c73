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
