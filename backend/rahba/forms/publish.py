"""Publishing a form: an XLSForm in, a version that phones fetch with their next sync (SPEC SV1)."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.clock import World
from rahba.errors import Conflict, NotFound, Unprocessable
from rahba.forms.asking import Asking
from rahba.forms.compile import Compiled
from rahba.forms.difference import difference, retyped
from rahba.forms.errors import together
from rahba.forms.tables import Form, FormFile, FormVersion
from rahba.forms.upload import refusal
from rahba.journal import CATALOG, Journal, NewChange

SEED_LENGTH = 8


def examine(
    session: Session, market_id: str, data: bytes, compiled: Compiled
) -> tuple[FormVersion | None, list[dict[str, Any]]]:
    """The version in force and what `compiled` would change of it; nothing is written.

    Raises what publishing would: `Conflict` (`form_version_taken`) for a version that is out with
    another content, since phones may have it; `Unprocessable` (`form_invalid`) for a question whose
    answers would be of another type (`type_changed`).
    """
    form_id = compiled["form_id"]
    known = _version(session, market_id, form_id, compiled["version"])
    if (
        known is not None
        and known.compiled != compiled
        and not _is_very_file(known, data, compiled)
    ):
        raise Conflict(
            f"version {known.version} of {form_id} is out: give the new one another version",
            code="form_version_taken",
        )
    if known is None and (faults := retyped(_earlier(session, market_id, form_id), compiled)):
        raise refusal(together(faults), data)
    form = find_form(session, market_id, form_id)
    current = _version(session, market_id, form_id, form.current_version) if form else None
    return current, difference(current.compiled, compiled) if current else []


def _is_very_file(known: FormVersion, data: bytes, compiled: Compiled) -> bool:
    """That file is the version, also where a newer compiler makes another tree of it."""
    return known.xlsform == data and known.compiled.get("files") == compiled.get("files")


def publish(
    session: Session,
    market_id: str,
    person_id: str,
    xlsform: bytes,
    compiled_upload: tuple[str, Compiled],
    world: World,
    *,
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> Form:
    """Make a compiled file the current version of its form, and put the form into force again if it
    was retired. `files` are those that came with it. Raises as `examine` does."""
    xform, compiled = compiled_upload
    form_id, version = compiled["form_id"], compiled["version"]
    examine(session, market_id, xlsform, compiled)
    now = world.now()
    if _version(session, market_id, form_id, version) is None:
        session.add(
            FormVersion(
                market_id=market_id, id=world.new_id(), form_id=form_id, version=version,
                xform=xform, xlsform=xlsform, source_sha256=hashlib.sha256(xlsform).hexdigest(),
                compiled=compiled, published_at=now, published_by=person_id,
            )
        )  # fmt: skip
        _keep_files(session, market_id, compiled, files)
    form = find_form(session, market_id, form_id) or Form(
        market_id=market_id, id=world.new_id(), form_id=form_id, titles={}, current_version=version
    )
    form.titles = compiled["title"]
    form.current_version = version
    form.retired_at = None
    available = {module["name"] for module in compiled["modules"]}
    form.modules = [name for name in form.modules if name in available]
    session.add(form)
    _tell(session, form, f"person:{person_id}", "form.publish", {"version": version}, world)
    return form


def _keep_files(
    session: Session, market_id: str, compiled: Compiled, files: Mapping[str, bytes]
) -> None:
    for name, told in compiled.get("files", {}).items():
        data = files[name]
        session.merge(
            FormFile(market_id=market_id, sha256=told["sha256"], type=told["type"], data=data)
        )


def file_of(session: Session, market_id: str, sha256: str) -> FormFile:
    """A picture or a sound of a form of this market. Raises `NotFound`."""
    found = session.get(FormFile, (market_id, sha256))
    if found is None:
        raise NotFound("no form has this file")
    return found


def turn_modules_on(
    session: Session, market_id: str, person_id: str, form_id: str, modules: list[str], world: World
) -> Form:
    """Ask the questions of exactly these modules from now on, beside the core (SPEC SV5)."""
    form = get_form(session, market_id, form_id)
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
    form = get_form(session, market_id, form_id)
    form.ask_again_from = day
    session.add(form)
    said = {"from": day.isoformat() if day else None}
    _tell(session, form, f"person:{person_id}", "form.ask_again", said, world)
    return form


def retire(
    session: Session, market_id: str, person_id: str, form_id: str, retired: bool, world: World
) -> Form:
    """Let phones offer the form no more, or again (SPEC FD4)."""
    form = get_form(session, market_id, form_id)
    form.retired_at = (form.retired_at or world.now()) if retired else None
    session.add(form)
    action = "form.retire" if retired else "form.unretire"
    _tell(session, form, f"person:{person_id}", action, {}, world)
    return form


def say_who_is_asked(
    session: Session, market_id: str, person_id: str, form_id: str, asking: Asking, world: World
) -> Form:
    """Who is asked from now on (SPEC FD6). A sample without a seed gets one by chance."""
    form = get_form(session, market_id, form_id)
    if asking.rule == "sample" and not asking.seed:
        asking = replace(asking, seed=world.new_id()[:SEED_LENGTH])
    form.asking = None if asking.rule == "everyone" else asdict(asking)
    session.add(form)
    detail = asdict(asking)
    _tell(session, form, f"person:{person_id}", "form.asking", detail, world)
    return form


def source_of(
    session: Session, market_id: str, form_id: str, version: str | None = None
) -> tuple[FormVersion, bytes]:
    """The file that a version came from, the current one's unless said."""
    form = get_form(session, market_id, form_id)
    found = _version(session, market_id, form_id, version or form.current_version)
    if found is None or found.xlsform is None:
        raise NotFound(f"no file of {form_id}")
    return found, found.xlsform


def get_form(session: Session, market_id: str, form_id: str) -> Form:
    form = find_form(session, market_id, form_id)
    if form is None:
        raise NotFound(f"no form {form_id}")
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


def _earlier(session: Session, market_id: str, form_id: str) -> list[Compiled]:
    """All versions of a form, in the order of publishing."""
    query = (
        select(FormVersion.compiled)
        .where(FormVersion.market_id == market_id, FormVersion.form_id == form_id)
        .order_by(col(FormVersion.published_at))
    )
    return [dict(compiled) for compiled in session.exec(query)]


def _tell(
    session: Session, form: Form, actor: str, action: str, detail: dict[str, Any], world: World
) -> None:
    audit.record(session, form.market_id, actor, action, form.form_id, detail, world)
    journal = Journal(form.market_id)
    journal.add(NewChange(CATALOG, "form", form.id))
    session.flush()
    journal.write(session, world.now())
