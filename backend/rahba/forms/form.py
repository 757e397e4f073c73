"""A compiled form made ready: its nodes by path, its expressions as functions. Made once, used
for every response.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rahba.forms.bounds import MAX_INSTANCES, MAX_TEXT, has_once
from rahba.forms.closures import Condition, Evaluate, build, build_condition

_INDEX = re.compile(r"\[\d+\]", re.A)


@dataclass(slots=True, eq=False)
class Node:
    """One group, repeat or question. `template` is the path with a `%d` for each enclosing
    repeat's instance.
    """

    path: str
    type: str
    source: dict[str, Any]
    parent: Node | None
    template: str
    # The enclosing repeats, outermost first; a repeat encloses itself.
    repeats: list[Node]
    depth: int
    module: str | None
    children: list[Node] = field(default_factory=list)
    max: int = 0
    # The value is found or given once and then kept with the answers; others are calculated
    # where they are needed.
    kept: bool = False
    required: bool = False
    choice_names: frozenset[str] = frozenset()
    choice_list: list[dict[str, Any]] = field(default_factory=list)
    # Which instances are its choices, and the nodes of their name and label.
    choices_from: tuple[Evaluate, Node, Node] | None = None
    relevant: Condition | None = None
    required_if: Condition | None = None
    constraint: Condition | None = None
    warning: Condition | None = None
    choice_filter: Condition | None = None
    calculation: Evaluate | None = None
    count: Evaluate | None = None
    outcome: Evaluate | None = None

    def key(self, indices: tuple[int, ...]) -> str:
        """The path with its instances, `/data/member[2]/name`."""
        return self.template % indices if self.depth else self.path


class Form:
    """`nodes` by path without instances; `top` in the order of asking."""

    def __init__(self, compiled: dict[str, Any]) -> None:
        self.compiled = compiled
        self.form_id: str = compiled["form_id"]
        self.version: str = compiled["version"]
        self.default_language: str = compiled["default_language"]
        self.modules = frozenset(module["name"] for module in compiled["modules"])
        self.choices: dict[str, list[dict[str, Any]]] = compiled["choices"]
        self._by_name = {name: _by_name(choices) for name, choices in self.choices.items()}
        self.nodes: dict[str, Node] = {}
        root = "/" + compiled["nodes"][0]["path"].split("/")[1] if compiled["nodes"] else ""
        self.top = [self._add(node, None, root, []) for node in compiled["nodes"]]
        for node in self.nodes.values():
            self._bind(node)
        self.has_repeats = any(node.type == "repeat" for node in self.nodes.values())
        self.outcomes = [node for node in self.nodes.values() if node.outcome is not None]

    def _add(
        self, source: dict[str, Any], parent: Node | None, template: str, repeats: list[Node]
    ) -> Node:
        path: str = source["path"]
        template += "/" + path.rpartition("/")[2]
        node = Node(
            path=path,
            type=source["type"],
            source=source,
            parent=parent,
            template=template,
            repeats=repeats,
            depth=len(repeats),
            module=source.get("module"),
            max=source.get("max", MAX_INSTANCES if source["type"] == "repeat" else MAX_TEXT),
        )
        if node.type == "repeat":
            template = node.template = f"{template}[%d]"
            node.repeats = [*repeats, node]
            node.depth += 1
        self.nodes[path] = node
        inner = node.repeats
        node.children = [self._add(c, node, template, inner) for c in source.get("children", [])]
        return node

    def _bind(self, node: Node) -> None:
        source = node.source
        for part in ("relevant", "constraint", "warning", "choice_filter"):
            if part in source:
                setattr(node, part, build_condition(source[part], self))
        for part in ("calculation", "count", "outcome"):
            if part in source:
                setattr(node, part, build(source[part], self))
        required = source.get("required")
        if required is True:
            node.required = True
        elif required is not None:
            node.required_if = build_condition(required, self)
        given = node.type == "calculate" and node.calculation is None
        node.kept = given or has_once(source.get("calculation"))
        if "choices_from" in source:
            instances, value, label = source["choices_from"]
            found = build(instances, self)
            node.choices_from = found, self.nodes[value], self.nodes[label]
        if "choices" in source:
            node.choice_list = self.choices[source["choices"]]
            node.choice_names = frozenset(self._by_name[source["choices"]])

    def choices_named(self, name: str, value: str) -> list[dict[str, Any]]:
        """More than one where the same name stands under several of a cascade."""
        return self._by_name[name].get(value, [])

    def choice(self, name: str, value: str) -> dict[str, Any] | None:
        return next(iter(self.choices_named(name, value)), None)

    def choice_label(self, name: str, value: str, lang: str) -> str:
        choice = self.choice(name, value)
        return self.in_language(choice["label"], lang) if choice else ""

    def in_language(self, label: dict[str, str], lang: str) -> str:
        return label.get(lang) or label.get(self.default_language) or ""

    def questions(self) -> Iterator[Node]:
        return (node for node in self.nodes.values() if node.type not in ("group", "repeat"))

    @cached_property
    def reads(self) -> dict[str, frozenset[str]]:
        """What each calculation refers to, by its path."""
        return {
            node.path: frozenset(_paths_in(node.source["calculation"]))
            for node in self.nodes.values()
            if "calculation" in node.source
        }

    def with_their_calculations(self, paths: frozenset[str]) -> frozenset[str]:
        """`paths` and all that is calculated from them, also over other calculations."""
        found = paths
        while more := {path for path, read in self.reads.items() if read & found} - found:
            found |= more
        return found

    def sensitive_paths(self) -> frozenset[str]:
        """Paths (without instances) of the questions that are masked on the phone and at the
        desk.
        """
        return self._marked("sensitive")

    def reference_period_paths(self) -> frozenset[str]:
        """Paths (without instances) of the questions about a period that passes, as today's fees:
        on another day the answer would be that of another period.
        """
        return self._marked("reference_period")

    def photo_paths(self) -> list[str]:
        return [node.path for node in self.questions() if node.type == "image"]

    def _marked(self, mark: str) -> frozenset[str]:
        """The questions that carry `mark` themselves, or stand in a group that does."""
        found = {node.path for node in self.questions() if node.source.get(mark)}
        for node in self.nodes.values():
            if node.source.get(mark) and node.children:
                found |= {q.path for q in self.questions() if q.path.startswith(f"{node.path}/")}
        return frozenset(found)


def _by_name(choices: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for choice in choices:
        found.setdefault(choice["name"], []).append(choice)
    return found


def _paths_in(expression: Any) -> set[str]:
    """The nodes that an expression, as `resolve.py` writes it, refers to."""
    if not isinstance(expression, list):
        return set()
    found = set[str]().union(*(_paths_in(part) for part in expression))
    if expression and expression[0] in ("ref", "refs"):
        found.add(expression[1])
    return found


def plain_path(key: str) -> str:
    """`/data/member[2]/name` → `/data/member/name`."""
    return _INDEX.sub("", key) if "[" in key else key


def answer_text(answer: object) -> str:
    """An answer as an expression sees it; one of the wrong type is as good as none."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, bool) or answer is None:
        return ""
    if isinstance(answer, int):
        return str(answer)
    if isinstance(answer, list):
        return " ".join(item for item in answer if isinstance(item, str))
    if isinstance(answer, dict):
        parts = [answer.get(key) for key in ("lat", "lon", "alt", "acc")]
        texts = [part if isinstance(part, str) else "0" for part in parts]
        return " ".join(texts) if parts[0] and parts[1] else ""
    return ""
