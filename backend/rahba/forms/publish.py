"""Publishing a form: an XLSForm in, a version that phones fetch with their next sync (SPEC SV1)."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.clock import World
from rahba.errors import Conflict, NotFound, Unprocessable
from rahba.forms.errors import FormError
from rahba.forms.tables import Form, FormVersion
from rahba.forms.xlsform import read_xlsform
from rahba.journal import CATALOG, Journal, NewChange

Compiled = dict[str, Any]


def compile_upload(xlsform: bytes) -> tuple[str, Compiled]:
    """XForm and compiled form of an uploaded workbook. Raises `Unprocessable` (`form_invalid`) with
    `problems`: sheet, row and column as a spreadsheet shows them, a code and a sentence."""
    try:
        return read_xlsform(xlsform)
    except FormError as error:
        raise Unprocessable(
            str(error),
            code="form_invalid",
            problems=[
                {
                    "sheet": error.sheet,
                    "row": error.row,
                    "column": error.column,
                    "path": error.path,
                    "code": error.code,
                    "message": error.detail,
                }
            ],
        ) from error


def publish(
    session: Session,
    market_id: str,
    person_id: str,
    xlsform: bytes,
    compiled_upload: tuple[str, Compiled],
    world: World,
) -> Form:
    """Make a compiled workbook the current version of its form. The same version with another
    content is a conflict: a version never changes once phones may have it."""
    xform, compiled = compiled_upload
    form_id, version = compiled["form_id"], compiled["version"]
    known = _version(session, market_id, form_id, version)
    if known is not None and known.compiled != compiled:
        raise Conflict(
            f"version {version} of {form_id} is out already: give the new one another version",
            code="form_version_taken",
        )
    now = world.now()
    if known is None:
        session.add(
            FormVersion(
                market_id=market_id, id=world.new_id(), form_id=form_id, version=version,
                xform=xform, xlsform=xlsform, compiled=compiled,
                published_at=now, published_by=person_id,
            )
        )  # fmt: skip
    form = find_form(session, market_id, form_id) or Form(
        market_id=market_id, id=world.new_id(), form_id=form_id, titles={}, current_version=version
    )
    form.titles = compiled["title"]
    form.current_version = version
    available = {module["name"] for module in compiled["modules"]}
    form.modules = [name for name in form.modules if name in available]
    session.add(form)
    _tell(session, form, f"person:{person_id}", "form.publish", {"version": version}, world)
    return form


def turn_modules_on(
    session: Session, market_id: str, person_id: str, form_id: str, modules: list[str], world: World
) -> Form:
    """Ask the questions of exactly these modules from now on, beside the core (SPEC SV5)."""
    form = find_form(session, market_id, form_id)
    if form is None:
        raise NotFound(f"no form {form_id}")
    current = _version(session, market_id, form_id, form.current_version)
    available = [module["name"] for module in current.compiled["modules"]] if current else []
    unknown = sorted(set(modules) - set(available))
    if unknown:
        raise Unprocessable(f"no such module: {', '.join(unknown)}", code="unknown_module")
    form.modules = [name for name in available if name in modules]
    session.add(form)
    _tell(session, form, f"person:{person_id}", "form.modules", {"on": form.modules}, world)
    return form


def ask_again_from(
    session: Session, market_id: str, person_id: str, form_id: str, day: date | None, world: World
) -> Form:
    """Let what was asked before `day` stand no more from that day on; None: until a day is said."""
    form = find_form(session, market_id, form_id)
    if form is None:
        raise NotFound(f"no form {form_id}")
    form.ask_again_from = day
    session.add(form)
    said = {"from": day.isoformat() if day else None}
    _tell(session, form, f"person:{person_id}", "form.ask_again", said, world)
    return form


def find_form(session: Session, market_id: str, form_id: str) -> Form | None:
    return session.exec(
        select(Form).where(Form.market_id == market_id, Form.form_id == form_id)
    ).first()


def forms_with_versions(session: Session, market_id: str) -> list[tuple[Form, FormVersion]]:
    """Every form with its current version, by form id."""
    query = (
        select(Form, FormVersion)
        .where(Form.market_id == market_id, FormVersion.market_id == market_id)
        .where(col(FormVersion.form_id) == Form.form_id)
        .where(col(FormVersion.version) == Form.current_version)
        .order_by(Form.form_id)
    )
    return list(session.exec(query))


def _version(session: Session, market_id: str, form_id: str, version: str) -> FormVersion | None:
    return session.exec(
        select(FormVersion).where(
            FormVersion.market_id == market_id,
            FormVersion.form_id == form_id,
            FormVersion.version == version,
        )
    ).first()


def _tell(
    session: Session, form: Form, actor: str, action: str, detail: dict[str, Any], world: World
) -> None:
    audit.record(session, form.market_id, actor, action, form.form_id, detail, world)
    journal = Journal(form.market_id)
    journal.add(NewChange(CATALOG, "form", form.id))
    session.flush()
    journal.write(session, world.now())
