"""A mark on a place or a trader of a souk day (SPEC PR1, PR2)."""

from __future__ import annotations

from rahba.entries.kinds.fields import Fields, an_id, one_of
from rahba.entries.kinds.kind import Body, Kind, Known, Problem, Shown, Subjects, plain

STATUSES = (
    "present",
    "absent",
    "closed_early",
    "replaced",
    "open_without_trader",
    "occupied_unregistered",
)
FIELDS = Fields(
    required={"status": one_of(frozenset(STATUSES))},
    optional={"stall_id": an_id, "trader_id": an_id, "replaced_by": an_id},
)


def check(body: Body, _known: Known) -> list[Problem]:
    problems = FIELDS.problems(body)
    if body.get("stall_id") is None and body.get("trader_id") is None:
        problems.append(Problem("stall_id", "required"))
    if body.get("replaced_by") is not None and body.get("status") != "replaced":
        problems.append(Problem("replaced_by", "constraint"))
    return problems


def subjects(body: Body) -> Subjects:
    replaced_by = body.get("replaced_by")
    return Subjects(
        trader_id=body.get("trader_id"),
        stall_id=body.get("stall_id"),
        other_traders=(replaced_by,) if replaced_by else (),
    )


PRESENCE = Kind(
    name="presence",
    check=check,
    subjects=subjects,
    policy="clean_presence",
    names_traders=("trader_id", "replaced_by"),
    follows_author=True,
    shows={
        "pseudonymous": (
            *plain("status"),
            Shown("section", "stall_id", "section"),
            Shown("trader_id", "trader_id", "keyed"),
            Shown("replaced_by", "replaced_by", "keyed"),
        ),
        "pii": plain("status", "stall_id", "trader_id", "replaced_by"),
    },
)
