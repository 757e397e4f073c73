"""Forms at the desk: list, publish a workbook, turn modules on."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.errors import NotFound
from rahba.forms import publish
from rahba.forms.tables import Form, FormVersion
from rahba.types import rfc3339

router = APIRouter(prefix="/forms", tags=["forms"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Modules(BaseModel):
    modules: list[str]


class AskAgain(BaseModel):
    starts_on: date | None


@router.get("", operation_id="list_forms")
def list_forms(coach: Coach, database: UseDatabase) -> list[dict[str, Any]]:
    """Every form with its current version, compiled, and what may be turned on."""
    with database.read() as session:
        rows = publish.forms_with_versions(session, coach.market_id)
        return [_form_json(form, version) for form, version in rows]


@router.post("", operation_id="publish_form", status_code=201)
async def publish_form(
    request: Request, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """Publish an XLSForm; the request's body is the `.xlsx` itself."""
    workbook = await request.body()
    return await run_in_threadpool(_publish, workbook, coach, database, world)


def _publish(
    workbook: bytes, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    upload = publish.compile_upload(workbook)  # before the transaction: it may take a second
    form = database.transact(
        lambda session: (
            publish.publish(
                session, coach.market_id, coach.person_id, workbook, upload, world
            ).form_id
        )
    )
    return _read_one(form, coach, database)


@router.put("/{form_id}/modules", operation_id="turn_form_modules_on")
def turn_modules_on(
    form_id: str, chosen: Modules, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """Ask exactly these modules from the next sync on."""
    database.transact(
        lambda session: (
            publish.turn_modules_on(
                session, coach.market_id, coach.person_id, form_id, chosen.modules, world
            ).form_id
        )
    )
    return _read_one(form_id, coach, database)


@router.put("/{form_id}/ask-again", operation_id="ask_form_again")
def ask_again(
    form_id: str, chosen: AskAgain, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """From this day on, who was asked or refused before it is asked anew; null: nobody yet."""
    database.transact(
        lambda session: (
            publish.ask_again_from(
                session, coach.market_id, coach.person_id, form_id, chosen.starts_on, world
            ).form_id
        )
    )
    return _read_one(form_id, coach, database)


@router.get("/{form_id}.xlsx", operation_id="download_xlsform", response_class=Response)
def download_xlsform(form_id: str, coach: Coach, database: UseDatabase) -> Response:
    """The workbook of the current version, as it was uploaded."""
    with database.read() as session:
        for form, version in publish.forms_with_versions(session, coach.market_id):
            if form.form_id == form_id and version.xlsform is not None:
                return Response(version.xlsform, media_type=XLSX)
    raise NotFound(f"no workbook of {form_id}")


def _read_one(form_id: str, coach: Coach, database: UseDatabase) -> dict[str, Any]:
    with database.read() as session:
        rows = publish.forms_with_versions(session, coach.market_id)
        return next(_form_json(f, v) for f, v in rows if f.form_id == form_id)


def _form_json(form: Form, version: FormVersion) -> dict[str, Any]:
    return {
        "form_id": form.form_id,
        "titles": form.titles,
        "version": version.version,
        "modules_on": form.modules,
        "ask_again_from": form.ask_again_from.isoformat() if form.ask_again_from else None,
        "published_at": rfc3339(version.published_at),
        "compiled": version.compiled,
    }
