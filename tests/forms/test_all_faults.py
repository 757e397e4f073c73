"""Whoever mends a form hears of all its faults at once, each where a spreadsheet shows it (SPEC
FD1)."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from rahba.forms.compile import compile_xform
from rahba.forms.errors import FormError
from rahba.forms.sheets import read_sheets
from rahba.forms.warnings import form_warnings
from rahba.forms.xlsform import read_xlsform
from tests.forms.sources import LIBRARY, xform_of
from tests.forms.workbooks import workbook

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs/forms.md"


def faults_of(data: bytes) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(FormError) as refused:
        read_xlsform(data)
    assert {fault.sheet for fault in refused.value.all} == {"survey"}
    return [(fault.code, fault.row, fault.column) for fault in refused.value.all]


def test_FD1_what_pyxform_refuses_is_named_whole_and_not_only_its_first_fault() -> None:
    assert faults_of(
        workbook([
            ("text", "a", "A"),
            ("tekst", "b", "B"),
            ("select_one size", "c", "C"),
            ("text", None, "D"),
            ("text", "e f", "E"),
            ("text", "a", "again"),
            ("text", "g", None),
            ("text", "h", "H", "${nobody} = 1", "${noone} = 2"),
            ("begin_group", "i", "I"),
            ("text", "a", "another group, another a"),
        ])
    ) == [
        ("unknown_type", 3, "type"),
        ("unknown_list", 4, "type"),
        ("name_missing", 5, "name"),
        ("bad_name", 6, "name"),
        ("name_twice", 7, "name"),
        ("no_label", 8, "label"),
        ("unknown_question", 9, "relevant"),
        ("unknown_question", 9, "constraint"),
        ("unmatched", 10, "type"),
    ]  # fmt: skip


def test_FD1_an_end_without_its_beginning_is_named() -> None:
    rows = [("begin_repeat", "a", "A"), ("text", "b", "B"), ("end_group", None, None)]
    assert faults_of(workbook(rows)) == [("unmatched", 2, "type"), ("unmatched", 4, "type")]


def test_FD1_what_the_phone_cannot_do_is_named_whole() -> None:
    assert faults_of(
        workbook([
            ("text", "a", "A", "nope() > 1", "regex(., '(a+)+')"),
            ("geotrace", "b", "B"),
            ("begin_group", "g", "G", "pulldata('x') = 1"),
            ("integer", "c", "C", None, "extract-signed(.) = 1"),
            ("end_group", None, None),
        ])
    ) == [
        ("unsupported_function", 2, "relevant"),
        ("unsupported_pattern", 2, "constraint"),
        ("unsupported_type", 3, "type"),
        ("unsupported_function", 4, "relevant"),
        ("unsupported_function", 5, "constraint"),
    ]  # fmt: skip


def test_FD1_of_an_xform_every_fault_is_named_by_its_path() -> None:
    rows = "| | text | a | A | nope() = 1 |\n| | text | b | B | property('x') = 1 |"
    xform = xform_of(f"| survey |\n| | type | name | label | relevant |\n{rows}\n")
    with pytest.raises(FormError) as refused:
        compile_xform(xform)
    assert [fault.path for fault in refused.value.all] == ["/data/a", "/data/b"]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"<a/>"])
def test_FD1_a_damaged_workbook_is_refused_and_breaks_nothing(part: str, content: bytes) -> None:
    whole, damaged = io.BytesIO(workbook([("text", "a", "A")])), io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(damaged, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, content if name == part else source.read(name))
    with pytest.raises(FormError) as refused:
        read_xlsform(damaged.getvalue())
    assert refused.value.code in ("xlsform_unreadable", "xlsform_invalid")


LANGUAGES = ("type", "name", "label::العربية (ar)", "label::Français (fr)", "hint::Français (fr)")


def warnings_of(data: bytes) -> list[tuple[str, str | None, int | None, str | None, str]]:
    _, compiled = read_xlsform(data)
    return [
        (found.code, found.sheet, found.row, found.column, found.detail)
        for found in form_warnings(compiled, read_sheets(data))
    ]


def test_FD1_words_that_a_language_lacks_are_a_warning_at_their_cell() -> None:
    data = workbook(
        [
            ("select_one colour", "a", "لون", "Couleur", None),
            ("text", "b", None, "Rien en arabe", "Un mot"),
        ],
        [
            ("list_name", "name", "label::العربية (ar)", "label::Français (fr)"),
            ("colour", "red", "أحمر", None),
        ],
        LANGUAGES,
    )
    assert warnings_of(data) == [
        ("missing_text", "survey", 3, "label::العربية (ar)", "ar"),
        ("missing_text", "survey", 3, "hint::(ar)", "ar"),
        ("missing_label", "choices", 2, "label::Français (fr)", "fr"),
    ]


def test_FD1_a_form_without_arabic_is_warned_of() -> None:
    data = workbook([("text", "a", "Nom")], header=("type", "name", "label::Français (fr)"))
    assert [found[0] for found in warnings_of(data)] == ["no_arabic"]


def test_FD1_a_module_without_a_name_is_warned_of() -> None:
    table = (
        "| survey |\n| | type | name | label::A (ar) | bind::rahba:module |\n"
        "| | text | a | A | weather |\n"
        '| settings |\n| | form_id | namespaces |\n| | f | rahba="urn:rahba:xforms" |\n'
    )
    [found] = form_warnings(compile_xform(xform_of(table)), {})
    assert (found.code, found.detail) == ("module_without_name", "weather")


def test_the_form_of_the_product_is_warned_of_nothing() -> None:
    assert warnings_of((LIBRARY / "souk_trader_v1.xlsx").read_bytes()) == []


def test_FD1_every_fault_has_words_at_the_desk_and_every_part_of_a_question_too() -> None:
    backend, desk = LIBRARY.parent, REPOSITORY / "frontend/src/desk/forms"
    raised = {
        code
        for path in backend.glob("*.py")
        for code in re.findall(r'(?:FormError|_fault)\(\s*"(\w+)"', path.read_text())
    }
    spoken = (desk / "fault-words.ts").read_text() + (desk / "fault-text.ts").read_text()
    # What pyxform says beyond these comes in its own words.
    said = {*re.findall(r"^ +(\w+):", spoken, re.M), "xlsform_invalid"}
    assert raised - said == set()
    keys = re.search(r"## Keys of a compiled node\n(.*?)Texts", DOCS.read_text(), re.S)
    assert keys
    parts = set(re.findall(r"`(\w+)`", keys[1])) - {"path", "children"}
    words = (desk / "draft-words.ts").read_text()
    assert {part for part in parts if f"part_{part}:" not in words} == set()
