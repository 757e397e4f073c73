"""What the README tells a program to do, done to the letter against a real server (SPEC FE1)."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Souk
from tests.e2e.test_before_the_bus import CLEAN_MARKS, send_a_morning

README = (Path(__file__).parents[2] / "README.md").read_text()
SERVER = "http://localhost:8000"


@pytest.fixture
def served(souk: Souk) -> Souk:
    """A souk whose day was closed: its clean marks are approved."""
    send_a_morning(souk)
    with souk.desk_api() as desk:
        desk.post(f"/review/days/{souk.laid.today.isoformat()}/close").raise_for_status()
    return souk


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def run(command: list[str], souk: Souk, key: str) -> str:
    """What it prints, with the key in `KEY` as the README has it. It must end well."""
    told = os.environ | {"KEY": key}
    done = subprocess.run(
        [part.replace(SERVER, souk.server.url) for part in command],
        env=told, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_curl_of_the_readme_brings_what_was_approved(served: Souk) -> None:
    (lines,) = (block.splitlines() for block in blocks("") if block.startswith("curl"))
    # -f: what the server refuses is a failure of the command.
    strictly = [line.replace("curl", "curl -fsS") for line in lines]
    key = served.new_key("pseudonymous")
    page, stream, table = (run(["sh", "-c", line], served, key) for line in strictly)
    rows: list[dict[str, Any]] = json.loads(page)["rows"]
    assert len([row for row in rows if "body" in row]) == CLEAN_MARKS
    assert [json.loads(line) for line in stream.splitlines()][:-1] == rows
    assert len(list(csv.DictReader(io.StringIO(table)))) == CLEAN_MARKS
    assert not any("?" in line and '"http' not in line for line in lines)  # a shell would match it


def test_the_ten_lines_of_python_hold_exactly_the_approved_set(served: Souk) -> None:
    (program,) = blocks("python")
    assert len([line for line in program.splitlines() if line.strip()]) == 10
    said = run([sys.executable, "-c", program], served, served.new_key())
    assert re.match(rf"{CLEAN_MARKS} approved; next time from \S+\n$", said)
