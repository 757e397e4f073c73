"""One row of a table as typed values, each cell checked by itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from rahba.catalog.badges import western
from rahba.catalog.trades import TRADES
from rahba.intake.grid import Cell
from rahba.intake.headings import Field, Table, folded
from rahba.intake.limits import SHOWN_VALUE

MOST = 9_999
LONGEST_NAME = 80
_WHOLE = re.compile(r"[0-9]{1,6}")
_LETTER = re.compile(r"[^\W\d_]")
# A phone or an identity card in the column of names: such numbers are never taken.
_LONG_NUMBER = re.compile(r"[0-9](?:[ .\-]?[0-9]){4,}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, a row (`column` None) or a sheet (`row` None too).

    `value` is the cell's, shortened; `about` is what of the catalog it speaks of, if anything.
    """

    sheet: str
    row: int | None
    column: str | None
    field: Field | None
    value: str
    code: str
    severity: Literal["error", "warning"] = "error"
    about: str = ""


@dataclass
class Line:
    """A row while it is read; `faults` grows with each value that is asked for."""

    table: Table
    row: int
    cells: tuple[Cell, ...]
    faults: list[Fault] = field(default_factory=list)

    def cell(self, name: Field) -> Cell:
        column = self.table.fields.get(name)
        if column is None or column.at >= len(self.cells):
            return Cell()
        return self.cells[column.at]

    def fault(self, name: Field | None, code: str, *, warn: bool = False, about: str = "") -> None:
        column = self.table.fields.get(name) if name else None
        value = self.cell(name).text if name else ""
        shown = value if len(value) <= SHOWN_VALUE else value[: SHOWN_VALUE - 1] + "…"
        severity: Literal["error", "warning"] = "warning" if warn else "error"
        self.faults.append(
            Fault(
                self.table.name, self.row, column.letter if column else None, name, shown, code,
                severity, about,
            )
        )  # fmt: skip

    @property
    def wrong(self) -> bool:
        return any(fault.severity == "error" for fault in self.faults)

    def text(self, name: Field) -> str | None:
        """None for an empty cell, and for one that may not be used, which is then a fault."""
        cell = self.cell(name)
        if cell.fault is not None:
            self.fault(name, cell.fault)
            return None
        return cell.text or None

    def whole(self, name: Field, *, required: bool) -> int | None:
        """1 to 9,999, in Western or Arabic digits."""
        text = self.text(name)
        if text is None:
            if required and not self.cell(name).fault:
                self.fault(name, "required")
            return None
        if not _WHOLE.fullmatch(western(text)):
            self.fault(name, "not_a_number")
            return None
        number = int(western(text))
        if not 1 <= number <= MOST:
            self.fault(name, "out_of_range")
            return None
        return number

    def name(self, name: Field) -> str | None:
        text = self.text(name)
        if text is None:
            return None
        if len(text) > LONGEST_NAME:
            self.fault(name, "too_long")
        elif not _LETTER.search(text) or _LONG_NUMBER.search(western(text)):
            self.fault(name, "not_a_name")
        else:
            return text
        return None

    def one_of(self, name: Field, find: Callable[[str], str | None]) -> str | None:
        text = self.text(name)
        if text is None:
            return None
        found = find(text)
        if found is None:
            self.fault(name, "not_a_choice")
        return found


def _labels() -> Mapping[str, str]:
    """Each trade by its code and its names, with and without what stands in brackets."""
    labels: dict[str, str] = {}
    for trade in TRADES.values():
        labels[folded(trade.code)] = trade.code
        for label in trade.names.values():
            labels.setdefault(folded(label), trade.code)
            labels.setdefault(folded(label.partition("(")[0]), trade.code)
            labels.setdefault(folded(f"{trade.code} {label}"), trade.code)
    return labels


_TRADE_OF = _labels()


def trade_of(text: str) -> str | None:
    """The code of a trade given by code, by name in any of the languages, or by both."""
    return _TRADE_OF.get(folded(text))
