"""A form about animals in two versions, and what people answered to it."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from openpyxl import Workbook

from rahba.clock import World
from rahba.db import Database
from rahba.forms.publish import publish
from rahba.forms.xlsform import read_xlsform
from tests.making import MadeMarket
from tests.recording import Notebook

HEAD = (
    "type", "name", "label::العربية (ar)", "label::Français (fr)", "relevant", "calculation",
    "bind::rahba:module", "bind::rahba:sensitive", "bind::rahba:status",
)  # fmt: skip
LABELS = ("list_name", "name", "label::العربية (ar)", "label::Français (fr)")
Row = tuple[str | None, ...]
FIRST: list[Row] = [
    ("select_one yesno", "brings", "هل جئتم ببهائم؟", "Amenez-vous des bêtes ?"),
    ("select_multiple species", "kinds", "أي نوع؟", "Lesquelles ?", "${brings} = 'yes'", None,
     None, None, "dont_know refused"),
    ("begin_repeat", "lot", "قطيع", "Lot", "${brings} = 'yes'"),
    ("select_one species", "species", "النوع", "Espèce"),
    ("integer", "heads", "كم رأسا؟", "Combien de têtes ?"),
    ("end_repeat", None),
    ("calculate", "herd", None, None, None, "sum(${heads})"),
    ("decimal", "weight", "الوزن", "Poids"),
    ("date", "since", "منذ متى؟", "Depuis quand ?"),
    ("dateTime", "met", "وقت اللقاء", "Heure de la rencontre"),
    ("geopoint", "where", "أين؟", "Où ?"),
    ("integer", "price", "بكم؟", "À quel prix ?", None, None, None, "yes"),
    ("calculate", "double", None, None, None, "${price} * 2"),
    ("select_one origin", "fodder", "من أين العلف؟", "D’où vient le fourrage ?", None, None,
     "feeding"),
    ("text", "remark", "ملاحظة حول ${herd} رأسا", "Une remarque sur ${herd} têtes ?"),
]  # fmt: skip
# Without the weight, with a question about water before the remark.
SECOND: list[Row] = [
    *(row for row in FIRST[:-1] if row[1] != "weight"),
    ("select_one origin", "water", "من أين الماء؟", "D’où vient l’eau ?"),
    FIRST[-1],
]
LISTS: list[Row] = [
    ("yesno", "yes", "نعم", "oui"),
    ("yesno", "no", "لا", "non"),
    ("origin", "own", "من الضيعة", "de la ferme"),
    ("origin", "nsp", "لا أعرف", "ne sait pas"),
    ("rahba_modules", "feeding", "العلف", "Alimentation"),
]
SPECIES: dict[str, list[Row]] = {
    "1": [("species", "sheep", "غنم", "mouton"), ("species", "cow", "بقر", "vache")],
    # goats have come, sheep are not asked any more, cows have another name
    "2": [("species", "cow", "أبقار", "bovin"), ("species", "goat", "ماعز", "=chèvre")],
}
SETTINGS = ("form_title", "form_id", "version", "default_language", "namespaces")


def workbook(version: str) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    status = (*LABELS, "rahba_status")
    lists = [(*row, "dont_know") if row[1] == "nsp" else row for row in LISTS]
    named = ("Bêtes du jour", "herd", version, "العربية (ar)", 'rahba="urn:rahba:xforms"')
    sheets: dict[str, list[Row]] = {
        "survey": [HEAD, *(FIRST if version == "1" else SECOND)],
        "choices": [status, *lists, *SPECIES[version]],
        "settings": [SETTINGS, named],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s" if cell.value is not None else cell.data_type
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@cache
def compiled(version: str) -> tuple[bytes, tuple[str, dict[str, Any]]]:
    """The workbook and what came of it, which takes a second."""
    book = workbook(version)
    return book, read_xlsform(book)


def publish_herd(database: Database, market: MadeMarket, version: str, world: World) -> None:
    book, upload = compiled(version)
    database.transact(
        lambda session: publish(session, market.id, market.coach, book, upload, world).form_id
    )


ANSWERS: dict[str, Any] = {
    "/data/brings": "yes",
    "/data/kinds": ["sheep", "cow"],
    "/data/lot[1]/species": "sheep",
    "/data/lot[1]/heads": 12,
    "/data/lot[2]/species": "cow",
    "/data/lot[2]/heads": 5,
    "/data/weight": "-0.5",
    "/data/since": "2020-03-01",
    "/data/met": "2026-11-27T08:30",
    "/data/where": {"lat": "33.1", "lon": "-7.6", "acc": "4.5"},
    "/data/price": 900,
    "/data/remark": "=1+1",
}


def response(version: str = "1", answers: dict[str, Any] | None = None, **changed: Any) -> Any:
    return {
        "form_id": "herd", "form_version": version, "modules": [],
        "answers": ANSWERS if answers is None else answers,
        "started_at": "2026-11-27T07:00:00Z", "ended_at": "2026-11-27T07:20:00Z",
        "outcome": "completed",
    } | changed  # fmt: skip


def survey(notebook: Notebook, market: MadeMarket, body: Any, **changed: Any) -> str:
    """The op of an interview at the first place of the grains."""
    return notebook.create("survey", {"stall_id": market.stalls["grains"][0], **body}, **changed)
