"""A registration of a trader, or a change of it (SPEC OP7, CO4)."""

from __future__ import annotations

from rahba.catalog.badges import BadgeError, in_range, parse_badge
from rahba.catalog.phone_tag import normalise_phone
from rahba.entries.kinds.fields import Fields, a_code, an_id, list_of, matching, one_of, text
from rahba.entries.kinds.kind import Arrival, Body, Kind, Known, Problem, Shown, Subjects, plain
from rahba.entries.kinds.medium import a_medium
from rahba.entries.kinds.trader.duplicates import likely_the_same

NAME = text(1, 80)
AGE_BANDS = frozenset({"18_24", "25_34", "35_44", "45_54", "55_64", "65p"})
FIELDS = Fields(
    required={
        "trader_id": an_id,
        "action": one_of(frozenset({"register", "change"})),
        "known_as": NAME,
        "trade": matching(r"[A-Z]{2,4}[0-9]{2}"),
    },
    optional={
        "name_ar": NAME,
        "name_latin": NAME,
        "rahba": a_code,
        "stall_id": an_id,
        "trades_other": list_of(matching(r"[A-Z]{2,4}[0-9]{2}"), 3),
        "badge": text(1, 20),
        "sex": one_of(frozenset({"m", "f", "ns"})),
        "age_band": one_of(AGE_BANDS),
        "phone": text(1, 30),
        "not_duplicate_of": list_of(an_id, 20),
        "photo": a_medium,  # of the stall
    },
)


def check(body: Body, known: Known) -> list[Problem]:
    problems = FIELDS.problems(body)
    wrong = {problem.path for problem in problems}
    if (
        body.get("rahba") is not None
        and "rahba" not in wrong
        and body["rahba"] not in known.sections
    ):
        problems.append(Problem("rahba", "not_a_choice"))
    if body.get("badge") is not None and "badge" not in wrong:
        problems += _badge_problems(body["badge"], known.badge_prefix)
    if (
        body.get("phone") is not None
        and "phone" not in wrong
        and not normalise_phone(body["phone"])
    ):
        problems.append(Problem("phone", "constraint"))
    return problems


def _badge_problems(badge: str, prefix: str) -> list[Problem]:
    try:
        parse_badge(badge, prefix)
    except BadgeError:
        return [Problem("badge", "constraint")]
    return []


def subjects(body: Body) -> Subjects:
    return Subjects(trader_id=body["trader_id"], stall_id=body.get("stall_id"))


def flags(arrival: Arrival, known: Known) -> list[str]:
    found = []
    body = arrival.body
    if likely_the_same(body, known):
        found.append("possible_duplicate")
    if body["action"] == "register" and body.get("badge") is not None:
        badge = parse_badge(body["badge"], known.badge_prefix)
        if not any(in_range(badge, lent) for lent in known.badge_ranges):
            found.append("badge_out_of_range")
    return found


TRADER = Kind(
    name="trader",
    check=check,
    subjects=subjects,
    flags=flags,
    views=frozenset({"roster"}),
    needs=frozenset({"roster"}),
    consent="registration",
    media=("photo",),
    shows={
        "pseudonymous": (
            Shown("trader_id", "trader_id", "keyed"),
            Shown("section", "rahba"),
            *plain("action", "trade", "trades_other", "sex", "age_band"),
        ),
        "pii": (
            *plain(
                "trader_id",
                "action",
                "known_as",
                "name_ar",
                "name_latin",
                "rahba",
                "stall_id",
                "trade",
                "trades_other",
                "badge",
                "sex",
                "age_band",
                "phone",
            ),
            Shown("photo_sha256", "photo", "medium_digest"),
            Shown("photo_url", "photo", "medium_address"),
        ),
    },
)
