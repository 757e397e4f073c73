"""docs/reliability.md, out of the table and of what a run saw."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from tests.processes.test_crowd import ENTRIES, PHONES
from tests.processes.test_kills import KILLS_A_ROUND
from tests.reliability.names import REPOSITORY, functions
from tests.reliability.table import MENDED, NOT_COVERED, ROWS, Held
from tests.simulation.test_simulation import QUICK, STEPS
from tests.simulation.test_switched_off import SWITCHES

PAGE = REPOSITORY / "docs" / "reliability.md"
SPEC = REPOSITORY / "docs" / "SPEC.md"
FOUND = REPOSITORY / "tests" / "simulation" / "test_found.py"
JOURNEYS = "tests/e2e/"
SIMULATION = "test_the_invariants_hold_whatever_happens"
KILLS = "test_I2_I3_what_was_acknowledged_outlives_25_kills"
CROWD = "test_I1_I3_I6_I12_twenty_phones"
HEAD = """\
# What Rahba promises, and how that is known

Written by `make reliability`; not to be edited. It ran {server} tests of the server, on SQLite and
on PostgreSQL, {phone} of the phone and {journeys} journeys in a browser, in {minutes:.0f}
minutes on {cores} cores (`RAHBA_SEED={seed}`): {verdict}.

| in this run | |
|---|---|
| simulations of syncing, of {steps} steps each, every invariant after every step | {simulations} |
| kills (`SIGKILL`) of a real server while phones pushed | {kills} |
| simulated phones × entries over a line that fails every tenth time | {crowd} |
| defences taken away, each failing its test | {defences} |

`make torture` plays 20,000 simulations and kills 1,000 times; a run that fails becomes a test with
a name.

| | what holds | held by | fails without its defence |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Runs:
    """`server` and `phone`: whether each test passed, by its name with parameters."""

    server: dict[str, bool]
    phone: dict[str, bool]
    seed: int
    seconds: float


def write(runs: Runs) -> None:
    passed = [name for name, well in runs.server.items() if well]
    failed = [name for name, well in (runs.server | runs.phone).items() if not well]
    journeys = sum(name.startswith(JOURNEYS) for name in runs.server)
    head = HEAD.format(
        server=len(runs.server) - journeys,
        journeys=journeys,
        phone=len(runs.phone),
        minutes=runs.seconds / 60,
        cores=os.cpu_count() or 1,
        seed=runs.seed,
        verdict=f"{len(failed)} failed" if failed else "all passed",
        steps=STEPS,
        simulations=f"{_simulations(passed):,}",
        kills=KILLS_A_ROUND * sum(KILLS in name for name in passed),
        crowd=f"{sum(CROWD in name for name in passed)} × {PHONES} × {ENTRIES}",
        defences=f"{sum('taken_away' in name for name in passed)} of {len(SWITCHES)}",
    )
    told = _what_holds()
    rows = "".join(f"| {_line(row, told[row.rule], runs)} |\n" for row in ROWS)
    PAGE.write_text(head + rows + _found() + _not_covered())


def _simulations(passed: list[str]) -> int:
    asked = os.environ.get("RAHBA_SIMULATIONS")
    kinds = [name.partition("[")[2].partition("-")[0] for name in passed if SIMULATION in name]
    return sum(int(asked) if asked else QUICK[kind] for kind in kinds)


def _line(row: Held, what: str, runs: Runs) -> str:
    by = "<br>".join(_shown(test, runs) for test in row.by)
    off = "<br>".join(_shown(test, runs) for test in row.without)
    gap = f"*not covered: {row.not_covered}*" if row.not_covered else ""
    return " | ".join((row.rule, what, "<br>".join(filter(None, (by, gap))), off))


def _shown(test: str, runs: Runs) -> str:
    file, _, name = test.partition("::")
    saw = runs.server if file.endswith(".py") else runs.phone
    found = [well for told, well in saw.items() if _is(told, file, name)]
    fate = {True: "passed", False: "**failed**"}[all(found)] if found else "not run here"
    times = f" ×{len(found)}" if len(found) > 1 else ""
    return f"`{file.removeprefix('frontend/')}` {_words(name)}: {fate}{times}"


def _is(told: str, file: str, name: str) -> bool:
    """A name without parameters stands for all of them; a title may stand under others."""
    its_file, _, its_name = told.partition("::")
    if its_file != file:
        return False
    if not file.endswith(".py"):
        return name in its_name
    function, _, parameter = name.partition("[")
    said, _, parameters = its_name.partition("[")
    return said == function and (not parameter or parameter in parameters)


def _words(name: str) -> str:
    return name.removeprefix("test_").replace("_", " ").replace("|", "\\|")


def _what_holds() -> dict[str, str]:
    """The words of the SPEC for each invariant and failure."""
    told = dict(re.findall(r"^\| ([IF]\d+) \| ([^|]+?) \|", SPEC.read_text(), re.M))
    return {row.rule: told[row.rule] for row in ROWS}


def _found() -> str:
    lines = [f"- {_words(name)}. {doc}".rstrip() for name, doc in functions(FOUND).items()]
    mended = [f"- {what}. `{test.partition('::')[0]}`" for what, test in MENDED]
    return "\n".join(
        [
            "\n## Found and mended",
            "\nRuns of the simulation that broke an invariant, told again:\n",
            *lines,
            "\nFound otherwise:\n",
            *mended,
            "",
        ]
    )


def _not_covered() -> str:
    return "\n".join(["\n## Not covered", "", *(f"- {what}" for what in NOT_COVERED), ""])
