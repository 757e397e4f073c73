"""Changes of the catalog, each with the state of its subject as it stands now."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from rahba.catalog import documents, roster
from rahba.catalog.tables import Market, SoukDay, Stall, Trader, TraderAlias
from rahba.entries.asked import newest_surveys
from rahba.forms.publish import forms_with_versions
from rahba.forms.tables import Form, FormVersion
from rahba.journal import Change
from rahba.sync.snapshot import form_document

Documents = dict[str, dict[str, Any]]


def catalog_documents(
    session: Session, market: Market, changes: Sequence[Change], today: date
) -> list[dict[str, Any]]:
    """In the order of `changes`; what no longer exists is left out."""
    ids_by_type: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        ids_by_type[change.type].append(change.subject_id)
    found: dict[str, Documents] = {
        type_: READERS[type_](session, market, ids, today) for type_, ids in ids_by_type.items()
    }
    return [
        found[change.type][change.subject_id]
        for change in changes
        if change.subject_id in found[change.type]
    ]


def retired_forms(
    session: Session, market_id: str, own: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Versions not in force any more in which `own` entries that came with a body were answered: a
    phone that joined since has them from nowhere else, and mends in no other version (SPEC SV4)."""
    bodies = [entry["body"] for entry in own if "form_version" in entry.get("body", ())]
    named = {(body["form_id"], body["form_version"]) for body in bodies}
    if not named:
        return []
    query = (
        select(Form, FormVersion)
        .where(Form.market_id == market_id, FormVersion.market_id == market_id)
        .where(col(FormVersion.form_id) == Form.form_id)
        .where(col(FormVersion.version) != Form.current_version)
        .where(tuple_(col(FormVersion.form_id), col(FormVersion.version)).in_(named))
        .order_by(FormVersion.form_id, FormVersion.version)
    )
    return [
        {"type": "form_version"} | form_document(form, version)
        for form, version in session.exec(query)
    ]


def _traders(session: Session, market: Market, ids: Sequence[str], today: date) -> Documents:
    codes = _rahba_codes(session, market.id)
    stalls = roster.stalls_of_traders(session, market.id, today, only=ids)
    surveys = newest_surveys(session, market.id, only=ids)
    query = select(Trader).where(Trader.market_id == market.id, col(Trader.id).in_(ids))
    return {
        trader.id: roster.trader_document(
            trader,
            codes,
            stalls.get(trader.id, []),
            [said.document() for said in surveys.get(trader.id, ())],
        )
        for trader in session.exec(query)
    }


def _stalls(session: Session, market: Market, ids: Sequence[str], _today: date) -> Documents:
    codes = _rahba_codes(session, market.id)
    query = select(Stall).where(Stall.market_id == market.id, col(Stall.id).in_(ids))
    return {stall.id: roster.stall_document(stall, codes) for stall in session.exec(query)}


def _souk_days(session: Session, market: Market, ids: Sequence[str], _today: date) -> Documents:
    query = select(SoukDay).where(SoukDay.market_id == market.id, col(SoukDay.id).in_(ids))
    return {
        day.id: {"type": "souk_day"} | documents.souk_day_document(day)
        for day in session.exec(query)
    }


def _forms(session: Session, market: Market, ids: Sequence[str], _today: date) -> Documents:
    return {
        form.id: {"type": "form"} | form_document(form, version)
        for form, version in forms_with_versions(session, market.id)
        if form.id in ids
    }


def _aliases(session: Session, market: Market, ids: Sequence[str], _today: date) -> Documents:
    query = select(TraderAlias).where(
        TraderAlias.market_id == market.id, col(TraderAlias.id).in_(ids)
    )
    return {
        alias.id: {
            "type": "alias",
            "from_id": alias.from_id,
            "to_id": alias.to_id,
            "ended": alias.ended_at is not None,
        }
        for alias in session.exec(query)
    }


def _market(session: Session, market: Market, _ids: Sequence[str], today: date) -> Documents:
    document = documents.market_document(session, market, today)
    return {market.id: {"type": "market"} | document}


def _rahba_codes(session: Session, market_id: str) -> dict[str, str]:
    return {rahba.id: rahba.code for rahba in documents.rahbas_in_order(session, market_id)}


READERS: dict[str, Callable[[Session, Market, Sequence[str], date], Documents]] = {
    "trader": _traders,
    "stall": _stalls,
    "souk_day": _souk_days,
    "form": _forms,
    "alias": _aliases,
    "market": _market,
}
