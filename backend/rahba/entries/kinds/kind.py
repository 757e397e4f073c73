"""What a kind of entry says of itself: its rules, its flags, what it shows to whom. Pure.

A kind does no I/O. What the server knew when an op arrived comes in as `Known`; what a kind wants
to happen goes out as the names of views (`rahba.entries.views`) that are folded anew.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from rahba.catalog.badges import BadgeRange
from rahba.catalog.duplicates import Roster
from rahba.forms.form import Form

Body = Mapping[str, Any]
FIELD_TEAM = frozenset({"animator", "coach"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that a body breaks; a warning is kept as a flag of the same code, not refused."""

    path: str
    code: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whom and what a body speaks of: the columns an entry is found by, and all ids it names."""

    trader_id: str | None = None
    stall_id: str | None = None
    other_traders: tuple[str, ...] = ()

    @property
    def traders(self) -> tuple[str, ...]:
        return (self.trader_id, *self.other_traders) if self.trader_id else self.other_traders


@dataclass(frozen=True, slots=True)
class SameDay:
    """Another entry of the same kind and souk date, and who made it."""

    entry_id: str
    author_id: str
    trader_id: str | None
    body: Body


@dataclass(frozen=True)
class Known:
    """What the server knew when a batch arrived, as far as the kinds in it ask (`needs`)."""

    traders: Mapping[str, str] = field(default_factory=dict)  # id → state
    stalls: Container[str] = frozenset()
    sections: Container[str] = frozenset()  # rahba codes of the market
    forms: Mapping[tuple[str, str], Form] = field(default_factory=dict)
    current_versions: Mapping[str, str] = field(default_factory=dict)  # form_id → version
    badge_prefix: str = ""
    badge_ranges: Sequence[BadgeRange] = ()  # lent to the phones of the author
    roster: Roster = field(default_factory=Roster)
    phone_tag_key: str = ""
    # by kind and souk date
    same_day: Mapping[tuple[str, date], Sequence[SameDay]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One accepted op, as the flags of its kind look at it."""

    entry_id: str
    author_id: str
    souk_date: date
    body: Body
    warnings: Sequence[Problem]
    recorded_at: datetime


Need = Literal["forms", "roster", "same_day", "sections"]
Projection = Literal["aggregates", "pseudonymous", "pii"]
# What is done to a value on its way out: as it is, an id keyed for one program, the section
# instead of the place, a survey's answers with or without those marked sensitive, a medium's digest
# or the address at which the same key reads its bytes.
Treatment = Literal[
    "plain",
    "keyed",
    "section",
    "answers",
    "answers_without_sensitive",
    "medium_digest",
    "medium_address",
]


@dataclass(frozen=True, slots=True)
class Shown:
    """One field that leaves; `source` is the body's key, `name` the program's."""

    name: str
    source: str
    treatment: Treatment = "plain"


def plain(*names: str) -> tuple[Shown, ...]:
    return tuple(Shown(name, name) for name in names)


def no_subjects(_body: Body) -> Subjects:
    return Subjects()


def nothing_of_the_coachs(_body: Body) -> frozenset[str]:
    return frozenset()


def no_flags(_arrival: Arrival, _known: Known) -> list[str]:
    return []


@dataclass(frozen=True)
class Kind:
    """One kind of entry. Adding one is its folder and one line of the registry.

    `policy` decides clean entries after their day was closed; None: a person decides each.
    `views` are folded anew whenever an entry of this kind changes. `consent` is the purpose whose
    withdrawal takes the trader's entries of this kind out. `names_traders` are the keys that are
    left out while the one they name was not asked yet (SPEC IM6). `coachs` are the paths at which
    a coach has spoken: an author keeps that and never adds it (SPEC SV9). `on_roster`: phones read
    beside a trader how it ended (SPEC SV10). `media` are the keys that name a photo (SPEC ME1).
    `follows_author`: on its day an entry comes whole to the author's other phones (SPEC PL7).
    `shows` lists all that may leave, per projection; a projection that is missing shows nothing.
    """

    name: str
    check: Callable[[Body, Known], list[Problem]]
    subjects: Callable[[Body], Subjects] = no_subjects
    flags: Callable[[Arrival, Known], list[str]] = no_flags
    schema_versions: frozenset[int] = frozenset({1})
    author_roles: frozenset[str] = FIELD_TEAM
    policy: str | None = None
    views: frozenset[str] = frozenset()
    needs: frozenset[Need] = frozenset()
    consent: str | None = None
    names_traders: tuple[str, ...] = ()
    coachs: Callable[[Body], frozenset[str]] = nothing_of_the_coachs
    on_roster: bool = False
    media: tuple[str, ...] = ()
    follows_author: bool = False
    shows: Mapping[Projection, tuple[Shown, ...]] = field(default_factory=dict)

    def without_the_uninformed(
        self, body: dict[str, Any], is_imported: Callable[[str], bool]
    ) -> dict[str, Any]:
        """`body` of the place alone where it names somebody who only stands on an imported list:
        they were not asked yet (IM6). The op keeps its own characters."""
        named = {key: body.get(key) for key in self.names_traders}
        unasked = {key for key, who in named.items() if isinstance(who, str) and is_imported(who)}
        return {key: said for key, said in body.items() if key not in unasked} if unasked else body
