"""What is refused when a form is published, never at the souk: each with its code and its place."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from rahba.forms.bounds import MAX_RESPONSE_BYTES
from rahba.forms.compile import compile_xform
from rahba.forms.errors import FormError
from rahba.forms.pattern import safe_pattern
from rahba.forms.resolve import Resolver
from rahba.forms.safe_xml import MAX_DEPTH, parse_xml
from rahba.forms.workbook import MAX_BYTES
from rahba.forms.xlsform import read_xlsform
from tests.forms.refresh import expressions_structure
from tests.forms.sources import LIBRARY, xform_named, xform_of

HERE = "/data/here"


def code_of(refused: pytest.ExceptionInfo[FormError]) -> str:
    return refused.value.code


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("1 +", "expression_syntax"),
        ("(1", "expression_syntax"),
        ("concat('a' 'b')", "expression_syntax"),
        ("'open", "expression_syntax"),
        ("a ! b", "expression_syntax"),
        ("", "expression_syntax"),
        ("1 " + "+ 1 " * 3000, "expression_too_long"),
        ("(" * 70 + "1" + ")" * 70, "expression_too_deep"),
        ("jr:itext('x')", "unsupported_function"),
        ("jr:itext(instance('town')/root/item/name)", "unsupported_function"),
        ("pulldata('a', 'b', 'c', 'd')", "unsupported_function"),
        ("instance(/data/name)/root", "unsupported_function"),
        ("selected(/data/name)", "wrong_arguments"),
        ("if(1, 2)", "wrong_arguments"),
        ("indexed-repeat(/data/member/first, /data/member)", "wrong_arguments"),
        ("indexed-repeat(/data/name, /data/member, 1)", "wrong_arguments"),
        ("jr:choice-name('x', '/data/name')", "wrong_arguments"),
        ("/data/nowhere", "unknown_question"),
        ("../../../nowhere", "unsupported_path"),
        ("//name", "unsupported_path"),
        ("/data/*", "unsupported_path"),
        ("/data/name[1]", "unsupported_path"),
        ("instance('colour')/root/item[province = 'x']/name", "unknown_column"),
        ("instance('nolist')/root/item/name", "unknown_list"),
        ("sum(3)", "nodeset_needed"),
        ("position(..)", "position_outside_repeat"),
        ("position()", "position_outside_repeat"),
        ("last()", "position_outside_repeat"),
        ("position(/data/member)", "position_outside_repeat"),
        ("position(/data/member[1])", "position_outside_repeat"),
        ("name(instance('town')/root/item/name)", "unsupported_path"),
        ("regex('a', /data/name)", "unsupported_pattern"),
        ("regex('a', '(a+)+')", "unsupported_pattern"),
    ],
)
def test_an_expression_is_refused(expression: str, code: str) -> None:
    with pytest.raises(FormError) as refused:
        Resolver(expressions_structure()).resolve(expression, HERE)
    assert code_of(refused) == code


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a|b)*",
        "(a?)*",
        "(?=a)b",
        "(a)\\1",
        "\\p{L}+",
        "a{2",
        "*a",
        "[a",
        "[]",
        "(a",
        "a)",
        "[b-a]",
        ".*.*.*.*.*x",
        "a" * 301,
        "a{1,99999999999999999999}",
    ],
)
def test_a_pattern_that_could_run_away_or_means_different_things_is_refused(pattern: str) -> None:
    with pytest.raises(FormError) as refused:
        safe_pattern(pattern)
    assert code_of(refused) == "unsupported_pattern"


@pytest.mark.parametrize(
    ("pattern", "safe"),
    [
        (r"^(\+212|0)[5-7]\d{8}$", r"^(?:\+212|0)[5-7]\d{8}$"),
        (r"a\-b", "a-b"),
        (".", r"[^\n\r]"),
        (r"\s", r"[ \t\n\r\f\v]"),
        (r"[^@\s]+@[^@\s]+\.[a-z]{2,}", r"[^@ \t\n\r\f\v]+@[^@ \t\n\r\f\v]+\.[a-z]{2,}"),
        (r"(\d{2} ?){4}", r"(?:\d{2} ?){4}"),
    ],
)
def test_a_pattern_is_written_so_that_both_languages_read_the_same(pattern: str, safe: str) -> None:
    assert safe_pattern(pattern) == safe


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xml_doctype"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "xml_doctype"),
        ("<a><b></a>", "xml_malformed"),
        ("", "xml_malformed"),
        ("<a>" * (MAX_DEPTH + 1) + "</a>" * (MAX_DEPTH + 1), "xml_too_large"),
        ("<a>" + "<b/>" * 200_001 + "</a>", "xml_too_large"),
        ("<a>" + " " * 9_000_000 + "</a>", "xml_too_large"),
    ],
    ids=["entities", "external", "malformed", "empty", "deep", "many", "large"],
)
def test_xml_that_is_unsafe_is_refused(xml: str, code: str) -> None:
    with pytest.raises(FormError) as refused:
        parse_xml(xml)
    assert code_of(refused) == code


def survey(*rows: str, header: str = "type | name | label | calculation | relevant") -> str:
    lines = "\n".join(f"| | {row} |" for row in (header, *rows))
    settings = '| | form_id | namespaces |\n| | f | rahba="urn:rahba:xforms" |'
    return f"| survey |\n{lines}\n| settings |\n{settings}\n"


@pytest.mark.parametrize(
    ("table", "code", "path", "part"),
    [
        (
            survey("calculate | a | | ${b} + 1 |", "calculate | b | | ${a} + 1 |"),
            "circular",
            "/data/a",
            None,
        ),
        (survey("text | a | A | | ${a} = 'x'"), "circular", "/data/a", None),
        (
            survey("begin_group | g | G | | ${a} = 'x'", "text | a | A | |", "end_group | | | |"),
            "circular",
            "/data/g",
            None,
        ),
        (
            survey("text | a | A | | pulldata('x') = 1"),
            "unsupported_function",
            "/data/a",
            "relevant",
        ),
        (survey("audio | a | A | |"), "unsupported_control", "/data/a", "type"),
        (survey("video | a | A | |"), "unsupported_control", "/data/a", "type"),
        (survey("file | a | A | |"), "unsupported_control", "/data/a", "type"),
        (
            survey("image | a | A | signature", header="type | name | label | appearance"),
            "unsupported_control",
            "/data/a",
            "type",
        ),
        (
            survey("image | a | A | yes", header="type | name | label | required"),
            "photo_required",
            "/data/a",
            "required",
        ),
        (
            survey("image | a | A | yes", header="type | name | label | bind::rahba:sensitive"),
            "photo_sensitive",
            "/data/a",
            "bind::rahba:sensitive",
        ),
        (
            survey("image | a | A | |", "image | b | B | |"),
            "too_many_photos",
            "/data/a",
            "type",
        ),
        (
            survey("begin_repeat | r | R | |", "image | a | A | |", "end_repeat | | | |"),
            "too_many_photos",
            "/data/r/a",
            "type",
        ),
        (survey("text | a | A | | random() > 0.5"), "chance_not_kept", "/data/a", "relevant"),
        (survey("geotrace | a | A | |"), "unsupported_type", "/data/a", "type"),
        (
            survey("text | a | A | x", header="type | name | label | bind::rahba:colour"),
            "unknown_rahba_column",
            "/data/a",
            "bind::rahba:colour",
        ),
        (
            survey("integer | a | A | unsure", header="type | name | label | bind::rahba:status"),
            "unknown_status",
            "/data/a",
            "bind::rahba:status",
        ),
        (
            survey("note | a | A | yes", header="type | name | label | bind::rahba:carry"),
            "cannot_carry",
            "/data/a",
            "bind::rahba:carry",
        ),
        (
            survey("text | a | A | many", header="type | name | label | bind::rahba:max"),
            "not_a_number",
            "/data/a",
            "bind::rahba:max",
        ),
        (
            survey(
                "begin_repeat | r | R | 5000", "text | a | A | 200", "end_repeat | | |",
                header="type | name | label | bind::rahba:max",
            ),
            "response_too_large",
            "/data/r",
            None,
        ),
        (
            survey(*(f"calculate | c{n} | | ${{c{n + 1}}} + 1 |" for n in range(120)),
                   "calculate | c120 | | 1 |"),
            "nested_too_deep",
            None,
            None,
        ),
    ],
)  # fmt: skip
def test_a_form_is_refused(table: str, code: str, path: str | None, part: str | None) -> None:
    with pytest.raises(FormError) as refused:
        compile_xform(xform_of(table))
    assert code_of(refused) == code
    assert path is None or refused.value.path == path
    assert refused.value.part == part


NESTED = [
    "begin_repeat | r | R |", "begin_repeat | s | S |", *(f"text | t{n} | T |" for n in range(3)),
    "end_repeat | | |", "end_repeat | | |",
]  # fmt: skip


def test_FO3_repeats_that_could_hold_too_much_take_fewer_instances() -> None:
    compiled = compile_xform(xform_of(survey(*NESTED)))
    outer = compiled["nodes"][0]
    assert outer["max"] == outer["children"][0]["max"] < 20
    assert compiled["max_bytes"] <= MAX_RESPONSE_BYTES


def test_FO3_a_limit_of_the_form_itself_is_not_lowered() -> None:
    rows = ["begin_repeat | r | R | 100", "text | a | A |", "end_repeat | | |", *NESTED]
    rows = [row.replace("| r | R |", "| q | Q |") if "100" in row else row for row in rows]
    header = "type | name | label | bind::rahba:max"
    compiled = compile_xform(xform_of(survey(*rows, header=header)))
    assert compiled["nodes"][0]["max"] == 100


def test_a_long_chain_that_refers_backward_is_taken() -> None:
    rows = ["calculate | c0 | | 1 |"]
    rows += [f"calculate | c{n} | | ${{c{n - 1}}} + 1 |" for n in range(1, 300)]
    assert len(compile_xform(xform_of(survey(*rows)))["nodes"]) == 300


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<h:body>", "<h:body><upload ref='/data/here'/>", "unsupported_control"),
        ("</h:body>", "<select ref='/data/here'/></h:body>", "bad_choice"),
        ("</model>", "<odk:other ref='/data/here'/></model>", "unsupported_element"),
        ('<instance id="town">', '<instance id="town" src="x.csv">', "unsupported_external_data"),
        ('id="expressions"', "", "no_form_id"),
        ("item</", "", "xml_malformed"),
    ],
)
def test_an_xform_from_elsewhere_is_refused(old: str, new: str, code: str) -> None:
    source = xform_named("expressions")
    altered = source.replace(old, new) if old in source else source[:-20]
    if code == "bad_choice":
        altered = altered.replace(
            "<select ref='/data/here'/>",
            "<select ref='/data/here'><item><value>a b</value></item></select>",
        )
    with pytest.raises(FormError) as refused:
        compile_xform(altered)
    assert code_of(refused) == code


def workbook(survey: list[list[str]]) -> bytes:
    book = Workbook()
    for title, rows in (
        ("survey", survey),
        ("settings", [["form_id", "namespaces"], ["f", 'rahba="urn:rahba:xforms"']]),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_fault_is_named_by_sheet_row_and_column_as_a_spreadsheet_shows_them() -> None:
    rows = [
        ["type", "name", "label", "relevant"],
        ["text", "a", "A", ""],
        ["begin_group", "g", "G", ""],
        ["text", "b", "B", "nope() > 0.5"],
        ["end_group", "", "", ""],
    ]
    with pytest.raises(FormError) as refused:
        read_xlsform(workbook(rows))
    error = refused.value
    assert (error.code, error.path) == ("unsupported_function", "/data/g/b")
    assert (error.sheet, error.row, error.column) == ("survey", 4, "relevant")
    assert str(error) == "unsupported_function: nope() (survey, row 4, column relevant)"


def test_a_translated_column_is_named_with_its_language() -> None:
    rows = [
        ["type", "name", "label::English (en)", "constraint", "constraint_message::English (en)"],
        ["text", "a", "A", ". != ''", "Not ${a}"],
        ["text", "b", "B", "nope() > 1", ""],
    ]
    with pytest.raises(FormError) as refused:
        read_xlsform(workbook(rows))
    assert (refused.value.row, refused.value.column) == (3, "constraint")


def test_a_fault_that_only_pyxform_knows_keeps_its_row() -> None:
    rows = [["type", "name", "label", "relevant"], ["text", "a", "A", "${a"]]
    with pytest.raises(FormError) as refused:
        read_xlsform(workbook(rows))
    error = refused.value
    assert (error.code, error.sheet, error.row, error.column) == (
        "xlsform_invalid", "survey", 2, "relevant",
    )  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(FormError) as refused:
        read_xlsform(data)
    assert code_of(refused) == "xlsform_unreadable"


def test_a_zip_that_holds_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(FormError) as refused:
        read_xlsform(out.getvalue())
    assert code_of(refused) == "xlsform_unreadable"


def test_a_workbook_that_swells_is_refused_before_it_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 26_000_000)
    assert len(out.getvalue()) < MAX_BYTES
    for data in (out.getvalue(), b"x" * (MAX_BYTES + 1)):
        with pytest.raises(FormError) as refused:
            read_xlsform(data)
        assert code_of(refused) == "xlsform_too_large"


def test_the_form_of_the_product_is_read_from_its_workbook() -> None:
    _, compiled = read_xlsform((LIBRARY / "souk_trader_v1.xlsx").read_bytes())
    assert compiled["languages"] == ["ar", "fr", "en"]
    assert [module["name"] for module in compiled["modules"]] == [
        "practice", "mobility", "formality", "money", "needs",
    ]  # fmt: skip


@pytest.mark.parametrize("around", ["begin_repeat", "begin_group"])
def test_sv24_what_is_secret_or_repeated_is_not_carried(around: str) -> None:
    """A group marked sensitive keeps all that is in it; an instance is nobody else's."""
    secret = "yes" if around == "begin_group" else ""
    form = survey(
        f"{around} | g | G | | {secret}",
        "text | a | A | yes | ",
        f"{around.replace('begin', 'end')} | | | | ",
        header="type | name | label | bind::rahba:carry | bind::rahba:sensitive",
    )
    with pytest.raises(FormError) as refused:
        compile_xform(xform_of(form))
    assert (code_of(refused), refused.value.path) == ("cannot_carry", "/data/g/a")
