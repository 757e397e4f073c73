"""The one failure of this package: a form that cannot be taken, and where in it the reasons lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

T = TypeVar("T")


@dataclass
class FormError(Exception):
    """A form is refused. `code` is stable; the place is a node path, or sheet, row and column of
    an XLSForm. `also` are the other faults that were found on the way.

    `row` counts from 1 as a spreadsheet program shows it; `column` is the header of the column.
    """

    code: str
    detail: str
    path: str | None = None
    part: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    also: tuple[FormError, ...] = ()

    @property
    def all(self) -> tuple[FormError, ...]:
        return (replace(self, also=()), *self.also)

    def __str__(self) -> str:
        if self.sheet is not None:
            place = f"{self.sheet}, row {self.row or '?'}, column {self.column or '?'}"
        else:
            place = " ".join(part for part in (self.path, self.part) if part)
        return f"{self.code}: {self.detail}" + (f" ({place})" if place else "")


@dataclass
class Faults:
    """Faults noted while a form is read on, so that its author hears of all of them at once."""

    found: list[FormError] = field(default_factory=list)

    def noting(self, read: Callable[[], T], otherwise: T) -> T:
        """What `read` gives; where it fails, the fault is noted and `otherwise` stands for it."""
        try:
            return read()
        except FormError as error:
            self.found.append(error)
            return otherwise

    def refuse(self) -> None:
        """Raises the first fault with the others, if there is any."""
        if self.found:
            raise together(self.found)


def together(errors: Sequence[FormError]) -> FormError:
    first, *others = [one for error in errors for one in error.all]
    return replace(first, also=tuple(others))
