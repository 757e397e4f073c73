"""The lens of one program: how ids, places and answers change on their way to it."""

from functools import cache

from sqlmodel import Session, select

from rahba.access.callers import ProgramCaller
from rahba.catalog.tables import Rahba, Stall
from rahba.entries.projection import Lens, keyed_ids
from rahba.forms.form import Form
from rahba.forms.tables import FormVersion


def lens_for(session: Session, caller: ProgramCaller, secret: bytes) -> Lens:
    """Reads the places once; form versions when a response first needs one."""
    market_id = caller.market_id
    sections = dict(
        session.exec(
            select(Stall.id, Rahba.code)
            .where(Stall.market_id == market_id, Rahba.market_id == market_id)
            .where(Stall.rahba_id == Rahba.id)
        ).all()
    )

    @cache
    def form(form_id: str, version: str) -> Form | None:
        row = session.exec(
            select(FormVersion.compiled).where(
                FormVersion.market_id == market_id,
                FormVersion.form_id == form_id,
                FormVersion.version == version,
            )
        ).first()
        return Form(dict(row)) if row is not None else None

    return Lens(keyed_ids(secret, caller.key_id), sections.get, form)
