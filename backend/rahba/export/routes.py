"""Approved entries as files: `/export/{kind}.csv` for programs, `/export/files/…` for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from rahba.access.callers import ProgramCaller
from rahba.access.dependencies import UseDatabase, UseSettings, UseWorld, program_or_desk
from rahba.db import Database
from rahba.entries.lenses import lens_for
from rahba.export import examples
from rahba.export.approved import approved_rows, columns
from rahba.export.csv import csv_lines, excel_lines
from rahba.export.figures import FIELDS, figure_rows, with_whole
from rahba.export.labels import Labels, Language, read_labels
from rahba.export.reader import Reader, as_file, caller_of, note
from rahba.export.sheet import columns_of, typed_rows
from rahba.export.xlsx import chunks, write_lines, write_xlsx
from rahba.insight.read import presence_by_section
from rahba.settings import Settings

router = APIRouter(prefix="/export", tags=["export"])
CoachOrOfficial = Annotated[Reader, Depends(program_or_desk("coach", "official"))]
From = Annotated[date | None, Query(alias="from")]
To = Annotated[date | None, Query(alias="to")]
FileType = Literal["xlsx", "csv"]
MEDIA_TYPES = {
    "xlsx": examples.XLSX,
    "csv": "text/csv; charset=utf-8",
}


@router.get("/{kind}.csv", response_class=StreamingResponse, responses=examples.CSV)
def export_csv(
    kind: str,
    reader: CoachOrOfficial,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    starts_on: From = None,
    ends_on: To = None,
) -> StreamingResponse:
    """UTF-8, comma-separated; what a spreadsheet would run as a formula is written as text."""
    caller = caller_of(reader, kind)
    note(database, reader, "export.csv", kind, world, {"from": starts_on, "to": ends_on})
    return StreamingResponse(
        _lines(database, settings, caller, kind, starts_on, ends_on),
        media_type="text/csv; charset=utf-8",
        headers=as_file(f"rahba-{kind}.csv"),
    )


@router.get(
    "/files/figures.{file_type}",
    response_class=StreamingResponse,
    responses=examples.FIGURES,
)
def export_figures(
    file_type: FileType,
    reader: CoachOrOfficial,
    database: UseDatabase,
    world: UseWorld,
    lang: Language = "ar",
    weeks: Annotated[int, Query(ge=1, le=60, description="How many souk days")] = 8,
) -> StreamingResponse:
    """Presence and coverage by section and souk day: a workbook, or CSV as Excel opens it."""
    note(database, reader, f"export.{file_type}", "figures", world, {"weeks": weeks})
    approved_only = isinstance(reader, ProgramCaller)
    with database.read() as session:
        labels = with_whole(read_labels(session, reader.market_id, lang))
        presence = presence_by_section(
            session, reader.market_id, weeks, approved_only=approved_only
        )
    return _file(file_type, "figures", FIELDS, figure_rows(presence), labels)


@router.get("/files/{kind}.{file_type}", response_class=StreamingResponse, responses=examples.FILE)
def export_file(
    kind: str,
    file_type: FileType,
    reader: CoachOrOfficial,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    lang: Language = "ar",
    starts_on: From = None,
    ends_on: To = None,
) -> StreamingResponse:
    """The approved entries of one kind for people: labels beside codes, in their language."""
    caller = caller_of(reader, kind)
    note(database, reader, f"export.{file_type}", kind, world, {"from": starts_on, "to": ends_on})
    with database.read() as session:
        lens = lens_for(session, caller, settings.secret)
        fields = columns(session, caller, lens, kind)
        labels = read_labels(session, caller.market_id, lang)
        rows = approved_rows(session, caller, lens, kind, starts_on, ends_on)
        return _file(file_type, kind, fields, rows, labels)


def _file(
    file_type: FileType,
    name: str,
    fields: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    labels: Labels,
) -> StreamingResponse:
    """Written to a temporary file while the session is open, streamed from it after."""
    table = columns_of(fields, labels)
    typed = typed_rows(rows, table, labels)
    if file_type == "xlsx":
        file = write_xlsx(labels.sheet(name), table, typed, rtl=labels.language == "ar")
    else:
        file = write_lines(excel_lines([column.head for column in table], typed))
    return StreamingResponse(
        chunks(file),
        media_type=MEDIA_TYPES[file_type],
        headers=as_file(f"rahba-{name}.{file_type}"),
    )


def _lines(
    database: Database,
    settings: Settings,
    caller: ProgramCaller,
    kind: str,
    starts_on: date | None,
    ends_on: date | None,
) -> Iterator[str]:
    with database.read() as session:
        lens = lens_for(session, caller, settings.secret)
        header = columns(session, caller, lens, kind)
        yield from csv_lines(header, approved_rows(session, caller, lens, kind, starts_on, ends_on))
