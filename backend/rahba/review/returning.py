"""What a coach may ask of the author of a survey, answer by answer, or take out of it (SPEC SV8,
SV9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, select

from rahba.entries.at_desk import set_unknown_in
from rahba.entries.decisions import Decision
from rahba.entries.tables import Entry
from rahba.errors import Unprocessable
from rahba.forms.form import Form, plain_path
from rahba.forms.tables import FormVersion
from rahba.forms.unknown import not_to_be_taken, with_unknown


def refuse_unaskable(
    session: Session, market_id: str, entry_id: str, asked_again: Sequence[str]
) -> None:
    """Raises `Unprocessable` (`cannot_ask_again`) with the `paths` that are no question of the
    entry's form, or that ask about a period which will be over."""
    if not asked_again:
        return
    form = _form_of(session, market_id, _find(session, market_id, entry_id))
    questions = {node.path for node in form.questions()} if form else set()
    passed = form.reference_period_paths() if form else frozenset()
    paths = [path for path in asked_again if plain_path(path) not in questions - passed]
    if paths:
        raise Unprocessable(
            "these answers cannot be asked for on another day", code="cannot_ask_again", paths=paths
        )


def taking_out(session: Session, market_id: str, decision: Decision) -> Decision:
    """The decision with the revision that it makes, where it sets answers to unknown.

    Raises `Unprocessable` (`cannot_set_unknown`) with the `paths` that the rest hangs on.
    """
    paths = set_unknown_in(decision.comments)
    entry = _find(session, market_id, decision.entry_id) if paths else None
    if entry is None or entry.rev != decision.rev:
        return decision  # nothing to take out, or too late: the decision itself says so
    form = _form_of(session, market_id, entry)
    today = str(entry.body.get("started_at"))[:10]
    wrong = not_to_be_taken(form, entry.body, paths, today) if form else paths
    if wrong:
        raise Unprocessable(
            "the rest of the response hangs on these answers", code="cannot_set_unknown",
            paths=wrong,
        )  # fmt: skip
    return replace(decision, body=with_unknown(entry.body, paths))


def _find(session: Session, market_id: str, entry_id: str) -> Entry | None:
    query = select(Entry).where(Entry.market_id == market_id, Entry.id == entry_id)
    return session.exec(query).first()


def _form_of(session: Session, market_id: str, entry: Entry | None) -> Form | None:
    """The version that the entry was recorded with; None where it is no survey."""
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
