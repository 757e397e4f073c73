"""Forms at the desk: list, check a file and publish it, turn modules on, retire."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Self, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from rahba.access.callers import DeskCaller
from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.clock import World
from rahba.db import Database
from rahba.forms import publish
from rahba.forms.asking import Asking, Rule
from rahba.forms.tables import Form, FormFile, FormVersion
from rahba.forms.upload import compile_upload, is_workbook, unpack_upload, warnings_of
from rahba.types import rfc3339
from rahba.wire import Wire

Wanted = TypeVar("Wanted")

router = APIRouter(prefix="/forms", tags=["forms"])
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of its bytes")]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Modules(BaseModel):
    modules: list[str]


class Retired(BaseModel):
    retired: bool


class WhoIsAsked(Wire):
    """As `Asking`. A season has a first day; without an end it lasts until one is said."""

    rule: Rule
    starts_on: date | None = None
    ends_on: date | None = None
    quotas: dict[Annotated[str, Field(max_length=80)], Annotated[int, Field(ge=0, le=100_000)]] = (
        Field(default_factory=dict, max_length=200)
    )
    share: Annotated[int, Field(ge=1, le=100)] = 100
    seed: Annotated[str, Field(max_length=40)] = ""

    @model_validator(mode="after")
    def _has_a_season(self) -> Self:
        if self.rule != "everyone" and self.starts_on is None:
            raise ValueError("a season has a first day")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("a season ends after it starts")
        return self

    def asking(self) -> Asking:
        return Asking(**self.model_dump(mode="json"))


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
    """Publish a form; the request's body is the `.xlsx` or the XForm `.xml` itself, or a `.zip` of
    it and the pictures and sounds that it names."""
    data = await request.body()
    return await run_in_threadpool(_publish, data, coach, database, world)


def _publish(data: bytes, coach: Coach, database: UseDatabase, world: UseWorld) -> dict[str, Any]:
    package = unpack_upload(data)
    upload = compile_upload(package.form, package.files)  # before the transaction: it takes long
    form = database.transact(
        lambda session: (
            publish.publish(
                session,
                coach.market_id,
                coach.person_id,
                package.form,
                upload,
                world,
                files=package.files,
            ).form_id
        )
    )
    return _read_one(form, coach, database)


@router.post("/check", operation_id="check_form")
async def check_form(request: Request, coach: Coach, database: UseDatabase) -> dict[str, Any]:
    """What publishing this file would do, and nothing of it done: the form compiled, to be tried;
    warnings; the difference to the version in force. Refused as publishing would be."""
    data = await request.body()
    return await run_in_threadpool(_check, data, coach, database)


def _check(data: bytes, coach: Coach, database: UseDatabase) -> dict[str, Any]:
    package = unpack_upload(data)
    _, compiled = compile_upload(package.form, package.files)
    with database.read() as session:
        current, changes = publish.examine(session, coach.market_id, package.form, compiled)
    return {
        "form_id": compiled["form_id"],
        "titles": compiled["title"],
        "version": compiled["version"],
        "compiled": compiled,
        "warnings": warnings_of(package, compiled),
        "in_force": current.version if current else None,
        "changes": changes,
    }


@router.put("/{form_id}/modules", operation_id="turn_form_modules_on")
def turn_modules_on(
    form_id: str, chosen: Modules, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """Ask exactly these modules from the next sync on."""
    return _changed(publish.turn_modules_on, form_id, chosen.modules, coach, database, world)


@router.put("/{form_id}/ask-again", operation_id="ask_form_again")
def ask_again(
    form_id: str, chosen: AskAgain, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """From this day on, who was asked or refused before it is asked anew; null: nobody yet."""
    return _changed(publish.ask_again_from, form_id, chosen.starts_on, coach, database, world)


@router.put("/{form_id}/asking", operation_id="say_who_is_asked")
def say_who_is_asked(
    form_id: str, chosen: WhoIsAsked, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """Who is asked from the next sync on; phones show it, and ask whomever the animator likes."""
    return _changed(publish.say_who_is_asked, form_id, chosen.asking(), coach, database, world)


@router.put("/{form_id}/retired", operation_id="retire_form")
def retire(
    form_id: str, chosen: Retired, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """From their next sync phones offer the form no more, or again; what was begun is finished."""
    return _changed(publish.retire, form_id, chosen.retired, coach, database, world)


@router.get("/{form_id}.xlsx", operation_id="download_xlsform", response_class=Response)
def download_xlsform(form_id: str, coach: Coach, database: UseDatabase) -> Response:
    """The workbook of the current version, as it was uploaded."""
    return download_file(form_id, coach, database)


@router.get("/{form_id}/file", operation_id="download_form", response_class=Response)
def download_file(
    form_id: str, coach: Coach, database: UseDatabase, version: str | None = None
) -> Response:
    """The very file that a version was published from; the current one's unless one is named."""
    with database.read() as session:
        found, data = publish.source_of(session, coach.market_id, form_id, version)
    workbook = is_workbook(data)
    name = quote(f"{form_id}-{found.version}.{'xlsx' if workbook else 'xml'}", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    if found.source_sha256:
        headers["ETag"] = f'"{found.source_sha256}"'
    return Response(data, media_type=XLSX if workbook else "application/xml", headers=headers)


@router.get("/files/{sha256}", operation_id="read_file_of_form", response_class=Response)
def read_file(sha256: Sha256, coach: Coach, database: UseDatabase) -> Response:
    """A picture or a sound that a form of this market shows or plays."""
    with database.read() as session:
        return file_answer(publish.file_of(session, coach.market_id, sha256))


def file_answer(file: FormFile) -> Response:
    """What it is called says what it holds: it never changes."""
    headers = {"Cache-Control": "private, max-age=31536000, immutable", "ETag": f'"{file.sha256}"'}
    return Response(file.data, media_type=file.type, headers=headers)


def _changed(
    change: Callable[[Session, str, str, str, Wanted, World], Form],
    form_id: str,
    wanted: Wanted,
    coach: DeskCaller,
    database: Database,
    world: World,
) -> dict[str, Any]:
    """The form as it is once this was changed of it."""
    database.transact(
        lambda session: (
            change(session, coach.market_id, coach.person_id, form_id, wanted, world).form_id
        )
    )
    return _read_one(form_id, coach, database)


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
        "asking": form.asking,
        "retired_at": rfc3339(form.retired_at) if form.retired_at else None,
        "published_at": rfc3339(version.published_at),
        "compiled": version.compiled,
    }
