"""The largest response that a form allows, in bytes of JSON, known before anyone answers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rahba.forms.errors import FormError

# A push takes 1 MiB for up to 100 operations; one response may use a quarter of it.
MAX_RESPONSE_BYTES = 256 * 1024
# Characters of a typed answer and instances of a repeat, unless `bind::rahba:max` says otherwise.
MAX_TEXT = 255
MAX_INSTANCES = 20
FEWEST_INSTANCES = 4

# Operations that give another value each time.
BY_CHANCE = (["random"], ["uuid"])

Compiled = dict[str, Any]
Choices = dict[str, list[dict[str, Any]]]

_BYTES_PER_CHARACTER = 4
_FIXED = {
    "integer": 12,
    "decimal": 26,
    "date": 12,
    "time": 14,
    "datetime": 34,
    "range": 26,
    "geopoint": 110,
    "acknowledge": 4,
    "image": 66,
    "note": 0,
}


def response_bound(nodes: list[Compiled], choices: Choices) -> int:
    """Raises FormError `response_too_large`, naming the part that weighs most.

    Where repeats make it so, those for which the form says no limit get a lower one: an author
    elsewhere knows nothing of ours.
    """
    free = [node for node in _repeats(nodes) if "max" not in node]
    for instances in range(MAX_INSTANCES, FEWEST_INSTANCES - 1, -1):
        if instances < MAX_INSTANCES:
            for node in free:
                node["max"] = instances
        total = _total(nodes, choices)
        if total <= MAX_RESPONSE_BYTES:
            return total
    heaviest = max((_weight(node, choices, 0), node["path"]) for node in nodes)
    raise FormError(
        "response_too_large",
        f"up to {total} bytes, {MAX_RESPONSE_BYTES} allowed; "
        "bind::rahba:max limits texts and repeats",
        heaviest[1],
    )


def _total(nodes: list[Compiled], choices: Choices) -> int:
    return 300 + sum(_weight(node, choices, 0) for node in nodes)


def _repeats(nodes: list[Compiled]) -> Iterator[Compiled]:
    for node in nodes:
        if node["type"] == "repeat":
            yield node
        yield from _repeats(node.get("children", []))


def kept_once(expression: Any) -> Any:
    """A calculation by chance, kept: it would be another each time."""
    return ["once", expression] if by_chance(expression) else expression


def by_chance(expression: Any) -> bool:
    """Whether it would give another value each time."""
    if not isinstance(expression, list) or expression[:1] == ["once"]:
        return False
    return expression[:1] in BY_CHANCE or any(by_chance(part) for part in expression)


def has_once(expression: Any) -> bool:
    """Whether a calculated value travels with the answers: it cannot be found a second time."""
    if not isinstance(expression, list):
        return False
    return expression[0] == "once" or any(has_once(part) for part in expression[1:])


def _weight(node: Compiled, choices: Choices, depth: int) -> int:
    kind = node["type"]
    if kind == "repeat":
        inner = sum(_weight(child, choices, depth + 1) for child in node["children"])
        return int(node.get("max", MAX_INSTANCES)) * inner + 40
    if kind == "group":
        return sum(_weight(child, choices, depth) for child in node["children"])
    if "calculation" in node and not has_once(node["calculation"]):
        return 0
    # `"path[12]":value,` and, for a status instead of an answer, no more than that.
    key = len(node["path"].encode()) + 4 * depth + 4
    return key + max(_value_bytes(node, choices), 12)


def _value_bytes(node: Compiled, choices: Choices) -> int:
    kind = node["type"]
    if kind in _FIXED:
        return _FIXED[kind]
    text = int(node.get("max", MAX_TEXT)) * _BYTES_PER_CHARACTER + 2
    if "choices_from" in node:
        return text if kind == "select_one" else text * MAX_INSTANCES
    if kind in ("select_one", "select_multiple", "rank"):
        names = [len(choice["name"].encode()) + 3 for choice in choices[node["choices"]]] or [0]
        return max(names) if kind == "select_one" else sum(names) + 2
    return text
