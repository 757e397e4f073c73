"""SPEC IM1, IM2: whatever the file, it is read or refused, with the cell named, soon and small."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from rahba.intake.grid import Unreadable
from tests.intake.files import (
    FATNA,
    HMIDA,
    PLACES_FR,
    TRADERS_AR,
    TRADERS_FR,
    csv,
    list_of,
    patched,
    saved,
    workbook,
)
from tests.intake.ground import named, planned

LONGEST = 5_000  # traders, the longest list that is taken
TIMES_AS_LONG = 2  # as the longest honest list; most take milliseconds
MEGABYTES = 80
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Make = Callable[[], bytes]


def traders(*rows: tuple[Any, ...]) -> bytes:
    return workbook(("Commerçants", [TRADERS_FR, *rows]))


def text(*rows: tuple[str, ...], codec: str = "utf-8") -> bytes:
    return csv(TRADERS_FR, *rows).encode(codec)


def bomb() -> bytes:
    """A sheet of a hundred megabytes of one letter."""
    return patched(traders(HMIDA), xl__worksheets__sheet1_xml=b"A" * 100_000_000)


def many_parts() -> bytes:
    return patched(traders(HMIDA), **{f"xl__media__{n}": b"" for n in range(400)})


def entities() -> bytes:
    part = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    return patched(traders(HMIDA), xl__worksheets__sheet1_xml=part)


def password_bit() -> bytes:
    data = bytearray(traders(HMIDA))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def a_cell_far_below() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (TRADERS_FR, HMIDA):
        sheet.append(row)
    sheet.cell(1_048_576, 1, "end")
    return saved(book)


def a_cell_far_right() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (TRADERS_FR, HMIDA):
        sheet.append(row)
    sheet.cell(2, 16_384, "end")
    return saved(book)


def merged_sections() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (PLACES_FR, ("grains", 1, 1), (None, 1, 2), (None, 1, 3)):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    return saved(book)


def wrong_dimension() -> bytes:
    data = traders(HMIDA)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    lying = sheet.replace(b'<dimension ref="A1:D2"', b'<dimension ref="A1:A1"')
    assert lying != sheet
    return patched(data, xl__worksheets__sheet1_xml=lying)


def noise() -> bytes:
    return random.Random(20).randbytes(200_000)


# The file as a whole says no.
REFUSED: dict[str, tuple[Make, str]] = {
    "nothing at all": (lambda: b"", "empty"),
    "nothing but blanks": (lambda: b" \r\n\t\r\n", "empty"),
    "nothing but separators": (lambda: b";;;;\n;;;;\n", "empty"),
    "a workbook without a cell": (lambda: workbook(("1", [])), "empty"),
    "a zip bomb": (bomb, "zip_bomb"),
    "a workbook of four hundred parts": (many_parts, "zip_bomb"),
    "a zip of something else": (
        lambda: patched(b"PK\x05\x06" + bytes(18), a=b"b"),
        "not_a_workbook",
    ),
    "half a workbook": (lambda: traders(HMIDA)[:3000], "damaged"),
    "a workbook with its middle overwritten": (
        lambda: (d := traders(HMIDA))[:900] + bytes(300) + d[1200:],
        "damaged",
    ),
    "a workbook that grows by entities": (entities, "damaged"),
    "a workbook whose parts are locked": (password_bit, "password"),
    "a workbook under a password": (
        lambda: OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        "password",
    ),
    "the Excel of before 2007": (lambda: OLE + bytes(4096), "old_excel"),
    "a web page called .xls": (
        lambda: b"<html><table><tr><td>Nom</td></tr></table></html>",
        "html",
    ),
    "an XML spreadsheet of 2003": (lambda: b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "html"),
    "a PDF": (lambda: b"%PDF-1.7\n" + bytes(100), "not_a_table"),
    "a photo of the list": (lambda: b"\xff\xd8\xff\xe0" + bytes(1000), "not_a_table"),
    "a text with NULs": (lambda: text(("Hm\x00ida", "VEG01", "veg", "3")), "nul"),
    "a hundred thousand rows": (lambda: list_of(100_000).encode(), "too_many_rows"),
    "a million empty lines": (lambda: text(HMIDA) + b"\n" * 1_000_000, "too_many_rows"),
    "a workbook with a cell in its last row": (a_cell_far_below, "too_many_rows"),
    "a quote that is never closed": (
        lambda: text(HMIDA) + b'"Fatna,VEG01,veg,4\nHassan,VEG01,veg,5\n',
        "unclosed_quote",
    ),
    "a cell of a megabyte": (
        lambda: text(("H" * 1_000_000, "VEG01", "veg", "3")),
        "cell_too_long",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_IM1_refused_as_a_whole_with_a_reason(name: str) -> None:
    make, reason = REFUSED[name]
    with pytest.raises(Unreadable) as refusal:
        planned(make())
    assert refusal.value.reason == reason


def test_IM1_a_refusal_in_mid_file_says_in_which_row() -> None:
    with pytest.raises(Unreadable) as refusal:
        planned(text(HMIDA) + b'"Fatna,VEG01\n')
    assert refusal.value.extra["row"] == 3


def test_IM1_an_encoding_that_the_bytes_are_not_in_is_refused_where_it_breaks() -> None:
    with pytest.raises(Unreadable) as refusal:
        planned(text(("Hmida", "Légumes", "veg", "3"), codec="cp1252"), encoding="utf-8")
    assert (refusal.value.reason, refusal.value.extra["row"]) == ("bad_encoding", 1)


# Cells, or columns, say no; the others are read.
NAMED: dict[str, tuple[Make, set[str]]] = {
    "formulas": (lambda: traders(("=A1", "VEG01", "veg", "=1+2")), {"A2 formula", "D2 formula"}),
    "a formula as text": (
        lambda: text(("=HYPERLINK(1)", "VEG01", "veg", "3")),
        {"A2 formula"},
    ),
    "an error for a cell": (lambda: traders(("Hmida", "#REF!", "veg", 3)), {"B2 cell_error"}),
    "a place number that became a date": (
        lambda: traders(("Hmida", "VEG01", "veg", date(2026, 3, 12))),
        {"D2 date"},
    ),
    "a place number with a half": (
        lambda: traders(("Hmida", "VEG01", "veg", 3.5)),
        {"D2 not_a_number"},
    ),
    "a place number with a word": (
        lambda: traders(("Hmida", "VEG01", "veg", "3 bis")),
        {"D2 not_a_number"},
    ),
    "place number nought": (lambda: traders(("Hmida", "VEG01", "veg", 0)), {"D2 out_of_range"}),
    "a place number of six digits": (
        lambda: traders(("Hmida", "VEG01", "veg", 123456)),
        {"D2 out_of_range"},
    ),
    "a place that no list knows": (
        lambda: traders(("Hmida", "VEG01", "veg", 77)),
        {"D2 unknown_place"},
    ),
    "columns that changed places": (
        lambda: traders(("VEG01", "Hmida", "3", "veg")),
        {"B2 not_a_choice", "D2 not_a_number", "C2 not_a_choice"},
    ),
    "a telephone for a name": (
        lambda: traders(("06 12 34 56 78", "VEG01", "veg", 3)),
        {"A2 not_a_name"},
    ),
    "an identity card beside the name": (
        lambda: traders(("Hmida W123456", "VEG01", "veg", 3)),
        {"A2 not_a_name"},
    ),
    "a row without a name": (lambda: traders(("", "VEG01", "veg", 3)), {"A2 required"}),
    "a place without its section": (lambda: traders(("Hmida", "VEG01", "", 3)), {"C2 required"}),
    "a section of another souk": (
        lambda: traders(("Hmida", "VEG01", "Poissons", 3)),
        {"C2 not_a_choice"},
    ),
    "merged cells": (merged_sections, {"A3 required", "A4 required"}),
    "one place told twice, differently": (
        lambda: workbook(("Places", [PLACES_FR, ("grains", 1, 1), ("grains", 2, 1)])),
        {"C3 place_twice"},
    ),
    "a heading that stands twice": (
        lambda: workbook(("T", [(*TRADERS_FR, "Nom"), (*HMIDA, "Hmida")])),
        {"E1 column_twice"},
    ),
    "places without a column of lanes": (
        lambda: workbook(("Places", [("Rahba", "N° de place"), ("grains", 1)])),
        {"missing_column"},
    ),
    "no heading at all": (
        lambda: workbook(("Sheet", [("Hmida", "VEG01"), ("Fatna", "VEG02")])),
        {"unknown_sheet"},
    ),
    "a name of three hundred letters": (
        lambda: text(("H" * 300, "VEG01", "veg", "3")),
        {"A2 too_long"},
    ),
    "control characters in a name": (
        lambda: text(("Hm\x07ida", "VEG01", "veg", "3")),
        {"A2 bad_text"},
    ),
    "bytes of chance": (noise, set()),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in NAMED if name != "bytes of chance"])
def test_IM2_each_cell_that_cannot_be_taken_is_named(name: str) -> None:
    make, cells = NAMED[name]
    plan = planned(make())
    assert named(plan.faults) == cells
    assert plan.traders == []


def test_IM2_bytes_of_chance_are_refused_or_hold_nothing() -> None:
    try:
        plan = planned(noise())
    except Unreadable:
        return
    assert plan.errors
    assert (plan.traders, plan.places) == ([], [])


# Odd, and read all the same: the one trader of each is Hmida or Fatna.
READ: dict[str, tuple[Make, str]] = {
    "UTF-8": (lambda: text(HMIDA), "Hmida"),
    "UTF-8 with its mark": (lambda: text(HMIDA, codec="utf-8-sig"), "Hmida"),
    "UTF-16 of Excel": (lambda: csv(TRADERS_AR, FATNA, sign="\t").encode("utf-16"), "فاطنة"),
    "UTF-16 without its mark": (lambda: csv(TRADERS_FR, HMIDA).encode("utf-16-be"), "Hmida"),
    "Arabic Windows": (lambda: csv(TRADERS_AR, FATNA, sign=";").encode("cp1256"), "فاطنة"),
    "Western Windows": (lambda: csv(TRADERS_FR, HMIDA, sign=";").encode("cp1252"), "Hmida"),
    "semicolons, as Excel says them": (
        lambda: b"sep=;\r\n" + csv(TRADERS_FR, HMIDA, sign=";", end="\r\n").encode(),
        "Hmida",
    ),
    "line ends of three kinds": (
        lambda: ",".join(TRADERS_FR).encode() + b"\r" + ",".join(HMIDA).encode() + b"\r\n\n",
        "Hmida",
    ),
    "marks of direction around a name": (
        lambda: text(("\u202b\u200fHmida\u202c", "VEG01", "veg", "3")),
        "Hmida",
    ),
    "a name of decomposed letters": (
        lambda: text(("Se\u0301di", "VEG01", "veg", "3")),
        "Sédi",
    ),
    "blanks of every sort": (
        lambda: text(("\u00a0 Hmida \u3000", " VEG01", "veg ", " 3\t")),
        "Hmida",
    ),
    "numbers kept as text": (lambda: traders(("Hmida", "VEG01", "veg", "003")), "Hmida"),
    "Arabic digits": (lambda: traders(("فاطنة", "خضر", "الخضر والفواكه", "٤")), "فاطنة"),
    "numbers with a point of nought": (lambda: traders(("Hmida", "VEG01", "veg", 3.0)), "Hmida"),
    "headings shouted and misspelled": (
        lambda: text().replace(b"Nom", b"NOM  ").replace("Métier".encode(), b"METIER :")
        + csv(HMIDA).encode(),
        "Hmida",
    ),
    "columns in another order": (
        lambda: csv(("N° de place", "Rahba", "Métier", "Nom"), HMIDA[::-1]).encode(),
        "Hmida",
    ),
    "a title above the heading": (
        lambda: workbook(("T", [("Souk de Guisser", None), (), TRADERS_FR, HMIDA])),
        "Hmida",
    ),
    "empty rows in between": (lambda: traders((), (), HMIDA, ()), "Hmida"),
    "a sheet of notes beside": (
        lambda: workbook(("Notes", [("à revoir avec le caïd",)]), ("T", [TRADERS_FR, HMIDA])),
        "Hmida",
    ),
    "a cell in the last column": (a_cell_far_right, "Hmida"),
    "a wrong word on its own size": (wrong_dimension, "Hmida"),
    "a quoted name with a comma and a line end": (
        lambda: text() + b'"Hmida,\nfils de Salah",VEG01,veg,3\n',
        "Hmida, fils de Salah",
    ),
    "a row shorter than the heading": (lambda: text(("Hmida", "VEG01")), "Hmida"),
    "the same row three times": (lambda: text(HMIDA, HMIDA, HMIDA), "Hmida"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_IM2_what_is_only_odd_is_read(name: str) -> None:
    make, known_as = READ[name]
    plan = planned(make())
    assert named(plan.faults) == set()
    assert [trader.known_as for trader in plan.traders] == [known_as]


ALL: dict[str, Make] = {
    **{name: make for name, (make, _) in REFUSED.items()},
    **{name: make for name, (make, _) in NAMED.items()},
    **{name: make for name, (make, _) in READ.items()},
}


def test_there_are_more_than_fifty() -> None:
    assert len(ALL) > 50


@pytest.fixture(scope="module")
def longest_honest() -> tuple[float, int]:
    return cost_of(list_of(LONGEST).encode())


def cost_of(data: bytes) -> tuple[float, int]:
    """Seconds, and bytes at the most, that it takes to read and check a file, or to refuse it."""
    tracemalloc.start()
    begun = time.perf_counter()
    with suppress(Unreadable):
        planned(data)
    took, (_, most) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return took, most


@pytest.mark.parametrize("name", ALL)
def test_IM1_every_file_is_done_with_as_soon_as_an_honest_one_and_in_little_memory(
    name: str, longest_honest: tuple[float, int]
) -> None:
    took, most = cost_of(ALL[name]())
    assert took < TIMES_AS_LONG * longest_honest[0]
    assert max(most, longest_honest[1]) < MEGABYTES * 1_000_000


def test_IM3_columns_of_numbers_and_birth_dates_are_not_read_at_all() -> None:
    plan = planned(workbook(("T", [(*TRADERS_FR, "CIN", "Téléphone"), (*HMIDA, "W123", "0612")])))
    told = {(f.column, f.value) for f in plan.faults if f.code == "column_not_taken"}
    assert told == {("E", "CIN"), ("F", "Téléphone")}
    assert plan.errors == 0


def test_IM5_who_declined_before_is_not_brought_back_by_the_same_list() -> None:
    plan = planned(text(("Ahmed who declined", "VEG01", "veg", "2")))
    assert plan.traders == []
    assert [fault.code for fault in plan.faults] == ["declined"]


def test_the_coach_says_what_a_column_is_where_its_heading_does_not() -> None:
    file = csv(("Qui", "Métier", "Rahba", "N° de place"), HMIDA).encode()
    assert named(planned(file, chosen={0: {"A": "known_as"}}).faults) == set()
