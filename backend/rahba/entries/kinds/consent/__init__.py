"""What a trader said to one purpose, in words of one version (SPEC CO1-CO4)."""

from __future__ import annotations

from rahba.entries.kinds.fields import Fields, a_code, an_id, one_of
from rahba.entries.kinds.kind import Body, Kind, Known, Problem, Shown, Subjects, plain

FIELDS = Fields(
    required={
        "trader_id": an_id,
        "purpose": one_of(frozenset({"registration", "survey", "photo", "phone"})),
        "decision": one_of(frozenset({"given", "refused", "withdrawn"})),
        "text_version": a_code,
        "language": one_of(frozenset({"ar", "fr", "en"})),
        "mode": one_of(frozenset({"spoken", "written"})),
    }
)


def check(body: Body, _known: Known) -> list[Problem]:
    return FIELDS.problems(body)


def subjects(body: Body) -> Subjects:
    return Subjects(trader_id=body["trader_id"])


CONSENT = Kind(
    name="consent",
    check=check,
    subjects=subjects,
    policy="clean_consent",
    views=frozenset({"consents"}),
    shows={
        "pseudonymous": (
            Shown("trader_id", "trader_id", "keyed"),
            *plain("purpose", "decision", "text_version", "language", "mode"),
        ),
        "pii": plain("trader_id", "purpose", "decision", "text_version", "language", "mode"),
    },
)
