"""What is wrong with a workbook that pyxform refuses: pyxform stops at the first fault, this names
all that a coach can mend at one sitting (SPEC FD1). It is never asked about a workbook that
pyxform takes, so it cannot refuse what is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyxform import aliases  # type: ignore[import-untyped]
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT  # type: ignore[import-untyped]

from rahba.forms.errors import FormError
from rahba.forms.sheets import NO_SHEET, Row, Sheet

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}\s]+)\s*\}")
_SELECTS = "|".join(sorted(map(re.escape, aliases.select), key=len, reverse=True))
_SELECT = re.compile(rf"(?:{_SELECTS}) (\S+)")
_FROM_FILE = (".csv", ".xml", ".geojson")
# Nobody is asked these, so they need no words.
_SILENT = {"calculate", "hidden", "start", "end", "today", "deviceid", "username", "audit"}


def sheet_faults(sheets: dict[str, Sheet]) -> list[FormError]:
    """In the order of the rows of the survey sheet."""
    survey = sheets.get("survey", NO_SHEET)
    if not {"type", "name"} <= set(survey.headers):
        return []  # headers in another spelling: only pyxform knows
    lists = {row.get("list_name", "list name") for row in sheets.get("choices", NO_SHEET).rows}
    names = {row.get("name") for row in survey.rows}
    found = [*_blocks(survey), *_names(survey)]
    for row in survey.rows:
        found += [*_type_faults(row, lists), *_reference_faults(row, names)]
        if _is_asked(row) and not any(_is_words(header) for header in row.cells):
            found.append(_fault("no_label", row, survey.header_of("label"), row.get("name")))
    return sorted(found, key=lambda fault: fault.row or 0)


def _fault(code: str, row: Row, column: str, detail: str) -> FormError:
    return FormError(code, detail, sheet="survey", row=row.number, column=column)


def _type_faults(row: Row, lists: set[str]) -> Iterator[FormError]:
    if row.begins or row.ends or row.kind in QUESTION_TYPE_DICT:
        return
    select = _SELECT.match(row.kind)
    if select is None:
        yield _fault("unknown_type", row, "type", row.get("type"))
    elif not _has_list(select.group(1), lists):
        yield _fault("unknown_list", row, "type", select.group(1))


def _has_list(name: str, lists: set[str]) -> bool:
    return name in lists or name.startswith("${") or name.endswith(_FROM_FILE)


def _names(survey: Sheet) -> Iterator[FormError]:
    """Names that are missing, cannot be one, or stand twice in the same group."""
    taken: list[set[str]] = [set()]
    for row in survey.rows:
        name = row.get("name")
        if row.ends:
            taken = taken[:-1] or [set()]
            continue
        if not name:
            yield _fault("name_missing", row, "name", row.get("type"))
        elif not _NAME.match(name):
            yield _fault("bad_name", row, "name", name)
        elif name in taken[-1]:
            yield _fault("name_twice", row, "name", name)
        taken[-1].add(name)
        if row.begins:
            taken.append(set())


def _blocks(survey: Sheet) -> Iterator[FormError]:
    """Groups and repeats that end without a beginning, or begin without an end."""
    open_blocks: list[Row] = []
    for row in survey.rows:
        if row.begins:
            open_blocks.append(row)
        elif row.ends and open_blocks and _block(open_blocks[-1]) == _block(row):
            open_blocks.pop()
        elif row.ends:
            yield _fault("unmatched", row, "type", row.get("type"))
    for row in open_blocks:
        yield _fault("unmatched", row, "type", row.get("type"))


def _block(row: Row) -> str:
    return str(aliases.control.get(row.kind.partition(" ")[2], ""))


def _reference_faults(row: Row, names: set[str]) -> Iterator[FormError]:
    for header, text in row.cells.items():
        for name in _REFERENCE.findall(text):
            if name not in names:
                yield _fault("unknown_question", row, header, name)


def _is_asked(row: Row) -> bool:
    silent = row.begins or row.ends or row.kind in _SILENT or "calculation" in row.cells
    return bool(row.kind) and not silent


def _is_words(header: str) -> bool:
    return header.partition(":")[0] in ("label", "hint", "media")
