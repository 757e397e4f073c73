"""What a file of answers is written in: the words of one language, or codes (SPEC AN5). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rahba.export.answers.layout import Column
from rahba.export.answers.values import typed
from rahba.export.csv import as_text
from rahba.export.labels import WORDS, Labels, Language, text_of
from rahba.export.sheet import Value
from rahba.forms.asked import Asked
from rahba.forms.form import Form, Node

LANGUAGES: tuple[Language, ...] = ("ar", "fr", "en")
SELECTS = frozenset({"select_one", "select_multiple", "rank"})
GAP = "…"  # where a question's text says an earlier answer


@dataclass
class Names:
    """What the newest version that has it calls a question, a choice or a module; `offered` is
    what each version itself calls its choices."""

    questions: dict[str, str] = field(default_factory=dict)
    choices: dict[tuple[str, str], str] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)
    offered: dict[Node, dict[str, str]] = field(default_factory=dict)


def names_of(versions: Sequence[Form], language: Language) -> Names:
    names = Names()
    for form in versions:
        texts = (
            form.compiled["texts"].get(language) or form.compiled["texts"][form.default_language]
        )
        names.modules |= {
            module["name"]: text_of(module["label"], language)
            for module in form.compiled["modules"]
        }
        for node in form.nodes.values():
            text = texts[node.source["label"]] if "label" in node.source else None
            if text:
                names.questions[node.path] = _without_answers(text)
            here = {each["name"]: text_of(each["label"], language) for each in node.choice_list}
            names.offered[node] = here
            names.choices |= {(node.path, name): label for name, label in here.items()}
    return names


def repeats_of(versions: Sequence[Form]) -> list[dict[str, Any]]:
    """Path and names of every repeat, in each language of files."""
    names = {language: names_of(versions, language) for language in LANGUAGES}
    paths = {
        node.path: None
        for form in versions
        for node in form.nodes.values()
        if node.type == "repeat"
    }
    return [
        {
            "path": path,
            "names": {code: each.questions.get(path, "") for code, each in names.items()},
        }
        for path in paths
    ]


def _without_answers(text: str | list[Any]) -> str:
    parts = text if isinstance(text, list) else [text]
    return "".join(part if isinstance(part, str) else GAP for part in parts)


@dataclass(frozen=True)
class Speaker:
    """`in_words`: labels in the language of `labels`; else codes, under the names for programs."""

    labels: Labels
    names: Names
    in_words: bool

    def question(self, path: str) -> str:
        return self.names.questions.get(path) or path.rpartition("/")[2]

    def head(self, column: Column) -> str:
        if not self.in_words:
            return column.key
        question = self.question(column.path)
        match column.part:
            case "value":
                return question
            case "choice":
                name = self.names.choices.get((column.path, column.choice))
                return self._part(question, name or column.choice)
            case "status" | "instances":
                return self._part(question, self._word(column.part))
            case _:
                return self._part(question, self.labels.column(column.part))

    def index_head(self, repeat: str) -> str:
        if not self.in_words:
            return f"{repeat}:index"
        return self._part(self.question(repeat), self._word("index"))

    def sheet(self, path: str) -> str:
        """The title of a table; a workbook tells those that are alike apart by a number."""
        if path:
            return self.question(path) if self.in_words else path.rpartition("/")[2]
        return self.labels.sheet("survey") if self.in_words else "survey"

    def field_head(self, name: str) -> str:
        return self.labels.column(name) if self.in_words else name

    def field(self, name: str, value: Any) -> Value:
        """A cell about the entry rather than of an answer."""
        if value is None or isinstance(value, int | date):
            return value
        if not self.in_words:
            return as_text(value)
        if name == "modules":
            return as_text([self.names.modules.get(each) or each for each in value])
        return self.labels.of(name, value) if self.labels.is_coded(name) else as_text(value)

    def status(self, code: str | None) -> Value:
        return self.field("answer_status", code)

    def answer(self, one: Asked) -> Value:
        """A chosen code has the label that it had in the version that was asked."""
        node, value = one.node, one.value
        if value is None or node.type not in SELECTS or not self.in_words:
            return typed(node, value)
        labels = self.names.offered[node]
        chosen = value if isinstance(value, list) else [value]
        return self.labels.joined(labels.get(each) or each for each in chosen)

    def _part(self, question: str, part: str) -> str:
        frame = text_of(WORDS["of_question"]["part"], self.labels.language)
        return frame.format(question=question, part=part)

    def _word(self, name: str) -> str:
        return text_of(WORDS["of_question"][name], self.labels.language)
