"""A registration's body as the roster's duplicate check sees it. Pure."""

from __future__ import annotations

from rahba.catalog.badges import parse_badge
from rahba.catalog.duplicates import Known as RosterRow
from rahba.catalog.duplicates import find_duplicates
from rahba.catalog.phone_tag import normalise_phone, phone_tag
from rahba.entries.kinds.kind import Body, Known


def likely_the_same(body: Body, known: Known) -> list[str]:
    """Ids of traders that this may be again, without those of whom the phone was told "no"."""
    answered = set(body.get("not_duplicate_of") or ())
    newcomer = _newcomer(body, known)
    found = find_duplicates(newcomer, known.roster.near(newcomer))
    return [candidate.trader_id for candidate in found if candidate.trader_id not in answered]


def _newcomer(body: Body, known: Known) -> RosterRow:
    number = normalise_phone(body["phone"]) if body.get("phone") else None
    names = (body.get(key) for key in ("known_as", "name_ar", "name_latin"))
    return RosterRow(
        trader_id=body["trader_id"],
        names=tuple(name for name in names if name),
        section=body.get("rahba"),
        trade=body["trade"],
        stall_ids=frozenset({body["stall_id"]} if body.get("stall_id") else ()),
        badge=parse_badge(body["badge"], known.badge_prefix) if body.get("badge") else None,
        phone_tag=phone_tag(known.phone_tag_key, number) if number else None,
    )
