"""The columns of a form in wide shape, over all its versions (SPEC AN3, AN4). Pure.

A column that a version brought stays where it stands: what a later version adds comes after it, and
what it leaves out stays. `""` is the table of the form itself; each repeat has a table of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rahba.forms.form import Form, Node

Part = Literal["value", "status", "choice", "lat", "lon", "alt", "acc", "instances"]
POINT: tuple[Part, ...] = ("lat", "lon", "alt", "acc")
MAIN = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the question, calculation or repeat at `path`."""

    path: str
    part: Part
    choice: str = ""

    @property
    def key(self) -> str:
        """Its name for programs: `/data/animal`, `/data/animal:status`, `/data/animal=sheep`."""
        if self.part == "choice":
            return f"{self.path}={self.choice}"
        return self.path if self.part == "value" else f"{self.path}:{self.part}"


@dataclass(frozen=True)
class Table:
    """`repeats` are the paths of the repeats that it stands in, the outermost first."""

    repeats: tuple[str, ...]
    columns: tuple[Column, ...]


def layout(versions: Sequence[Form], withheld: Mapping[str, frozenset[str]]) -> dict[str, Table]:
    """By the path of the repeat. `versions` in the order of publishing; `withheld` by version the
    paths that this reader may not see."""
    repeats: dict[str, tuple[str, ...]] = {MAIN: ()}
    columns: dict[str, dict[Column, None]] = {MAIN: {}}
    for form in versions:
        for node in form.nodes.values():
            if node.path in withheld[form.version]:
                continue
            if node.type == "repeat":
                repeats.setdefault(node.path, tuple(each.path for each in node.repeats))
                columns.setdefault(node.path, {})
            columns[home(node)] |= dict.fromkeys(_columns(node))
    return {path: Table(repeats[path], tuple(found)) for path, found in columns.items()}


def home(node: Node) -> str:
    """The table in which a node has its columns; a repeat is counted in the one around it."""
    around = node.repeats[:-1] if node.type == "repeat" else node.repeats
    return around[-1].path if around else MAIN


def _columns(node: Node) -> Iterator[Column]:
    match node.type:
        case "group" | "note":
            return
        case "repeat":
            yield Column(node.path, "instances")
        case "geopoint":
            yield from (Column(node.path, part) for part in POINT)
        case _:
            yield Column(node.path, "value")
    if node.type == "select_multiple":
        yield from (Column(node.path, "choice", each["name"]) for each in node.choice_list)
    if node.type != "calculate":
        yield Column(node.path, "status")
