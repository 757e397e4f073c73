"""Writes docs/reliability.md: `python -m tests.reliability`.

Runs every test that `table.yaml` names, on both databases and in a browser, and tells what it saw:
no number stands in the page that this run did not make.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from tests.reliability.names import REPOSITORY
from tests.reliability.page import JOURNEYS, Runs, write
from tests.reliability.table import MENDED, ROWS

PYTHON = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider"]


def main() -> None:
    seed = os.environ.get("RAHBA_SEED") or str(random.randrange(1, 1 << 30))
    sys.stdout.write(f"RAHBA_SEED={seed}\n")
    named = {test for row in ROWS for test in (*row.by, *row.without)} | {
        test for _, test in MENDED
    }
    files = sorted({test.partition("[")[0] for test in named if ".py::" in test})
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        server = [test for test in files if not test.startswith(JOURNEYS)]
        journeys = [test for test in files if test.startswith(JOURNEYS)]
        saw = _pytest(server, Path(scratch) / "server.xml", seed)
        saw |= _pytest([*journeys, "--dist", "loadfile"], Path(scratch) / "journeys.xml", seed)
        phone = _vitest({test for test in named if ".ts" in test}, Path(scratch) / "phone.json")
    runs = Runs(saw, phone, int(seed), time.monotonic() - began)
    write(runs)
    failed = [name for name, passed in (saw | phone).items() if not passed]
    sys.stdout.write("".join(f"failed: {name}\n" for name in failed))
    raise SystemExit(1 if failed else 0)


def _pytest(arguments: list[str], report: Path, seed: str) -> dict[str, bool]:
    """`{test with its parameters: whether it passed}`."""
    environ = {**os.environ, "RAHBA_SEED": seed}
    command = [*PYTHON, *arguments, f"--junitxml={report}", "-o", "junit_family=xunit1"]
    ended = subprocess.run(command, cwd=REPOSITORY, env=environ, check=False)
    assert ended.returncode in (0, 1), "pytest could not run them"
    # Written by the pytest of this very machine.
    cases = ET.parse(report).iter("testcase")
    return {f"{case.get('file')}::{case.get('name')}": len(case) == 0 for case in cases}


def _vitest(named: set[str], report: Path) -> dict[str, bool]:
    files = sorted({test.partition("::")[0].removeprefix("frontend/") for test in named})
    node = [str(REPOSITORY / "scripts/node"), "--npm", "--prefix", "frontend", "test", "--"]
    command = [*node, *files, "--reporter=json", f"--outputFile={report}"]
    subprocess.run(command, cwd=REPOSITORY, check=False, stdout=subprocess.DEVNULL)
    saw: dict[str, list[Any]] = defaultdict(list)
    for file in json.loads(report.read_text())["testResults"]:
        path = Path(file["name"]).relative_to(REPOSITORY).as_posix()
        for case in file["assertionResults"]:
            saw[f"{path}::{case['fullName']}"].append(case["status"])
    return {name: set(statuses) == {"passed"} for name, statuses in saw.items()}


main()
