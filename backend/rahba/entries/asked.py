"""Whom the team asked already, beside the roster (SPEC SV10): of each trader's newest survey of a
form how it ended and on which souk day. Nothing that was answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlmodel import Session

from rahba.entries.kinds import KINDS
from rahba.entries.roster import STANDS
from rahba.entries.store import ENTRY


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    form_id: str
    outcome: str
    souk_date: str

    def document(self) -> dict[str, str]:
        return asdict(self)


def newest_surveys(
    session: Session, market_id: str, only: Collection[str] | None = None
) -> dict[str, list[Asked]]:
    """By trader, of all or of `only` these: the newest of each form, the newest of all first. What
    was withdrawn, rejected or taken back is none."""
    here = ENTRY.c
    asking = [name for name, kind in KINDS.items() if kind.on_roster]
    query = (
        select(
            here.trader_id,
            here.souk_date,
            here.body["form_id"].as_string(),
            here.body["outcome"].as_string(),
        )
        .where(here.market_id == market_id, here.kind.in_(asking), here.state.in_(STANDS))
        .where(here.trader_id.is_not(None))
        .order_by(here.souk_date, here.recorded_at, here.id)
    )
    if only is not None:
        query = query.where(here.trader_id.in_(only))
    by_form: dict[str, dict[str, Asked]] = defaultdict(dict)
    for trader_id, day, form_id, outcome in session.execute(query):
        by_form[trader_id].pop(form_id, None)  # so that the newest of all stands last
        by_form[trader_id][form_id] = Asked(form_id, outcome, day.isoformat())
    return {trader_id: [*reversed(found.values())] for trader_id, found in by_form.items()}
