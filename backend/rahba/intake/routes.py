"""Import at the desk: template, preview, import, undo. The body of a request is the file itself."""

from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlmodel import Session, col, select
from starlette.concurrency import run_in_threadpool

from rahba.access.callers import DeskCaller
from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.catalog.documents import rahbas_in_order
from rahba.errors import Conflict, Unprocessable
from rahba.intake.apply import apply_plan
from rahba.intake.headings import FIELDS, Field
from rahba.intake.preview import Reading, plan_of, preview_document, read_intake
from rahba.intake.tables import Intake
from rahba.intake.template import make_template
from rahba.intake.undo import undo_intake
from rahba.types import rfc3339
from rahba.wire import ShortText, WireId

router = APIRouter(prefix="/imports", tags=["imports"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Encoding = Literal["utf-8", "utf-16", "windows-1256", "windows-1252"]
Delimiter = Literal["comma", "semicolon", "tab"]
NOT_TAKEN = "none"


async def read_body(
    request: Request,
    encoding: Annotated[Encoding | None, Query(description="Of a text file; else guessed")] = None,
    delimiter: Annotated[Delimiter | None, Query(description="Of a text file")] = None,
    column: Annotated[
        list[str], Query(max_length=200, description="`<sheet>:<letter>:<field or none>`")
    ] = [],  # noqa: B006 (FastAPI copies it)
) -> Reading:
    chosen: dict[int, dict[str, Field | None]] = {}
    for said in column:
        sheet, letter, field = _column(said)
        chosen.setdefault(sheet, {})[letter] = field
    data = await request.body()
    return await run_in_threadpool(read_intake, data, encoding, delimiter, chosen)


File = Annotated[Reading, Depends(read_body)]


@router.get("/template.xlsx", operation_id="download_import_template", response_class=Response)
def download_template(
    coach: Coach,
    database: UseDatabase,
    lang: Annotated[Literal["ar", "fr", "en"], Query()] = "ar",
) -> Response:
    """Two sheets, places and traders, with the market's sections and the trades to choose from."""
    with database.read() as session:
        rahbas = rahbas_in_order(session, coach.market_id)
    sections = [(rahba.code, rahba.names) for rahba in rahbas]
    headers = {"Content-Disposition": f'attachment; filename="rahba-{lang}.xlsx"'}
    return Response(make_template(lang, sections), media_type=XLSX, headers=headers)


@router.get("", operation_id="list_imports")
def list_imports(coach: Coach, database: UseDatabase) -> list[dict[str, Any]]:
    """The last twenty, newest first."""
    query = select(Intake).where(Intake.market_id == coach.market_id)
    with database.read() as session:
        rows = session.exec(query.order_by(col(Intake.applied_at).desc()).limit(20))
        return [_intake_json(row) for row in rows]


@router.post("/preview", operation_id="preview_import")
def preview(coach: Coach, database: UseDatabase, file: File) -> dict[str, Any]:
    """What was understood, what would be new, and what is wrong, cell by cell; nothing is written.

    422 `import_unreadable` with a `reason` if the file as a whole cannot be read.
    """
    with database.read() as session:
        return preview_document(file, plan_of(session, coach.market_id, file))


@router.put("/{import_id}", operation_id="apply_import")
def apply(
    import_id: WireId,
    coach: Coach,
    database: UseDatabase,
    world: UseWorld,
    file: File,
    digest: Annotated[str, Query(max_length=64, description="The preview's")],
    file_name: Annotated[ShortText, Query()] = "-",
) -> dict[str, Any]:
    """Import the previewed file, whole or not at all; sent again, it is answered again.

    409 `preview_changed` if file or catalog are not those of the preview; 422 `import_has_errors`.
    """
    return database.transact(
        lambda session: _apply(session, coach, import_id, file, digest, file_name, world)
    )


@router.post("/{import_id}/undo", operation_id="undo_import")
def undo(import_id: WireId, coach: Coach, database: UseDatabase, world: UseWorld) -> dict[str, Any]:
    """Take it back today, as long as nothing was recorded on it; else 409 `import_in_use`."""
    return database.transact(
        lambda session: _intake_json(undo_intake(session, coach, import_id, world))
    )


def _apply(
    session: Session,
    coach: DeskCaller,
    import_id: str,
    file: Reading,
    digest: str,
    file_name: str,
    world: UseWorld,
) -> dict[str, Any]:
    made = session.get(Intake, (coach.market_id, import_id))
    if made is not None:
        if made.digest != digest:
            raise Conflict("another file was imported under this id")
        return _intake_json(made)
    plan = plan_of(session, coach.market_id, file)
    if plan.errors:
        raise Unprocessable("the file has errors", code="import_has_errors", errors=plan.errors)
    if plan.digest(file.data) != digest:
        raise Conflict("file or catalog are not those of the preview", code="preview_changed")
    intake = Intake(
        market_id=coach.market_id,
        id=import_id,
        digest=digest,
        file_name=file_name,
        places=len(plan.places),
        traders=len(plan.traders),
        warnings=sorted({fault.code for fault in plan.faults}),
        applied_at=world.now(),
        applied_by=coach.person_id,
    )
    return _intake_json(apply_plan(session, coach, intake, plan, world))


def _column(said: str) -> tuple[int, str, Field | None]:
    sheet, letter, field = (*said.split(":"), "", "")[:3]
    if not sheet.isdigit() or field not in (*FIELDS, NOT_TAKEN):
        raise Unprocessable(f"no such column: {said[:40]}")
    return int(sheet), letter.upper(), None if field == NOT_TAKEN else cast(Field, field)


def _intake_json(intake: Intake) -> dict[str, Any]:
    return {
        "import_id": intake.id,
        "file_name": intake.file_name,
        "places": intake.places,
        "traders": intake.traders,
        "warnings": intake.warnings,
        "applied_at": rfc3339(intake.applied_at),
        "undone_at": rfc3339(intake.undone_at) if intake.undone_at else None,
    }
