"""FO6: what would swell, stall or mislead is refused at once, in bounded time and memory."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable

import pytest
from openpyxl import Workbook

HEADER = ["type", "name", "label"]
ONE = [HEADER, ["text", "a", "A"]]
# Seconds of a processor and bytes of memory that reading any file may take.
CPU_SECONDS, MEMORY = 20, 1 << 30
READ = f"""
import resource, sys
from rahba.forms.errors import FormError
from rahba.forms.package import Package
from rahba.forms.upload import warnings_of
from rahba.forms.xlsform import read_xlsform
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_SECONDS}, {CPU_SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
data = sys.stdin.buffer.read()
try:
    warnings_of(Package(data), read_xlsform(data)[1])
except FormError as error:
    print(error.code, error.sheet, error.row, error.column)
else:
    print("taken")
"""


def read(data: bytes) -> str:
    done = subprocess.run(
        [sys.executable, "-c", READ], input=data, capture_output=True, timeout=120, check=True
    )
    return done.stdout.decode().strip()


def workbook(survey: Iterable[list[str]], choices: Iterable[list[str]] = ()) -> bytes:
    book = Workbook(write_only=True)
    for title, rows in (
        ("survey", survey),
        ("choices", choices),
        ("settings", [["form_id"], ["f"]]),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_survey(change: Callable[[bytes], bytes]) -> bytes:
    """A small workbook, the part that holds its questions changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(ONE))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, change(part) if name.endswith("sheet1.xml") else part)
    return out.getvalue()


def with_far_blanks(part: bytes) -> bytes:
    """Cells with a look and nothing in them, each at the far end of its row."""
    far = (f'<row r="{row}"><c r="XFD{row}"/></row>' for row in range(3, 330_000))
    return part.replace(b"</sheetData>", "".join(far).encode() + b"</sheetData>")


def saying_it_is_large(part: bytes) -> bytes:
    return part.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')


def with_entities() -> bytes:
    """The billion laughs, in the sheet that holds the questions."""
    bomb = '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(9)
    )
    return with_survey(lambda part: part.replace(b"<worksheet", f"{bomb}]><worksheet".encode(), 1))


def with_a_far_cell() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "survey"
    for row in ONE:
        sheet.append(row)
    sheet["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def nested(depth: int) -> list[list[str]]:
    begins = [["begin_group", f"g{n}", "G"] for n in range(depth)]
    return [HEADER, *begins, ["text", "t", "T"], *[["end_group", "", ""]] * depth]


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "20,000 choices": (
        lambda: workbook(
            [HEADER, ["select_one l", "a", "A"]],
            [["list_name", "name", "label"], *(["l", f"c{n}", f"C{n}"] for n in range(20_000))],
        ),
        "too_many_choices choices None None",
    ),
    "20,000 questions": (
        lambda: workbook([HEADER, *(["text", f"q{n}", "Q"] for n in range(20_000))]),
        "too_many_questions survey None None",
    ),
    "entities": (with_entities, "xml_doctype None None None"),
    "a formula that nobody has worked out": (
        lambda: workbook([HEADER, ["text", "a", "A"], ["text", "b", "=1+1"]]),
        "formula_without_value survey 3 C",
    ),
    "groups in groups": (lambda: workbook(nested(300)), "xml_too_large None None None"),
    "50 MB": (lambda: b"PK" + bytes(50_000_000), "xlsform_too_large None None None"),
    "a cell at the far end": (with_a_far_cell, "xlsform_too_large survey 1048576 None"),
    "10,000 columns": (
        lambda: workbook([[*HEADER, *(f"x{n}" for n in range(10_000))], ["text", "a", "A"]]),
        "xlsform_too_large survey 1 None",
    ),
    "blank cells at the far end": (lambda: with_survey(with_far_blanks), "taken"),
    "a word on its size that is wrong": (lambda: with_survey(saying_it_is_large), "taken"),
    "60,000 blank rows": (lambda: workbook([*ONE, *[["", "", " "]] * 60_000]), "taken"),
}


@pytest.mark.parametrize("name", CASES)
def test_FO6_a_hostile_file_ends_within_its_limits(name: str) -> None:
    make, said = CASES[name]
    assert read(make()) == said
