"""Columns by their headings, in three languages and the spellings that people use. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rahba.catalog.badges import western
from rahba.intake.grid import Cell, Sheet, letter
from rahba.intake.limits import HEADING_WITHIN

Field = Literal[
    "section", "lane", "number", "walk_order", "known_as", "name_ar", "name_latin", "trade"
]
Holds = Literal["places", "traders"]
FIELDS: tuple[Field, ...] = (
    "section",
    "lane",
    "number",
    "walk_order",
    "known_as",
    "name_ar",
    "name_latin",
    "trade",
)

# The first of each language stands in the template.
HEADINGS: Mapping[Field, Mapping[str, tuple[str, ...]]] = {
    "section": {
        "ar": ("الرحبة", "رحبة", "القسم", "الجناح", "رمز الرحبة"),
        "fr": ("Rahba", "Section", "Aire", "Carré", "Secteur", "Code rahba"),
        "en": ("Section", "Rahba", "Area"),
    },
    "lane": {
        "ar": ("الممر", "ممر", "الصف", "صف", "رقم الممر", "رقم الصف"),
        "fr": ("Allée", "Rangée", "N° allée", "Numéro d’allée", "Ligne"),
        "en": ("Lane", "Row", "Aisle", "Lane number"),
    },
    "number": {
        "ar": ("رقم المكان", "المكان", "الرقم", "رقم", "رقم مكان البيع", "مكان البيع"),
        "fr": (
            "N° de place", "N° place", "Place", "Numéro", "N°", "Numéro de place", "Emplacement",
            "N° d’emplacement", "Num place",
        ),
        "en": ("Place number", "Place", "Number", "Stall", "Stall number", "Pitch", "No"),
    },
    "walk_order": {
        "ar": ("ترتيب المرور", "الترتيب", "ترتيب"),
        "fr": ("Ordre de passage", "Ordre"),
        "en": ("Walking order", "Order"),
    },
    "known_as": {
        "ar": (
            "الاسم المعروف", "معروف بـ", "المعروف بـ", "الاسم", "اللقب", "الكنية",
            "الاسم الكامل", "اسم التاجر", "الاسم الشخصي والعائلي",
        ),
        "fr": (
            "Connu sous le nom de", "Connu comme", "Nom", "Surnom", "Nom usuel", "Nom complet",
            "Nom et prénom", "Commerçant", "Nom du commerçant",
        ),
        "en": ("Known as", "Name", "Nickname", "Full name", "Trader"),
    },
    "name_ar": {
        "ar": ("الاسم بالعربية", "الاسم بالحروف العربية", "الاسم عربي"),
        "fr": ("Nom en arabe", "Nom arabe"),
        "en": ("Name in Arabic", "Arabic name"),
    },
    "name_latin": {
        "ar": ("الاسم بالحروف اللاتينية", "الاسم بالفرنسية", "الاسم باللاتينية"),
        "fr": ("Nom en lettres latines", "Nom en français", "Nom latin"),
        "en": ("Name in Latin letters", "Latin name", "Name in French"),
    },
    "trade": {
        "ar": ("المهنة", "مهنة", "النشاط", "الحرفة", "نوع التجارة", "السلعة", "رمز المهنة"),
        "fr": ("Métier", "Activité", "Commerce", "Marchandise", "Code métier", "Profession"),
        "en": ("Trade", "Activity", "Goods", "Trade code", "Occupation"),
    },
}  # fmt: skip

_NOT_A_LETTER = re.compile(r"[^\w]+|_")
_SAME_LETTER = str.maketrans("أإآٱىئةؤ", "اااايىهو")


def folded(text: str) -> str:
    """What makes two spellings of a label one: case, accents, hamzas, signs and spaces left out."""
    plain = unicodedata.normalize("NFKD", western(text).replace("ـ", "").translate(_SAME_LETTER))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_A_LETTER.sub(" ", letters.casefold().translate(_SAME_LETTER)).strip()


_BY_NAME: dict[str, Field] = {
    folded(name): field
    for field, languages in HEADINGS.items()
    for names in (*languages.values(), (field,))
    for name in names
}


@dataclass(frozen=True, slots=True)
class Column:
    """`field` None: the column is not read at all, whatever stands in it."""

    at: int
    heading: str
    field: Field | None

    @property
    def letter(self) -> str:
        return letter(self.at)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose heading was found: `row` is that of the heading."""

    index: int
    name: str
    row: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]

    @property
    def fields(self) -> dict[Field, Column]:
        return {column.field: column for column in self.columns if column.field}

    @property
    def holds(self) -> Holds | None:
        if "known_as" in self.fields or {"name_ar", "name_latin"} & set(self.fields):
            return "traders"
        return "places" if "number" in self.fields else None

    @property
    def twice(self) -> tuple[Column, ...]:
        """Columns that ask to be a field which another one is already."""
        return tuple(
            c for c in self.columns if c.field is None and field_of(c.heading) in self.fields
        )


def field_of(heading: str) -> Field | None:
    return _BY_NAME.get(folded(heading))


def count_headings(text: str) -> int:
    """Known headings in the first lines of a text, whatever separates them."""
    head = "\n".join(text.split("\n")[:HEADING_WITHIN])
    return sum(field_of(part) is not None for part in re.split(r'[,;\t\n\r"]', head))


def find_table(sheet: Sheet, index: int, chosen: Mapping[str, Field | None]) -> Table:
    """The row with the most known headings is the heading; with none, the first row is, and the
    coach says what its columns are. `chosen` is what the coach said, by column letter."""
    head = sheet.rows[:HEADING_WITHIN]
    known = [sum(field_of(cell.text) is not None for cell in cells) for _, cells in head]
    at = known.index(max(known))
    row, cells = head[at]
    columns = _columns(cells, chosen)
    return Table(index, sheet.name, row, columns, sheet.rows[at + 1 :])


def _columns(cells: tuple[Cell, ...], chosen: Mapping[str, Field | None]) -> tuple[Column, ...]:
    taken = {field for field in chosen.values() if field}
    columns = []
    for at, cell in enumerate(cells):
        field = chosen[letter(at)] if letter(at) in chosen else field_of(cell.text)
        if letter(at) not in chosen and field in taken:
            field = None
        if field:
            taken.add(field)
        if cell.text or field:
            columns.append(Column(at, cell.text, field))
    return tuple(columns)
