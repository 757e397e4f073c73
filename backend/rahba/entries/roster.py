"""The roster and the consents as folds over entries: what the newest words add up to. Pure.

Nothing edits them by itself, so a correction, a rejection or an undo only folds them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rahba.catalog.badges import parse_badge
from rahba.catalog.phone_tag import normalise_phone, phone_tag
from rahba.catalog.tables import ImportedTrader
from rahba.catalog.trades import OTHER
from rahba.entries.entry import Entry

STANDS = frozenset({"received", "returned", "approved"})
# What said to a purpose takes the trader's entries that rest on it out of use. A survey that was
# refused is an answer of its own and stays.
TAKES_OUT: Mapping[str, frozenset[str]] = {
    "registration": frozenset({"refused", "withdrawn"}),
    "survey": frozenset({"withdrawn"}),
}
_FLAG_OF_TRADER = {"approved": None, "provisional": "provisional_trader"}


def flag_of_trader(state: str) -> str | None:
    """On what is recorded of a trader who is `state` on the roster, empty if nobody there (OP7)."""
    return _FLAG_OF_TRADER.get(state, "unknown_trader")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a fold needs of the market."""

    section_ids: Mapping[str, str]  # rahba code → id
    badge_prefix: str
    phone_tag_key: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a trader sells from a day on; `stall_id` None: no fixed place."""

    stall_id: str | None
    since: date


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """As the server received them (CL1); within one batch, as its phone recorded them."""
    return sorted(entries, key=lambda entry: (entry.received_at, entry.recorded_at, entry.id))


def fold_consents(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Purpose → the consent in force. What was taken back comes back only if said again later."""
    said: dict[str, Entry] = {}
    for entry in in_order(entries):
        if entry.standing.state not in STANDS:
            continue
        purpose = entry.body["purpose"]
        before = said.get(purpose)
        if before is None or _overrides(entry, before):
            said[purpose] = entry
    return said


def _overrides(newer: Entry, older: Entry) -> bool:
    # An older "yes" can arrive after a newer "no": here the clocks may only protect.
    taken_back = older.body["decision"] != "given" and newer.body["decision"] == "given"
    return not taken_back or newer.recorded_at > older.recorded_at


def fold_trader(
    entries: Iterable[Entry],
    consents: Mapping[str, str],
    ground: Ground,
    listed: ImportedTrader | None = None,
) -> dict[str, Any] | None:
    """The roster row's columns from a trader's registration and changes; None: nothing was said.

    A rejected registration leaves a row in state `rejected`, so that marks on it are explained.
    Whom an import `listed` is what the list said until they register (IM5), and again once their
    registration was taken back.
    """
    said = in_order(entries)
    named = listed is not None and listed.forgotten_at is None
    if listed is not None and not said:
        declined = consents.get("registration") in TAKES_OUT["registration"]
        return _nameless(None, "withdrawn") if declined or not named else imported_row(listed)
    if not said:
        return None
    if listed is not None and named and all(e.standing.state == "cancelled" for e in said):
        return imported_row(listed)
    standing = [entry for entry in said if entry.standing.state in STANDS]
    if consents.get("registration") in TAKES_OUT["registration"]:
        return _nameless(said[-1], "withdrawn")
    if not standing:
        return _nameless(said[-1], "rejected")
    approved = any(entry.standing.state == "approved" for entry in standing)
    return _row(standing[-1], "approved" if approved else "provisional", ground)


def fold_place(entries: Iterable[Entry]) -> Place | None:
    """The place that the newest standing word gives, and since which souk day."""
    standing: Sequence[Entry] = [e for e in in_order(entries) if e.standing.state in STANDS]
    if not standing:
        return None
    stall_id = standing[-1].body.get("stall_id")
    since = standing[-1].souk_date
    for entry in reversed(standing):
        if entry.body.get("stall_id") != stall_id:
            break
        since = entry.souk_date
    return Place(stall_id, since)


def imported_row(listed: ImportedTrader) -> dict[str, Any]:
    """The roster row of somebody who was not asked yet."""
    return _nameless(None, "imported") | {
        "known_as": listed.known_as,
        "name_ar": listed.name_ar,
        "name_latin": listed.name_latin,
        "rahba_id": listed.rahba_id,
        "trade": listed.trade,
    }


def _row(entry: Entry, state: str, ground: Ground) -> dict[str, Any]:
    body = entry.body
    number = normalise_phone(body["phone"]) if body.get("phone") else None
    return {
        "known_as": body["known_as"].strip(),
        "name_ar": body.get("name_ar"),
        "name_latin": body.get("name_latin"),
        "rahba_id": ground.section_ids.get(body.get("rahba") or ""),
        "trade": body["trade"],
        "badge": parse_badge(body["badge"], ground.badge_prefix) if body.get("badge") else None,
        "state": state,
        "sex": body.get("sex"),
        "age_band": body.get("age_band"),
        "phone": number,
        "phone_tag": phone_tag(ground.phone_tag_key, number) if number else None,
        "entry_id": entry.id,
    }


def _nameless(entry: Entry | None, state: str) -> dict[str, Any]:
    """A tombstone: no identity is kept without consent (CO4)."""
    return {
        "known_as": "",
        "name_ar": None,
        "name_latin": None,
        "rahba_id": None,
        "trade": entry.body["trade"] if entry else OTHER,
        "badge": None,
        "state": state,
        "sex": None,
        "age_band": None,
        "phone": None,
        "phone_tag": None,
        "entry_id": entry.id if entry else None,
    }
