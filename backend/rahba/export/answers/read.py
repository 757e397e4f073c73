"""Reads what a file of answers is made of: the versions of a form, and the entries that rest on
them, one by one (SPEC AN1, AN7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from rahba.access.callers import ProgramCaller
from rahba.entries.kinds.survey import SURVEY
from rahba.entries.projection import Lens, project, withheld
from rahba.entries.store import ENTRY
from rahba.errors import NotFound
from rahba.feed.read import shown_id
from rahba.forms.asked import Asked, asked
from rahba.forms.form import Form
from rahba.forms.tables import Form as FormRow
from rahba.forms.tables import FormVersion

BATCH = 200
# What was rejected, cancelled or withdrawn is in no file.
STANDING = ("received", "returned", "approved")
NOT_FIELDS = frozenset({"form_id", "answers", "status"})


@dataclass(frozen=True)
class Wanted:
    """Of which form, over which days; `standing`: also what no one has approved yet."""

    form_id: str
    starts_on: date | None = None
    ends_on: date | None = None
    standing: bool = False


@dataclass(frozen=True)
class Response:
    """`fields` about the entry, under the program's names; of `asked` only what may leave."""

    fields: dict[str, Any]
    asked: list[Asked]


def versions_of(session: Session, market_id: str, form_id: str) -> list[Form]:
    """Every version that was published, the first one first. Raises `NotFound`."""
    query = (
        select(col(FormVersion.compiled))
        .where(col(FormVersion.market_id) == market_id, col(FormVersion.form_id) == form_id)
        .order_by(col(FormVersion.published_at), col(FormVersion.version))
    )
    versions = [Form(compiled) for compiled in session.scalars(query)]
    if not versions:
        raise NotFound(f"there is no form {form_id}")
    return versions


def published(session: Session, market_id: str) -> list[tuple[str, dict[str, str], list[Form]]]:
    """Each form with its titles and versions, by its id."""
    query = (
        select(col(FormRow.form_id), col(FormRow.titles))
        .where(col(FormRow.market_id) == market_id)
        .order_by(col(FormRow.form_id))
    )
    return [
        (form_id, titles, versions_of(session, market_id, form_id))
        for form_id, titles in session.execute(query).all()
    ]


def withheld_from(caller: ProgramCaller, form: Form) -> frozenset[str]:
    """The paths that this reader may not see, as in the feed (SPEC FE4, FE5)."""
    shown = next(each for each in SURVEY.shows[caller.projection] if each.source == "answers")
    return withheld(form, shown.treatment, caller.projection)


def fields_of(caller: ProgramCaller, wanted: Wanted) -> list[str]:
    """What stands before the answers in each row."""
    shown = [each.name for each in SURVEY.shows[caller.projection]]
    state = ["state"] if wanted.standing else []
    return ["entry_id", "souk_date", "rev", *state, *(n for n in shown if n not in NOT_FIELDS)]


def responses(
    session: Session, caller: ProgramCaller, lens: Lens, versions: list[Form], wanted: Wanted
) -> Iterator[Response]:
    """By souk date; each is dropped before the next, so that memory stays flat."""
    states = STANDING if wanted.standing else ("approved",)
    query = (
        select(ENTRY)
        .where(ENTRY.c.market_id == caller.market_id, ENTRY.c.kind == SURVEY.name)
        .where(ENTRY.c.state.in_(states))
        .order_by(ENTRY.c.souk_date, ENTRY.c.id)
        .execution_options(yield_per=BATCH)
    )
    for bound in (b for b in (wanted.starts_on, caller.since) if b is not None):
        query = query.where(ENTRY.c.souk_date >= bound)
    if wanted.ends_on is not None:
        query = query.where(ENTRY.c.souk_date <= wanted.ends_on)
    forms = {form.version: form for form in versions}
    kept_back = {form.version: withheld_from(caller, form) for form in versions}
    for row in session.execute(query):
        body = row.body
        if body["form_id"] != wanted.form_id:
            continue
        version = body["form_version"]
        fields = {
            "entry_id": shown_id(row.id, caller, lens),
            "souk_date": row.souk_date,
            "rev": row.approved_rev if row.state == "approved" else row.rev,
            "state": row.state,
            **project(SURVEY, caller.projection, {**body, "answers": {}, "status": {}}, lens),
        }
        leaving = [o for o in asked(forms[version], body) if o.node.path not in kept_back[version]]
        yield Response(fields, leaving)
