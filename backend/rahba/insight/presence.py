"""Who was there: the marks of a souk day resolved to one state per trader (SPEC PR1-PR9). Pure.

A mark is what one animator saw of a place or a trader. Several marks may speak of one trader; the
rules here say which one stands, and what may be counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

PRESENT = {"present", "closed_early"}
ABSENT = {"absent", "replaced", "open_without_trader", "occupied_unregistered"}


@dataclass(frozen=True)
class Mark:
    """One animator's newest word on a subject; `trader_id`s are already resolved to survivors.

    `named_id` is whom the author named, where that is no longer the survivor's id.
    """

    author_id: str
    stall_id: str | None
    trader_id: str | None
    status: str
    replaced_by: str | None
    received_at: datetime
    recorded_at: datetime
    entry_id: str
    approved: bool
    named_id: str | None = None


@dataclass(frozen=True)
class Ground:
    """What was known of a day: section code per place in use, occupants per place, and the home
    section of traders who have no place (itinerants)."""

    section_of_stall: Mapping[str, str]
    occupants: Mapping[str, tuple[str, ...]]
    section_of_itinerant: Mapping[str, str]


@dataclass
class Cell:
    """One section on one day. Counts are traders, but `marked` and `known`, which are places."""

    present: int = 0
    absent: int = 0
    not_recorded: int = 0
    itinerant_present: int = 0
    marked: int = 0
    known: int = 0
    provisional: bool = False

    @property
    def rate_permille(self) -> int | None:
        """Present ÷ (present + absent); None when nobody was seen or missed."""
        return permille(self.present, self.present + self.absent)

    @property
    def coverage_permille(self) -> int | None:
        return permille(self.marked, self.known)


@dataclass
class Resolution:
    """True: seen, False: missed, absent from the mapping: not recorded."""

    seen: dict[str, bool] = field(default_factory=dict)
    marked_stalls: set[str] = field(default_factory=set)
    unapproved_stalls: set[str] = field(default_factory=set)


def permille(part: int, whole: int) -> int | None:
    return (part * 1000 + whole // 2) // whole if whole else None


def newest_per_author(marks: Iterable[Mark]) -> list[Mark]:
    """PR3: of one author's marks on one subject, the one that arrived last. Two people who were
    merged later were two subjects then: the absence of one takes back no sight of the other."""
    newest: dict[tuple[str, str | None, str | None], Mark] = {}
    # One request carries many marks, and a database gives back rows in any order.
    for mark in sorted(marks, key=lambda m: (m.received_at, m.recorded_at, m.entry_id)):
        newest[mark.author_id, mark.stall_id, mark.named_id or mark.trader_id] = mark
    return list(newest.values())


def resolve(marks: Iterable[Mark], ground: Ground) -> Resolution:
    """One state per trader; any sight of a person beats any absence (PR5)."""
    result = Resolution()
    for mark in newest_per_author(marks):
        if mark.stall_id is not None:
            result.marked_stalls.add(mark.stall_id)
            if not mark.approved:
                result.unapproved_stalls.add(mark.stall_id)
        for trader_id, present in _sightings(mark, ground):
            result.seen[trader_id] = result.seen.get(trader_id, False) or present
    return result


def _sightings(mark: Mark, ground: Ground) -> Iterable[tuple[str, bool]]:
    """What one mark says of whom."""
    if mark.trader_id is not None:
        subjects: tuple[str, ...] = (mark.trader_id,)
    else:
        subjects = ground.occupants.get(mark.stall_id or "", ())
    if mark.status in PRESENT:
        yield from ((subject, True) for subject in subjects)
    elif mark.status in ABSENT:
        yield from ((subject, False) for subject in subjects)
    if mark.status == "replaced" and mark.replaced_by is not None:
        yield mark.replaced_by, True


def count_sections(
    marks: Iterable[Mark], ground: Ground, frozen_places: Mapping[str, int] | None
) -> dict[str, Cell]:
    """`{section code: Cell}`; `frozen_places` are the known places of a closed day (PR7)."""
    resolution = resolve(marks, ground)
    cells: dict[str, Cell] = defaultdict(Cell)
    _count_places(cells, resolution, ground, frozen_places)
    settled = {trader for traders in ground.occupants.values() for trader in traders}
    for trader_id, section in _home_sections(ground).items():
        seen = resolution.seen.get(trader_id)
        cell = cells[section]
        if seen is None:
            cell.not_recorded += 1
        elif seen:
            cell.present += 1
        else:
            cell.absent += 1
    for trader_id, seen in resolution.seen.items():
        section = ground.section_of_itinerant.get(trader_id, "")
        if seen and section and trader_id not in settled:
            cells[section].itinerant_present += 1
    return dict(cells)


def _count_places(
    cells: dict[str, Cell],
    resolution: Resolution,
    ground: Ground,
    frozen_places: Mapping[str, int] | None,
) -> None:
    for stall_id, section in ground.section_of_stall.items():
        cells[section].known += 1
        cells[section].marked += stall_id in resolution.marked_stalls
        cells[section].provisional |= stall_id in resolution.unapproved_stalls
    for section, known in (frozen_places or {}).items():
        cells[section].known = known


def _home_sections(ground: Ground) -> dict[str, str]:
    """The section where a trader is counted: that of the first place, if there are several."""
    homes: dict[str, str] = {}
    for stall_id, traders in ground.occupants.items():
        for trader_id in traders:
            homes.setdefault(trader_id, ground.section_of_stall.get(stall_id, ""))
    return {trader_id: section for trader_id, section in homes.items() if section}
