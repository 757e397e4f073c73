"""What a new version of a form changes, by the path of each question (SPEC FD3). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rahba.forms.errors import FormError
from rahba.forms.warnings import nodes_in

Compiled = dict[str, Any]
Node = dict[str, Any]

# No answer of theirs stands in a file, so there is no column that could change its meaning.
_NO_ANSWER = {"note", "group", "repeat", "calculate"}
# Both are words that somebody typed or a camera read.
_ALIKE = {"barcode": "text"}
_WORDS = ("label", "hint", "constraint_message", "required_message", "warning_message")
# Compared by what stands behind them, or told at the nodes themselves.
_APART = {"path", "children", "choices", *_WORDS}


def difference(old: Compiled, new: Compiled) -> list[dict[str, Any]]:
    """Questions that were added, removed or changed, in the order of the new form, what is gone at
    the end: `{path, change, parts, label}`. `parts` says what of a question is another."""
    before = {node["path"]: node for node in nodes_in(old["nodes"])}
    after = {node["path"]: node for node in nodes_in(new["nodes"])}
    told = []
    for path, node in after.items():
        if path not in before:
            told.append(_told(new, node, "added", []))
        elif parts := _parts(old, before[path], new, node):
            told.append(_told(new, node, "changed", parts))
    gone = [_told(old, node, "removed", []) for path, node in before.items() if path not in after]
    return told + gone


def retyped(earlier: Iterable[Compiled], new: Compiled) -> list[FormError]:
    """Questions that were last asked under the same path with another type of answer: one column of
    a file would hold both. `earlier` is in the order of publishing."""
    types: dict[str, str] = {}
    for compiled in earlier:
        for node in nodes_in(compiled["nodes"]):
            if node["type"] not in _NO_ANSWER:
                types[node["path"]] = node["type"]
    return [
        FormError("type_changed", f"{types[path]} → {node['type']}", path, "type")
        for node in nodes_in(new["nodes"])
        if (path := node["path"]) in types
        and node["type"] not in _NO_ANSWER
        and _alike(node["type"]) != _alike(types[path])
    ]


def _alike(type_: str) -> str:
    return _ALIKE.get(type_, type_)


def _parts(old: Compiled, before: Node, new: Compiled, after: Node) -> list[str]:
    logic = [
        part
        for part in dict.fromkeys([*after, *before])
        if part not in _APART and before.get(part) != after.get(part)
    ]
    words = [p for p in _WORDS if _said(old, before.get(p)) != _said(new, after.get(p))]
    choices = _choices(old, before) != _choices(new, after)
    return [*words, *logic, *(["choices"] if choices else [])]


def _said(compiled: Compiled, index: int | None) -> dict[str, Any]:
    """The words by language: the index alone changes with any other text of the form."""
    if index is None:
        return {}
    return {code: texts[index] for code, texts in compiled["texts"].items() if texts[index]}


def _choices(compiled: Compiled, node: Node) -> list[Any]:
    return list(compiled["choices"].get(node.get("choices", ""), []))


def _told(compiled: Compiled, node: Node, change: str, parts: list[str]) -> dict[str, Any]:
    words = _said(compiled, node.get("label"))
    label = {code: text for code, text in words.items() if isinstance(text, str)}
    return {"path": node["path"], "change": change, "parts": parts, "label": label}
