"""What a form may leave so, though somebody at the souk will miss it (SPEC FD1). Nothing here stops
it from being published.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from rahba.forms.errors import FormError
from rahba.forms.itext import language_code
from rahba.forms.sheets import NO_SHEET, Sheet, paths_in

FIRST_LANGUAGE = "ar"
# Beyond so many, a translation is not missing here and there: the reader sees which.
MOST = 300
_TEXTS = ("label", "hint", "constraint_message", "required_message", "warning_message")


def form_warnings(compiled: dict[str, Any], sheets: dict[str, Sheet]) -> list[FormError]:
    """In the order of the form; `sheets` is empty for an XForm, whose places are paths."""
    found = [*_of_languages(compiled), *_of_modules(compiled)]
    missing = [*_missing_texts(compiled, sheets), *_missing_labels(compiled, sheets)]
    return list(islice([*found, *_left_out(compiled, sheets), *missing], MOST))


def _left_out(compiled: dict[str, Any], sheets: dict[str, Sheet]) -> Iterator[FormError]:
    """What the compiler took the form without (SPEC FO4)."""
    survey = sheets.get("survey", NO_SHEET)
    first = compiled["nodes"][0]["path"] if compiled["nodes"] else "/data"
    rows = {path: row.number for path, row in paths_in(survey, first.split("/")[1])}
    for one in compiled.get("left_out", []):
        row = rows.get(one["path"])
        yield FormError(
            one["code"], one["detail"], one["path"] or None, one["part"],
            sheet="survey" if row else None, row=row,
            column=survey.header_of(one["part"]) if row else None,
        )  # fmt: skip


def _of_languages(compiled: dict[str, Any]) -> Iterator[FormError]:
    if FIRST_LANGUAGE not in compiled["languages"]:
        yield FormError("no_arabic", ", ".join(compiled["languages"]), part="label")


def _of_modules(compiled: dict[str, Any]) -> Iterator[FormError]:
    for module in compiled["modules"]:
        if not module["label"]:
            yield FormError("module_without_name", module["name"], part="bind::rahba:module")


def _missing_texts(compiled: dict[str, Any], sheets: dict[str, Sheet]) -> Iterator[FormError]:
    """Words of a question that one language of the form has and another lacks."""
    survey = sheets.get("survey", NO_SHEET)
    first = compiled["nodes"][0]["path"] if compiled["nodes"] else "/data"
    rows = {path: row.number for path, row in paths_in(survey, first.split("/")[1])}
    for node in nodes_in(compiled["nodes"]):
        for part in _TEXTS:
            for code in _lacking(compiled, node.get(part)):
                row = rows.get(node["path"])
                yield FormError(
                    "missing_text", code, node["path"], part,
                    sheet="survey" if row else None, row=row,
                    column=_header(survey, part, code) if row else None,
                )  # fmt: skip


def _lacking(compiled: dict[str, Any], index: int | None) -> list[str]:
    if index is None:
        return []
    return [code for code, texts in compiled["texts"].items() if not texts[index]]


def _missing_labels(compiled: dict[str, Any], sheets: dict[str, Sheet]) -> Iterator[FormError]:
    """Choices without a label in one of the languages."""
    sheet = sheets.get("choices", NO_SHEET)
    rows = {(r.get("list_name", "list name"), r.get("name")): r.number for r in sheet.rows}
    for name, choices in compiled["choices"].items():
        for choice in choices:
            for code in compiled["languages"]:
                if not choice["label"].get(code):
                    row = rows.get((name, choice["name"]))
                    yield FormError(
                        "missing_label", code, f"{name}/{choice['name']}", "label",
                        sheet="choices" if row else None, row=row,
                        column=_header(sheet, "label", code) if row else None,
                    )  # fmt: skip


def _header(sheet: Sheet, part: str, code: str) -> str:
    """The column of these words in this language; where there is none, the one to be added."""
    for name in sheet.headers:
        before, _, language = name.partition("::")
        if before == part and language_code(language) == code:
            return name
    return f"{part}::({code})"


def nodes_in(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every node, a group before what is in it."""
    for node in nodes:
        yield node
        yield from nodes_in(node.get("children", []))
