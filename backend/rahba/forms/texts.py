"""Texts and choice lists of a compiled form: each said once, by language."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from rahba.forms.errors import FormError
from rahba.forms.itext import Texts
from rahba.forms.lists import Item
from rahba.forms.resolve import Expression

MODULES_LIST = "rahba_modules"


class TextTable:
    """Gives the same index to the same words wherever they stand."""

    def __init__(self) -> None:
        self.entries: list[dict[str, list[Any]]] = []
        self.ids: dict[str, int] = {}

    def add(self, texts: Texts, resolve: Callable[[str], Expression]) -> int:
        compiled = {
            code: [part if isinstance(part, str) else resolve(part[0]) for part in parts]
            for code, parts in texts.items()
        }
        key = json.dumps(compiled, sort_keys=True)
        if key not in self.ids:
            self.ids[key] = len(self.entries)
            self.entries.append(compiled)
        return self.ids[key]

    def column(self, code: str) -> list[Any]:
        """All texts in one language: a string, a list of strings and expressions, or None."""
        return [_joined(entry[code]) if code in entry else None for entry in self.entries]


def _joined(parts: list[Any]) -> Any:
    # A bare string in a list is words; an answer always is an expression, `["ref", …]`.
    return "".join(parts) if all(isinstance(part, str) for part in parts) else parts


def choice_list(
    name: str, items: list[Item], *, one_word: bool, once: bool
) -> list[dict[str, Any]]:
    """Raises FormError `bad_choice` for a name that is missing; for one with white space where it
    stands between those that are chosen; for one that comes twice where both would be offered.
    """
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for item in items:
        value = item.name
        spaced = one_word and any(character.isspace() for character in value)
        if not value or spaced or (once and value in seen):
            raise FormError("bad_choice", f"«{value}» in the list {name}")
        seen.add(value)
        found.append({"name": value, "label": _plain(item.label, name), **item.cells})
    return found


def module_list(items: list[Item], used: list[str]) -> list[dict[str, Any]]:
    """The modules that questions name, in the order and with the labels of the list
    `rahba_modules`.
    """
    listed = {item.name: item.label for item in items}
    ordered = [name for name in listed if name in used]
    ordered += [name for name in used if name not in listed]
    return [{"name": name, "label": _plain(listed.get(name, {}), MODULES_LIST)} for name in ordered]


def _plain(label: Texts, name: str) -> dict[str, str]:
    if not all(isinstance(part, str) for parts in label.values() for part in parts):
        raise FormError("unsupported_choice_text", f"an answer inside a label of the list {name}")
    return {code: "".join(str(part) for part in parts) for code, parts in label.items()}
