"""Long: a row an answer, under its path with its instances (SPEC AN6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rahba.export.answers.layout import MAIN, POINT, Table
from rahba.export.answers.read import Response
from rahba.export.answers.speak import Speaker
from rahba.export.answers.values import coordinate
from rahba.export.sheet import Value
from rahba.forms.asked import NOT_ASKED, Asked


class Long:
    """Columns for a point are there only if a version of the form asks for one."""

    def __init__(
        self, tables: Mapping[str, Table], fields: Sequence[str], speaker: Speaker
    ) -> None:
        columns = [column for table in tables.values() for column in table.columns]
        self.paths = (MAIN,)
        self.fields = fields
        self.speaker = speaker
        self.parts = POINT if any(column.part in POINT for column in columns) else ()
        self.questions = [c.path for c in tables[MAIN].columns if c.part == "status"]

    def heads(self, _path: str) -> list[str]:
        question = ["question"] if self.speaker.in_words else []
        names = [*self.fields, "path", *question, "value", *self.parts, "answer_status"]
        return [self.speaker.field_head(name) for name in names]

    def rows(self, response: Response) -> Iterator[tuple[str, list[Value]]]:
        """In the order of asking; then the questions that only another version has."""
        speaker = self.speaker
        head = [speaker.field(name, response.fields.get(name)) for name in self.fields]
        for one in response.asked:
            path = one.node.path
            yield MAIN, [*head, *self._question(one.path, path), *self._answer(one)]
        here = {one.node.path for one in response.asked}
        without = [None] * (1 + len(self.parts))
        for path in self.questions:
            if path not in here:
                row = [*head, *self._question(path, path), *without, speaker.status(NOT_ASKED)]
                yield MAIN, row

    def _question(self, path: str, question: str) -> list[Value]:
        return [path, self.speaker.question(question)] if self.speaker.in_words else [path]

    def _answer(self, one: Asked) -> list[Value]:
        is_point = one.node.type == "geopoint"
        value = None if is_point else self.speaker.answer(one)
        parts = [coordinate(one.value, part) if is_point else None for part in self.parts]
        return [value, *parts, self.speaker.status(one.status)]
