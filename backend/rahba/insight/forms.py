"""How a form fares: its versions with their answers (SPEC FD5)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from rahba.access.dependencies import Coach, UseDatabase
from rahba.access.tables import Person
from rahba.entries.roster import STANDS
from rahba.entries.store import ENTRY
from rahba.forms.publish import get_form
from rahba.forms.tables import FormVersion
from rahba.forms.upload import ZIP
from rahba.types import rfc3339

router = APIRouter(prefix="/forms", tags=["forms"])
KNOWN_STATES = ("provisional", "approved")
COUNT_OF = {"completed": "answered", "refused": "refused", "stopped": "left"}


@router.get("/{form_id}/versions", operation_id="list_form_versions")
def list_versions(form_id: str, coach: Coach, database: UseDatabase) -> list[dict[str, Any]]:
    """Every version, the newest first: when and by whom it was published, and how many answers that
    stand were given in it."""
    with database.read() as session:
        form = get_form(session, coach.market_id, form_id)
        answers = _answers_by_version(session, coach.market_id, form_id)
        return [
            {
                "version": row.version,
                "in_force": row.version == form.current_version and form.retired_at is None,
                "published_at": rfc3339(row.published_at),
                "published_by": (
                    {"name_ar": row.name_ar, "name_latin": row.name_latin}
                    if row.name_latin
                    else None
                ),
                "answers": answers[row.version],
                "file": _kind_of_file(row.begins),
                "sha256": row.source_sha256,
            }
            for row in _versions(session, coach.market_id, form_id)
        ]


def _versions(session: Session, market_id: str, form_id: str) -> Sequence[Row[Any]]:
    version, person = FormVersion, Person
    columns = (
        col(version.version),
        col(version.published_at),
        col(version.source_sha256),
        # the file itself may have two megabytes: only its first letter is read
        func.substr(col(version.xlsform), 1, 1).label("begins"),
        col(person.name_ar),
        col(person.name_latin),
    )
    publisher = (col(person.id) == version.published_by) & (
        col(person.market_id) == version.market_id
    )
    query = (
        select(*columns)
        .select_from(version)
        .outerjoin(person, publisher)
        .where(col(version.market_id) == market_id, col(version.form_id) == form_id)
        .order_by(col(version.published_at).desc(), col(version.version).desc())
    )
    return session.execute(query).all()


def _kind_of_file(begins: bytes | None) -> str | None:
    if not begins:
        return None
    return "xlsx" if ZIP.startswith(bytes(begins)) else "xml"


def _answers_by_version(session: Session, market_id: str, form_id: str) -> Counter[str]:
    here = ENTRY.c
    version = here.body["form_version"].as_string()
    columns: Sequence[Any] = (version.label("version"), func.count().label("answers"))
    query = (
        select(*columns)
        .where(here.market_id == market_id, here.kind == "survey", here.state.in_(STANDS))
        .where(here.body["form_id"].as_string() == form_id)
        .group_by(version)
    )
    return Counter({row[0]: row[1] for row in session.execute(query)})
