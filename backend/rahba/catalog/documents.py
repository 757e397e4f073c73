"""The catalog as phones read it: one document per market, section, day and form."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from rahba.access.roles import roles_of_all
from rahba.access.tables import Person
from rahba.catalog.calendar import souk_days_between
from rahba.catalog.consent_texts import consent_texts
from rahba.catalog.tables import Market, MarketOperator, Rahba, SoukDay, TraderAlias
from rahba.catalog.trades import SECTIONS, TRADES
from rahba.market import operator_on

DAYS_BACK = timedelta(days=90)
DAYS_AHEAD = timedelta(days=180)


def market_document(session: Session, market: Market, today: date) -> dict[str, Any]:
    """The market, who answers for it today, and what is read aloud before recording."""
    return {
        "id": market.id,
        "code": market.code,
        "names": market.names,
        "commune": market.commune,
        "timezone": market.timezone,
        "country": market.country,
        "badge_prefix": market.badge_prefix,
        "phone_tag_key": market.phone_tag_key,
        "operator": operator_document(operator_on(session, market.id, today)),
        "consent": consent_texts(),
    }


def trades_document() -> dict[str, Any]:
    return {
        "sections": [{"code": s.code, "names": s.names} for s in SECTIONS],
        "trades": [
            {"code": t.code, "section": t.section, "names": t.names} for t in TRADES.values()
        ],
    }


def rahbas_in_order(session: Session, market_id: str) -> list[Rahba]:
    query = select(Rahba).where(Rahba.market_id == market_id)
    return list(session.exec(query.order_by(col(Rahba.sort), Rahba.code)))


def people_documents(session: Session, market_id: str, today: date) -> list[dict[str, Any]]:
    """The team of today, by name: who returned an entry should have one on the phone."""
    roles = roles_of_all(session, market_id, today)
    query = select(Person).where(Person.market_id == market_id, col(Person.id).in_(roles))
    return [
        {"id": p.id, "name_ar": p.name_ar, "name_latin": p.name_latin, "roles": roles[p.id]}
        for p in session.exec(query.order_by(Person.name_latin, Person.id))
    ]


def souk_day_documents(session: Session, market_id: str, today: date) -> list[dict[str, Any]]:
    days = souk_days_between(session, market_id, today - DAYS_BACK, today + DAYS_AHEAD)
    return [souk_day_document(day) for day in days]


def souk_day_document(day: SoukDay) -> dict[str, Any]:
    document = {
        "id": day.id,
        "date": day.date.isoformat(),
        "status": day.status,
        "opens": day.opens,
        "closes": day.closes,
        "closed": day.closed_at is not None,
    }
    if day.reason is not None:
        document["reason"] = day.reason
    if day.moved_to is not None:
        document["moved_to"] = day.moved_to.isoformat()
    return document


def aliases_in_force(session: Session, market_id: str) -> list[TraderAlias]:
    query = select(TraderAlias).where(
        TraderAlias.market_id == market_id, col(TraderAlias.ended_at).is_(None)
    )
    return list(session.exec(query.order_by(col(TraderAlias.created_at), TraderAlias.id)))


def operator_document(operator: MarketOperator | None) -> dict[str, Any] | None:
    if operator is None:
        return None
    return {
        "names": operator.names,
        "address": operator.address,
        "contact": operator.contact,
        "phone": operator.phone,
        "cndp_ref": operator.cndp_ref,
        "retention_months": operator.retention_months,
        "min_age": operator.min_age,
    }
