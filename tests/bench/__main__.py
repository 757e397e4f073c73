"""`python -m tests.bench [push|feed|phone …] [--db sqlite|postgresql|both]`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from rahba.clock import World
from rahba.db import Database, upgrade
from tests.bench import feed, phone, push
from tests.bench.figure import Figure
from tests.fixtures_db import KINDS
from tests.making import MORNING
from tests.postgresql import new_database, running_postgresql

ON_A_DATABASE = {"push": push.figures, "feed": feed.figures}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("parts", nargs="*", help=f"{', '.join(ON_A_DATABASE)}, phone; all if none")
    parser.add_argument("--db", choices=[*KINDS, "both"], default="both")
    chosen = parser.parse_args()
    table = Table("figure", "value", "budget", "")
    kinds = KINDS if chosen.db == "both" else (chosen.db,)
    for part in chosen.parts or [*ON_A_DATABASE, "phone"]:
        for kind in kinds if part in ON_A_DATABASE else ("",):
            for figure in _measure(part, kind):
                table.add_row(*_cells(figure, kind))
    Console(width=110).print(table)


def _measure(part: str, kind: str) -> list[Figure]:
    if part == "phone":
        return list(phone.figures())
    with _databases(kind) as (database, raw):
        return list(ON_A_DATABASE[part](database, raw, World(now=lambda: MORNING)))


@contextmanager
def _databases(kind: str) -> Iterator[tuple[Database, Database]]:
    """Two migrated databases that commit as they do in use."""
    with ExitStack() as stack:
        if kind == "postgresql":
            server = stack.enter_context(running_postgresql(durable=True))
            urls = [stack.enter_context(new_database(server)) for _ in range(2)]
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            urls = [f"sqlite:///{Path(folder) / name}.sqlite3" for name in ("full", "raw")]
        for url in urls:
            upgrade(url)
        database, raw = (Database(url) for url in urls)
        stack.callback(database.dispose)
        stack.callback(raw.dispose)
        yield database, raw


def _cells(figure: Figure, kind: str) -> tuple[str, str, str, str]:
    what = f"{figure.what} ({kind})" if kind else figure.what
    sign = "≥" if figure.at_least else "≤"
    budget = "" if figure.budget is None else f"{sign} {_short(figure.budget)} {figure.unit}"
    verdict = {True: "holds", False: "EXCEEDED", None: ""}[figure.holds]
    return what, f"{_short(figure.value)} {figure.unit}", budget, verdict


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


main()
