"""Whether a newcomer may already be on the roster: candidates with reasons, never a merge.

| reason | strength | when |
|---|---|---|
| `same_badge` | strong | the same badge code |
| `same_phone` | strong | the same tag of the phone number |
| `same_place` | ask | a place in common, the same trade, and names at most two letters apart |
| `same_name` | ask | the same section and spellings that can be one name |

Two letters mean nothing on a short name (Ali and Omar differ by two), so a name may differ by one
letter in three, two at most. A name that more than `COMMON` others bear in the section (a Mohamed
known by nothing else) tells nobody apart, and is not asked about by itself.
The phone has the same in `frontend/src/roster/duplicates.ts`, held to it by
`tests/vectors/duplicates.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rahba.catalog.names import distance, same_name, skeleton, strong

COMMON = 3  # bearers of one name in a section
LETTERS_APART = 2

Reason = Literal["same_badge", "same_phone", "same_place", "same_name"]
STRONG: frozenset[Reason] = frozenset(("same_badge", "same_phone"))


@dataclass(frozen=True, slots=True)
class Known:
    """What of a trader tells a duplicate; `names` in any script, blanks left out."""

    trader_id: str
    names: tuple[str, ...]
    section: str | None
    trade: str
    stall_ids: frozenset[str] = field(default_factory=frozenset)
    badge: str | None = None
    phone_tag: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trader of the roster who may be the newcomer; `reasons` strongest first."""

    trader_id: str
    reasons: tuple[Reason, ...]

    @property
    def strong(self) -> bool:
        return bool(STRONG.intersection(self.reasons))


def find_duplicates(newcomer: Known, roster: Iterable[Known]) -> list[Candidate]:
    """Candidates among the roster, strong ones first, then in the roster's order."""
    found: list[Candidate] = []
    for known in roster:
        if known.trader_id != newcomer.trader_id:
            reasons = _reasons(newcomer, known)
            if reasons:
                found.append(Candidate(known.trader_id, reasons))
    if sum("same_name" in each.reasons for each in found) > COMMON:
        found = [each for each in found if each.reasons != ("same_name",)]
    return sorted(found, key=lambda each: not each.strong)


class Roster:
    """Traders by what they could share, so that one is compared with few of all the others."""

    def __init__(self, rows: Sequence[Known] = ()) -> None:
        self._rows = rows
        self._sharing: dict[str, list[int]] = {}
        for at, known in enumerate(rows):
            for key in _keys(known):
                self._sharing.setdefault(key, []).append(at)

    def near(self, known: Known) -> list[Known]:
        """All who may share a reason with `known`, in the roster's order."""
        found = {at for key in _keys(known) for at in self._sharing.get(key, ())}
        return [self._rows[at] for at in sorted(found)]


def duplicate_pairs(rows: Sequence[Known]) -> list[tuple[str, Candidate]]:
    """Every pair of a roster once, as (trader_id, the later candidate): the coach's list."""
    place = {known.trader_id: at for at, known in enumerate(rows)}
    roster = Roster(rows)
    pairs = []
    for at, known in enumerate(rows):
        pairs += [
            (known.trader_id, each)
            for each in find_duplicates(known, roster.near(known))
            if place[each.trader_id] > at
        ]
    return pairs


def _reasons(one: Known, other: Known) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if one.badge and one.badge == other.badge:
        reasons.append("same_badge")
    if one.phone_tag is not None and one.phone_tag == other.phone_tag:
        reasons.append("same_phone")
    if one.trade == other.trade and one.stall_ids & other.stall_ids and _near(one, other):
        reasons.append("same_place")
    if one.section and one.section == other.section and _same(one, other):
        reasons.append("same_name")
    return tuple(reasons)


def _same(one: Known, other: Known) -> bool:
    return any(same_name(first, second) for first in one.names for second in other.names)


def _near(one: Known, other: Known) -> bool:
    return any(_apart(first, second) for first in one.names for second in other.names)


def _apart(first: str, second: str) -> bool:
    one, other = skeleton(first), skeleton(second)
    longest = max(len(one), len(other))
    if longest < 3:
        return same_name(first, second)
    return distance(one, other) <= min(LETTERS_APART, longest // 3)


def _keys(known: Known) -> set[str]:
    """Rows that share no key share no reason."""
    keys = {f"stall:{stall_id}" for stall_id in known.stall_ids}
    for name in known.names:
        keys.update(f"name:{known.section}:{letters}" for letters in _letters(name))
    if known.badge:
        keys.add(f"badge:{known.badge}")
    if known.phone_tag is not None:
        keys.add(f"phone:{known.phone_tag}")
    return keys


@lru_cache(maxsize=20_000)
def _letters(name: str) -> tuple[str, str]:
    """The name with and without what may be left out, in any order of words and without L: an
    article may add one or hide one."""
    words = strong(name)
    whole, core = "".join(w.consonants for w in words), "".join(w.core for w in words)
    return "".join(sorted(whole.replace("L", ""))), "".join(sorted(core.replace("L", "")))
