"""The figures as a page of the documentation, written by a whole run and by nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figure import Figure

PAGE = Path(__file__).parents[2] / "docs" / "figures.md"
HEAD = """\
# Figures

Written by `make bench`; not to be edited. Best of several runs on {cores} cores that did other work
too; the loop that tells how fast the machine was at the end (three million squares in one thread)
took {machine:.2f} s. What depends on no machine (bytes, statements, query plans) is held by tests.

| figure | database | value | budget | |
|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Row:
    """A figure and the database it was measured on, if any."""

    figure: Figure
    database: str

    @property
    def what(self) -> str:
        return f"{self.figure.what} ({self.database})" if self.database else self.figure.what


def write(rows: Sequence[Row], machine: float, cores: int) -> None:
    lines = [
        f"| {row.figure.what} | {row.database} | {row.figure.shown_value} "
        f"| {row.figure.shown_budget} | {row.figure.verdict} |\n"
        for row in rows
    ]
    PAGE.write_text(HEAD.format(cores=cores, machine=machine) + "".join(lines))
