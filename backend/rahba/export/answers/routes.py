"""`/export/answers`: the answers to one form, wide or long, for people and programs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from rahba.access.callers import ProgramCaller, Projection
from rahba.access.dependencies import UseDatabase, UseSettings, UseWorld, program_or_desk
from rahba.entries.kinds.survey import SURVEY
from rahba.entries.lenses import lens_for
from rahba.entries.projection import Lens
from rahba.errors import Forbidden, NotFound, Unprocessable
from rahba.export import examples
from rahba.export.answers.layout import MAIN, Table, layout
from rahba.export.answers.long import Long
from rahba.export.answers.read import (
    Wanted,
    fields_of,
    published,
    responses,
    versions_of,
    withheld_from,
)
from rahba.export.answers.speak import Speaker, names_of, repeats_of
from rahba.export.answers.wide import Wide, widest
from rahba.export.csv import excel_lines, plain_lines
from rahba.export.labels import Language, read_labels
from rahba.export.reader import Reader, as_file, caller_of, note
from rahba.export.sheet import Value
from rahba.export.xlsx import MAX_COLUMNS, chunks, write_lines, write_tables
from rahba.forms.form import Form

router = APIRouter(prefix="/export/answers", tags=["export"])
Coach = Annotated[Reader, Depends(program_or_desk("coach"))]
Shape = Literal["wide", "long"]
AT_DESK: tuple[Projection, ...] = ("pii", "pseudonymous")
FileType = Literal["xlsx", "csv"]
MEDIA_TYPES = {"xlsx": examples.XLSX, "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True)
class Look:
    """How a file is written: `excel` is CSV as Excel of Morocco opens it; `repeat` the one table
    that a CSV of wide shape holds."""

    shape: Shape
    file_type: FileType
    values: Literal["labels", "codes"]
    lang: Language
    excel: bool
    repeat: str


@router.get("", operation_id="list_answers", responses=examples.ANSWER_FORMS)
def list_answers(reader: Coach, database: UseDatabase) -> list[dict[str, Any]]:
    """Every form that was ever published, with its repeats: each has a table of its own in wide
    shape. `too_wide`: projections in which that is more than a sheet of a workbook holds."""
    caller_of(reader, SURVEY.name)
    with database.read() as session:
        return [
            {
                "form_id": form_id,
                "titles": titles,
                "repeats": repeats_of(versions),
                "too_wide": _too_wide(reader, form_id, versions),
            }
            for form_id, titles, versions in published(session, reader.market_id)
        ]


@router.get(
    "/{form_id}/{shape}.{file_type}", response_class=StreamingResponse, responses=examples.ANSWERS
)
def export_answers(
    form_id: str,
    shape: Shape,
    file_type: FileType,
    reader: Coach,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    values: Annotated[
        Literal["labels", "codes"],
        Query(description="Words of the language, or codes under the paths of the questions"),
    ] = "codes",
    lang: Language = "ar",
    excel: Annotated[bool, Query(description="CSV as Excel opens it")] = False,
    repeat: Annotated[
        str, Query(max_length=1000, description="Wide CSV: the path of the repeat to read")
    ] = MAIN,
    starts_on: Annotated[date | None, Query(alias="from")] = None,
    ends_on: Annotated[date | None, Query(alias="to")] = None,
    standing: Annotated[
        bool, Query(description="At the desk: also what waits or went back, each with its state")
    ] = False,
    projection: Annotated[
        Literal["pseudonymous", "pii"] | None, Query(description="At the desk; a key has its own")
    ] = None,
) -> StreamingResponse:
    """Every question with its value and with what became of it, over all versions of the form."""
    caller = caller_of(reader, SURVEY.name, projection)
    if standing and isinstance(reader, ProgramCaller):
        raise Forbidden("a key reads what was approved")
    wanted = Wanted(form_id, starts_on, ends_on, standing)
    look = Look(shape, file_type, values, lang, excel, repeat)
    said = {"projection": caller.projection, "standing": standing, "from": starts_on, "to": ends_on}
    with database.read() as session:
        lens = lens_for(session, caller, settings.secret)
        file = _written(session, caller, lens, wanted, look)
    note(database, reader, f"export.{file_type}", f"answers:{form_id}", world, said)
    name = f"rahba-answers-{shape}{'-repeat' if repeat else ''}.{file_type}"
    return StreamingResponse(chunks(file), media_type=MEDIA_TYPES[file_type], headers=as_file(name))


def _written(
    session: Session, caller: ProgramCaller, lens: Lens, wanted: Wanted, look: Look
) -> IO[bytes]:
    """In a temporary file while the session is open."""
    versions = versions_of(session, caller.market_id, wanted.form_id)
    tables = _tables(caller, versions)
    if look.repeat not in tables:
        raise NotFound(f"{wanted.form_id} has no repeat {look.repeat}")
    speaker = Speaker(
        read_labels(session, caller.market_id, look.lang),
        names_of(versions, look.lang),
        in_words=look.values == "labels",
    )
    shaped = (Wide if look.shape == "wide" else Long)(tables, fields_of(caller, wanted), speaker)
    heads = {path: shaped.heads(path) for path in shaped.paths}
    found = responses(session, caller, lens, versions, wanted)
    rows = (row for response in found for row in shaped.rows(response))
    if look.file_type == "xlsx":
        return _workbook(heads, rows, speaker, rtl=look.lang == "ar" and speaker.in_words)
    lines = excel_lines if look.excel else plain_lines
    return write_lines(lines(heads[look.repeat], (r for path, r in rows if path == look.repeat)))


def _too_wide(reader: Reader, form_id: str, versions: Sequence[Form]) -> list[str]:
    mine = (reader.projection,) if isinstance(reader, ProgramCaller) else AT_DESK
    callers = [caller_of(reader, SURVEY.name, projection) for projection in mine]
    wanted = Wanted(form_id, standing=True)
    return [
        caller.projection
        for caller in callers
        if widest(_tables(caller, versions), fields_of(caller, wanted)) > MAX_COLUMNS
    ]


def _tables(caller: ProgramCaller, versions: Sequence[Form]) -> dict[str, Table]:
    return layout(versions, {form.version: withheld_from(caller, form) for form in versions})


def _workbook(
    heads: Mapping[str, Sequence[str]],
    rows: Iterable[tuple[str, Sequence[Value]]],
    speaker: Speaker,
    *,
    rtl: bool,
) -> IO[bytes]:
    widest = max(len(columns) for columns in heads.values())
    if widest > MAX_COLUMNS:
        raise Unprocessable(
            f"{widest} columns, a sheet has {MAX_COLUMNS}: take CSV, or long",
            code="too_many_columns",
        )
    sheets = {path: (speaker.sheet(path), columns) for path, columns in heads.items()}
    return write_tables(sheets, rows, rtl=rtl)
