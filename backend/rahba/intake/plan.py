"""What an import would do, and what is wrong with the file: the file against the catalog. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from rahba.catalog import duplicates
from rahba.catalog.trades import OTHER, TRADES
from rahba.intake.headings import Field, Table, folded
from rahba.intake.lines import Fault, Line, trade_of

Spot = tuple[str, int]  # (section code, number): how people call a place


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the catalog; one that ended (`in_use` False) comes back when it is listed."""

    id: str
    lane: int
    walk_order: int
    in_use: bool


@dataclass(frozen=True)
class Ground:
    """What the catalog holds already. `declined` are tags of people who did not want to be listed,
    `listed` those whom an earlier import brought."""

    sections: Mapping[str, str]  # folded name or code → code
    places: Mapping[Spot, KnownPlace]
    roster: Sequence[duplicates.Known]
    names: Mapping[str, str]  # trader id → known as
    listed: frozenset[str]
    declined: frozenset[str]
    tag: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NewPlace:
    section: str
    number: int
    lane: int
    walk_order: int | None  # None: behind the last of the section


@dataclass(frozen=True, slots=True)
class NewTrader:
    known_as: str
    name_ar: str | None
    name_latin: str | None
    trade: str
    section: str | None
    number: int | None
    tag: str


@dataclass
class Plan:
    """`places` and `traders` are new; the others of the file stand in the catalog already."""

    places: list[NewPlace] = field(default_factory=list)
    traders: list[NewTrader] = field(default_factory=list)
    known_places: int = 0
    known_traders: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def errors(self) -> int:
        return sum(fault.severity == "error" for fault in self.faults)

    def digest(self, data: bytes) -> str:
        """Of the file and of all that it would do: another catalog gives another digest."""
        would = [[asdict(each) for each in rows] for rows in (self.places, self.traders)]
        text = json.dumps([hashlib.sha256(data).hexdigest(), *would], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


NEEDED: Mapping[str, tuple[Field, ...]] = {
    "places": ("section", "lane", "number"),
    "traders": (),
}


def make_plan(tables: Iterable[Table], ground: Ground) -> Plan:
    """Places first, so that traders of the same file can stand on them."""
    planning = _Planning(ground)
    usable = [table for table in tables if planning.look_at(table)]
    for table in usable:
        if "lane" in table.fields and "number" in table.fields:
            planning.take_places(table)
    for table in usable:
        if table.holds == "traders":
            planning.take_traders(table)
    planning.plan.faults.sort(key=lambda fault: (fault.severity, fault.sheet, fault.row or 0))
    return planning.plan


class _Planning:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.plan = Plan()
        self.spots: dict[Spot, NewPlace] = {}
        self.tags: set[str] = set()
        self.roster = duplicates.Roster(ground.roster)

    def look_at(self, table: Table) -> bool:
        """Whether its columns say enough to read its rows."""
        if table.holds is None:
            self._of_sheet(table, "unknown_sheet", None)
            return False
        for column in table.columns:
            if column.field is None and column.heading:
                code = "column_twice" if column in table.twice else "column_not_taken"
                self._of_sheet(table, code, None, warn=code != "column_twice", at=column.letter)
        missing = [name for name in NEEDED[table.holds] if name not in table.fields]
        for name in missing:
            self._of_sheet(table, "missing_column", name)
        if table.holds == "traders" and "trade" not in table.fields:
            self._of_sheet(table, "no_trades", "trade", warn=True)
        return not missing and not table.twice

    def _of_sheet(
        self,
        table: Table,
        code: str,
        name: Field | None,
        *,
        warn: bool = False,
        at: str | None = None,
    ) -> None:
        heading = next((c.heading for c in table.columns if c.letter == at), "")
        severity = "warning" if warn else "error"
        self.plan.faults.append(
            Fault(table.name, table.row if at else None, at, name, heading, code, severity)  # type: ignore[arg-type]  # one of the two
        )

    # Places

    def take_places(self, table: Table) -> None:
        for row, cells in table.rows:
            line = Line(table, row, cells)
            if table.holds == "traders" and not line.cell("number").text:
                continue  # somebody without a place
            self._take_place(line)
            self.plan.faults += line.faults

    def _take_place(self, line: Line) -> None:
        section = self._section(line, required=True)
        number = line.whole("number", required=True)
        known = self._in_use((section or "", number or 0))
        lane = line.whole("lane", required=known is None)
        walk_order = line.whole("walk_order", required=False)
        if line.wrong or section is None or number is None:
            return
        if known is not None:
            self._compare(line, known, lane, walk_order)
            return
        place = NewPlace(section, number, lane or 1, walk_order)
        before = self.spots.get((section, number))
        if before is None:
            self.spots[section, number] = place
            self.plan.places.append(place)
        elif before != place:
            line.fault("number", "place_twice")
        elif line.table.holds == "places":
            line.fault("number", "repeated", warn=True)

    def _in_use(self, spot: Spot) -> KnownPlace | None:
        known = self.ground.places.get(spot)
        return known if known is not None and known.in_use else None

    def _compare(
        self, line: Line, known: KnownPlace, lane: int | None, walk_order: int | None
    ) -> None:
        """A place that is there already stays as it is; where the file says otherwise, that is
        said."""
        self.plan.known_places += 1
        if lane is not None and lane != known.lane:
            line.fault("lane", "place_differs", warn=True, about=str(known.lane))
        if walk_order is not None and walk_order != known.walk_order:
            line.fault("walk_order", "place_differs", warn=True, about=str(known.walk_order))

    # Traders

    def take_traders(self, table: Table) -> None:
        for row, cells in table.rows:
            line = Line(table, row, cells)
            trader = self._trader(line)
            if trader is not None and not line.wrong:
                self._take_trader(line, trader)
            if "lane" in table.fields and "number" in table.fields and line.cell("number").text:
                # Section and number were checked with the places already.
                line.faults = [f for f in line.faults if f.field not in ("section", "number")]
            self.plan.faults += line.faults

    def _trader(self, line: Line) -> NewTrader | None:
        name_ar, name_latin = line.name("name_ar"), line.name("name_latin")
        known_as = line.name("known_as") or name_ar or name_latin
        if known_as is None and not line.wrong:
            line.fault("known_as" if "known_as" in line.table.fields else None, "required")
        trade = line.one_of("trade", trade_of)
        if trade is None and "trade" in line.table.fields and not line.cell("trade").text:
            line.fault("trade", "trade_missing", warn=True)
        number = line.whole("number", required=False)
        section = self._section(line, required=number is not None)
        if section and number and not self._place_is_there(section, number):
            line.fault("number", "unknown_place")
        if known_as is None or line.wrong:
            return None
        section = section or self._section_of(trade)
        where = f"{section or ''} {number or ''}"
        tag = self.ground.tag(f"{folded(known_as)} {where}")
        return NewTrader(known_as, name_ar, name_latin, trade or OTHER, section, number, tag)

    def _section_of(self, trade: str | None) -> str | None:
        own = TRADES[trade].section if trade else None
        return own if own in set(self.ground.sections.values()) else None

    def _place_is_there(self, section: str, number: int) -> bool:
        spot = (section, number)
        return spot in self.spots or self._in_use(spot) is not None

    def _take_trader(self, line: Line, trader: NewTrader) -> None:
        at: Field | None = "known_as" if line.cell("known_as").text else None
        if trader.tag in self.ground.declined:
            line.fault(at, "declined", warn=True)
            return
        if trader.tag in self.tags:
            line.fault(at, "repeated", warn=True)
            return
        self.tags.add(trader.tag)
        known = self._as_known(trader)
        near = self.roster.near(known)
        if trader.tag in self.ground.listed or any(_is_same(known, each) for each in near):
            self.plan.known_traders += 1
            return
        self.plan.traders.append(trader)
        for candidate in duplicates.find_duplicates(known, near)[:1]:
            about = self.ground.names.get(candidate.trader_id, "")
            line.fault(at, "possible_duplicate", warn=True, about=about)

    def _as_known(self, trader: NewTrader) -> duplicates.Known:
        place = self._in_use((trader.section or "", trader.number or 0))
        names = (trader.known_as, trader.name_ar, trader.name_latin)
        return duplicates.Known(
            trader_id="",
            names=tuple(name for name in names if name),
            section=trader.section,
            trade=trader.trade,
            stall_ids=frozenset({place.id} if place else ()),
        )

    def _section(self, line: Line, *, required: bool) -> str | None:
        def find(text: str) -> str | None:
            return self.ground.sections.get(folded(text))

        found = line.one_of("section", find)
        if found is None and required and not line.cell("section").text and not line.wrong:
            line.fault("section", "required")
        return found


def _is_same(one: duplicates.Known, other: duplicates.Known) -> bool:
    """The same name at the same place, or in the same section where neither has one."""
    same_name = bool({folded(n) for n in one.names} & {folded(n) for n in other.names})
    if one.stall_ids or other.stall_ids:
        return same_name and bool(one.stall_ids & other.stall_ids)
    return same_name and one.section == other.section
