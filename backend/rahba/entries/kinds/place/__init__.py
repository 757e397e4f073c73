"""A place that a first walk adds where no list of places exists (SPEC FW1-FW4)."""

from __future__ import annotations

from rahba.catalog.place_numbers import LANE, LAST_LANE, is_of_lane
from rahba.entries.kinds.fields import Fields, a_code, an_id, one_of, whole
from rahba.entries.kinds.kind import Body, Kind, Known, Problem, Shown, Subjects, plain

PITCHES = ("shop", "roofed", "tent", "table", "ground", "vehicle")
FIELDS = Fields(
    required={
        "stall_id": an_id,
        "rahba": a_code,
        "lane": whole(1, LAST_LANE),
        "number": whole(LANE + 1, LANE * (LAST_LANE + 1) - 1),
        "pitch": one_of(frozenset(PITCHES)),
    },
)


def check(body: Body, known: Known) -> list[Problem]:
    problems = FIELDS.problems(body)
    wrong = {problem.path for problem in problems}
    if "rahba" not in wrong and body["rahba"] not in known.sections:
        problems.append(Problem("rahba", "not_a_choice"))
    if not wrong & {"lane", "number"} and not is_of_lane(body["number"], body["lane"]):
        problems.append(Problem("number", "constraint"))
    return problems


def subjects(body: Body) -> Subjects:
    return Subjects(stall_id=body["stall_id"])


PLACE = Kind(
    name="place",
    check=check,
    subjects=subjects,
    views=frozenset({"places"}),
    needs=frozenset({"sections"}),
    shows={
        "pseudonymous": (Shown("section", "rahba"), *plain("lane", "pitch")),
        "pii": plain("stall_id", "rahba", "lane", "number", "pitch"),
    },
)
