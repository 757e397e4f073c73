"""The tutorial for coaches as steps: what is bold is pressed, « » holds a field, code what is typed
or the name of a file, a link a file that is chosen, and what is slanted the screen answers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parents[1] / "docs" / "tutorial"
LANGUAGES = ("ar", "fr")
Kind = Literal["press", "says", "field", "code", "file"]
_TOKEN = re.compile(
    r"\*\*(?P<press>.+?)\*\*|\*(?P<says>.+?)\*|«\s*(?P<field>[^»]+?)\s*»|`(?P<code>[^`]+)`"
    r"|\[[^\]]+\]\((?P<file>[^)]+)\)"
)
_SECTION = re.compile(r"^## (\d+)\. ")
_ITEM = re.compile(r"^(?:\d+\. |   )")


@dataclass(frozen=True)
class Step:
    kind: Kind
    text: str


def steps(lang: str) -> dict[int, list[Step]]:
    """By the number of the section, what its numbered lines say to do and to expect."""
    found: dict[int, list[Step]] = defaultdict(list)
    for section, line in _lines(lang):
        if _ITEM.match(line):
            found[section] += tokens(line)
    return found


def tokens(line: str) -> list[Step]:
    return [
        Step(kind, text)  # type: ignore[arg-type]  # the names of the groups
        for match in _TOKEN.finditer(line)
        for kind, text in match.groupdict().items()
        if text is not None
    ]


def tables(lang: str, section: int) -> list[list[list[str]]]:
    """The tables of a section, each with its head, cell by cell."""
    found: list[list[list[str]]] = []
    within = False
    for number, line in _lines(lang):
        row = number == section and line.startswith("|")
        if row and not within:
            found.append([])
        within = row
        if row and not line.startswith("|---"):
            found[-1].append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return found


def prose(lang: str, section: int) -> str:
    return "\n".join(line for number, line in _lines(lang) if number == section)


def _lines(lang: str) -> list[tuple[int, str]]:
    section, found = 0, []
    for line in (FOLDER / f"{lang}.md").read_text().splitlines():
        if heading := _SECTION.match(line):
            section = int(heading[1])
        found.append((section, line))
    return found
