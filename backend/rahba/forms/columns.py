"""The columns that Rahba adds to XLSForm, `bind::rahba:…`; docs/forms.md tells what each is for."""

from __future__ import annotations

from typing import Any

from rahba.forms.errors import FormError
from rahba.forms.itext import Texts

# Columns that hold an expression.
EXPRESSIONS = ("warning", "outcome")
STATUSES = ("dont_know", "refused")

_YES_OR_NOTHING = ("sensitive", "reference_period", "carry")
_UNASKED = ("group", "repeat", "note", "calculate")
# pyxform does not translate columns with a namespace, so the language is part of the name.
_WARNING_MESSAGE = "warningMsg_"


def plain_columns(own: dict[str, str], path: str) -> dict[str, Any]:
    """What these columns give to a node. Raises FormError for an unknown column or value."""
    found: dict[str, Any] = {}
    for column, value in own.items():
        if column in _YES_OR_NOTHING:
            found[column] = _yes(value)
        elif column == "status":
            found[column] = value.split()
            if not set(found[column]) <= set(STATUSES):
                raise FormError("unknown_status", value, path, "bind::rahba:status")
        elif column == "max":
            found[column] = _whole_number(value, path)
        elif column == "module":
            found[column] = value
        elif column not in EXPRESSIONS and not column.startswith(_WARNING_MESSAGE):
            raise FormError("unknown_rahba_column", column, path, f"bind::rahba:{column}")
    return {column: value for column, value in found.items() if value}


def refuse_carried(nodes: list[dict[str, Any]], why: str | None = None) -> None:
    """What is carried to the next interview must be a single answer, and nobody's secret."""
    for node in nodes:
        is_repeat, is_secret = node["type"] == "repeat", "sensitive" in node
        inside = why or ("in a repeat" if is_repeat else "sensitive" if is_secret else None)
        unfit = node["type"] in _UNASKED or "calculation" in node
        if "carry" in node and (inside or unfit):
            detail = inside or "not a question"
            raise FormError("cannot_carry", detail, node["path"], "bind::rahba:carry")
        refuse_carried(node.get("children", []), inside)


def warning_texts(own: dict[str, str]) -> Texts:
    return {
        column.removeprefix(_WARNING_MESSAGE): [value]
        for column, value in own.items()
        if column.startswith(_WARNING_MESSAGE)
    }


def _yes(value: str) -> bool:
    return value.lower() in ("yes", "true", "true()")


def _whole_number(value: str, path: str) -> int:
    if not value.isdigit() or not 0 < int(value) <= 10_000:
        raise FormError("not_a_number", value, path, "bind::rahba:max")
    return int(value)
