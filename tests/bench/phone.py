"""What travels to a phone, from the figures that the build left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figure import Figure

REPORT = Path(__file__).parents[2] / "frontend" / "node_modules" / ".rahba" / "bytes.json"
BUDGET = {"first_screen": 90, "offline": 250, "worker": 8, "survey": 30}  # KB, brotli


def figures() -> Iterator[Figure]:
    for name, size in json.loads(REPORT.read_text())["totals"].items():
        yield Figure(f"phone, {name.replace('_', ' ')}", size / 1000, "KB", BUDGET[name])
