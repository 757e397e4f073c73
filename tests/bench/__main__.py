"""`python -m tests.bench [PART …] [--db sqlite|postgresql|both]`: all parts if none is named."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table

from tests.bench import engines, large, phone, pull, push, reaction, register, survey, wire
from tests.bench.clock import machine_seconds
from tests.bench.figure import Figure
from tests.bench.report import Row, write
from tests.fixtures_db import KINDS

ON_A_DATABASE: dict[str, Callable[[str], Iterator[Figure]]] = {
    "push": push.figures,
    "register": register.figures,
    "pull": pull.figures,
    "large": large.figures,
}
ALONE: dict[str, Callable[[], Iterator[Figure]]] = {
    "wire": wire.figures,
    "phone": phone.figures,
    "reaction": reaction.figures,
    "engines": engines.figures,
    "survey": survey.figures,
}
PARTS = ("wire", *ON_A_DATABASE, "phone", "reaction", "engines", "survey")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--db", choices=[*KINDS, "both"], default="both")
    chosen = parser.parse_args()
    unknown = set(chosen.parts) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    console, began = Console(), time.monotonic()
    rows: list[Row] = []
    for row in _measured(chosen.parts or PARTS, KINDS if chosen.db == "both" else (chosen.db,)):
        console.print(f"{time.monotonic() - began:6.0f} s  {row.what}: {row.figure.shown_value}")
        rows.append(row)
    console.print(_table(rows))
    if not chosen.parts and chosen.db == "both":
        write(rows, machine_seconds(), os.cpu_count() or 1)


def _measured(parts: list[str] | tuple[str, ...], kinds: tuple[str, ...]) -> Iterator[Row]:
    for part in parts:
        if part in ALONE:
            for figure in ALONE[part]():
                yield Row(figure, "")
        else:
            for kind in kinds:
                for figure in ON_A_DATABASE[part](kind):
                    yield Row(figure, kind)


def _table(rows: list[Row]) -> Table:
    table = Table("figure", "value", "budget", "")
    for row in rows:
        table.add_row(row.what, row.figure.shown_value, row.figure.shown_budget, row.figure.verdict)
    return table


main()
