"""What is held, and by which tests, as `table.yaml` tells it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

TABLE = Path(__file__).with_name("table.yaml")


@dataclass(frozen=True)
class Held:
    """One invariant or failure; `without` are the tests that take its defence away."""

    rule: str
    by: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    not_covered: str = ""


def _read() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(TABLE.read_text())
    return document


_DOCUMENT = _read()
ROWS = tuple(
    Held(rule, tuple(row.get("by", ())), tuple(row.get("without", ())), row.get("not_covered", ""))
    for rule, row in _DOCUMENT["rows"].items()
)
MENDED = tuple((mended["what"], mended["by"]) for mended in _DOCUMENT["mended"])
NOT_COVERED: tuple[str, ...] = tuple(_DOCUMENT["not_covered"])
