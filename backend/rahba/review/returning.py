"""What a coach may ask of the author of a survey, answer by answer (SPEC SV8)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, select

from rahba.entries.tables import Entry
from rahba.errors import Unprocessable
from rahba.forms.form import Form, plain_path
from rahba.forms.tables import FormVersion


def refuse_unaskable(
    session: Session, market_id: str, entry_id: str, asked_again: Sequence[str]
) -> None:
    """Raises `Unprocessable` (`cannot_ask_again`) with the `paths` that are no question of the
    entry's form, or that ask about a period which will be over."""
    if not asked_again:
        return
    form = _form_of(session, market_id, entry_id)
    questions = {node.path for node in form.questions()} if form else set()
    passed = form.reference_period_paths() if form else frozenset()
    paths = [path for path in asked_again if plain_path(path) not in questions - passed]
    if paths:
        raise Unprocessable(
            "these answers cannot be asked for on another day", code="cannot_ask_again", paths=paths
        )


def _form_of(session: Session, market_id: str, entry_id: str) -> Form | None:
    """The version that the entry was recorded with; None where it is no survey."""
    entry = session.exec(
        select(Entry).where(Entry.market_id == market_id, Entry.id == entry_id)
    ).first()
    if entry is None or "form_version" not in entry.body:
        return None
    compiled = session.exec(
        select(FormVersion.compiled).where(
            FormVersion.market_id == market_id,
            FormVersion.form_id == entry.body["form_id"],
            FormVersion.version == entry.body["form_version"],
        )
    ).first()
    return Form(dict(compiled)) if compiled else None
