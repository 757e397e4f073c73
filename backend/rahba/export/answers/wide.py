"""Wide: a row a response and a column a question; each repeat in a table of its own (SPEC AN4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rahba.export.answers.layout import MAIN, Column, Table, home
from rahba.export.answers.read import Response
from rahba.export.answers.speak import Speaker
from rahba.export.answers.values import coordinate
from rahba.export.sheet import Value
from rahba.forms.asked import NOT_ASKED, Asked

# An instance is found again by its table and the index of each repeat that it stands in.
Instance = tuple[str, tuple[int, ...]]


class Wide:
    """`fields` stand before the answers of the form; a repeat's rows name their entry and index."""

    def __init__(
        self, tables: Mapping[str, Table], fields: Sequence[str], speaker: Speaker
    ) -> None:
        self.tables = tables
        self.paths = tuple(tables)
        self.fields = fields
        self.speaker = speaker

    def heads(self, path: str) -> list[str]:
        speaker, table = self.speaker, self.tables[path]
        fields = self.fields if path == MAIN else self.fields[:1]
        return [
            *map(speaker.field_head, fields),
            *map(speaker.index_head, table.repeats),
            *map(speaker.head, table.columns),
        ]

    def rows(self, response: Response) -> Iterator[tuple[str, list[Value]]]:
        """The form's row, then those of its repeats, each with the path of its table."""
        for (path, indices), found in _by_instance(response).items():
            fields = self.fields if path == MAIN else self.fields[:1]
            yield (
                path,
                [
                    *(self.speaker.field(name, response.fields.get(name)) for name in fields),
                    *indices,
                    *(self._cell(column, found) for column in self.tables[path].columns),
                ],
            )

    def _cell(self, column: Column, found: Mapping[str, Asked]) -> Value:
        one = found.get(column.path)
        if column.part == "status":
            return self.speaker.status(one.status if one else NOT_ASKED)
        if one is None or one.value is None:
            return None
        match column.part:
            case "choice":
                return _chosen(one, column.choice)
            case "lat" | "lon" | "alt" | "acc":
                return coordinate(one.value, column.part)
            case _:
                return None if one.node.type == "geopoint" else self.speaker.answer(one)


def widest(tables: Mapping[str, Table], fields: Sequence[str]) -> int:
    """How many columns its widest table has."""
    before = {path: len(fields) if path == MAIN else 1 for path in tables}
    return max(before[path] + len(t.repeats) + len(t.columns) for path, t in tables.items())


def _by_instance(response: Response) -> dict[Instance, dict[str, Asked]]:
    """The form first. An instance in which nothing was asked is none."""
    found: dict[Instance, dict[str, Asked]] = {(MAIN, ()): {}}
    for one in response.asked:
        if one.status not in (None, NOT_ASKED):
            around = one.node.repeats[: len(one.indices)]
            for depth, repeat in enumerate(around, start=1):
                found.setdefault((repeat.path, one.indices[:depth]), {})
    for one in response.asked:
        instance = found.get((home(one.node), one.indices))
        if instance is not None:
            instance[one.node.path] = one
    return found


def _chosen(one: Asked, choice: str) -> int | None:
    """1 or 0; nothing where the version that was asked did not offer it."""
    if choice not in one.node.choice_names:
        return None
    return int(choice in one.value if isinstance(one.value, list) else choice == one.value)
