"""All that is held about one person, for the person to read (SPEC RQ3). Reads only.

Two readings, for two sheets: what carries a name, and the answers under the card's code. Sensitive
answers stand beside no name even here (SV6).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from rahba.access.tables import ApiKey, Audit, Person
from rahba.catalog.tables import Consent, ImportedTrader, Occupancy, Rahba, Stall, Trader
from rahba.entries.kinds import KINDS
from rahba.entries.tables import Entry
from rahba.forms.tables import FormVersion
from rahba.types import rfc3339

EXPORTS = "export."


def read_held(session: Session, market_id: str, ids: Sequence[str]) -> dict[str, Any]:
    """`{"traders", "places", "consents", "entries", "taken"}`; no answer of a survey in it."""
    entries = _entries(session, market_id, ids)
    sections = _sections(session, market_id)
    return {
        "traders": [_trader_json(t, sections) for t in _traders(session, market_id, ids)],
        "imported": _imported(session, market_id, ids),
        "places": _places(session, market_id, ids, sections),
        "consents": _consents(session, market_id, ids),
        "entries": [_entry_json(e, _people(session, market_id)) for e in entries],
        "taken": _taken(session, market_id, entries),
    }


def read_answers(session: Session, market_id: str, ids: Sequence[str]) -> dict[str, Any]:
    """`{"badge", "responses": [{"souk_date", "state", "form", "body"}]}`, without a name."""
    badges = [trader.badge for trader in _traders(session, market_id, ids) if trader.badge]
    surveys = [e for e in _entries(session, market_id, ids) if "form_id" in e.body]
    return {
        "badge": badges[0] if badges else None,
        "responses": [
            {
                "souk_date": entry.souk_date.isoformat(),
                "state": entry.state,
                "form": _form(session, market_id, entry.body),
                "body": entry.body,
            }
            for entry in surveys
        ],
    }


def _traders(session: Session, market_id: str, ids: Sequence[str]) -> list[Trader]:
    query = select(Trader).where(Trader.market_id == market_id, col(Trader.id).in_(ids))
    return list(session.exec(query.order_by(col(Trader.badge), Trader.id)))


def _entries(session: Session, market_id: str, ids: Sequence[str]) -> list[Entry]:
    query = select(Entry).where(Entry.market_id == market_id, col(Entry.trader_id).in_(ids))
    return list(
        session.exec(query.order_by(col(Entry.souk_date), col(Entry.received_at), Entry.id))
    )


def _sections(session: Session, market_id: str) -> dict[str, str]:
    return dict(
        session.exec(select(Rahba.id, Rahba.code).where(Rahba.market_id == market_id)).all()
    )


def _trader_json(trader: Trader, sections: Mapping[str, str]) -> dict[str, Any]:
    return {
        "trader_id": trader.id,
        "known_as": trader.known_as,
        "name_ar": trader.name_ar,
        "name_latin": trader.name_latin,
        "section": sections.get(trader.rahba_id or ""),
        "trade": trader.trade,
        "badge": trader.badge,
        "state": trader.state,
        "sex": trader.sex,
        "age_band": trader.age_band,
        "phone": trader.phone,
    }


def _imported(session: Session, market_id: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    query = select(ImportedTrader).where(
        ImportedTrader.market_id == market_id, col(ImportedTrader.trader_id).in_(ids)
    )
    return [
        {"known_as": row.known_as, "imported_on": row.imported_on.isoformat()}
        for row in session.exec(query)
    ]


def _places(
    session: Session, market_id: str, ids: Sequence[str], sections: Mapping[str, str]
) -> list[dict[str, Any]]:
    query = (
        select(Occupancy, Stall)
        .where(Occupancy.market_id == market_id, Stall.market_id == market_id)
        .where(Occupancy.stall_id == Stall.id, col(Occupancy.trader_id).in_(ids))
        .order_by(col(Occupancy.starts_on), Occupancy.id)
    )
    return [
        {
            "number": stall.number,
            "section": sections.get(stall.rahba_id),
            "starts_on": held.starts_on.isoformat(),
            "ends_on": held.ends_on.isoformat() if held.ends_on else None,
        }
        for held, stall in session.exec(query)
    ]


def _consents(session: Session, market_id: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    query = select(Consent).where(Consent.market_id == market_id, col(Consent.trader_id).in_(ids))
    return [
        {
            "purpose": consent.purpose,
            "decision": consent.decision,
            "text_version": consent.text_version,
            "language": consent.language,
            "mode": consent.mode,
            "recorded_at": rfc3339(consent.recorded_at),
        }
        for consent in session.exec(query.order_by(Consent.purpose, col(Consent.recorded_at)))
    ]


def _people(session: Session, market_id: str) -> dict[str, dict[str, str]]:
    query = select(Person).where(Person.market_id == market_id)
    return {
        person.id: {"name_ar": person.name_ar, "name_latin": person.name_latin}
        for person in session.exec(query)
    }


def _entry_json(entry: Entry, people: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Of a survey only that there is one: its answers are on the other sheet."""
    shown = entry.body if KINDS[entry.kind].consent != "survey" else {}
    return {
        "entry_id": entry.id,
        "kind": entry.kind,
        "souk_date": entry.souk_date.isoformat(),
        "state": entry.state,
        "body": shown,
        "author": people.get(entry.author_id),
        "decided_by": _decider(entry.decided_by, people),
    }


def _decider(
    decided_by: str | None, people: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str] | None:
    if decided_by is None:
        return None
    sort, _, name = decided_by.partition(":")
    return {"policy": name} if sort == "policy" else people.get(name)


def _taken(session: Session, market_id: str, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Files of their kinds that were taken since they were first written down, by whom and when;
    and programs whose key shows names."""
    rows = list(entries)
    if not rows:
        return []
    since, kinds = min(entry.received_at for entry in rows), {entry.kind for entry in rows}
    query = (
        select(Audit)
        .where(Audit.market_id == market_id, Audit.at >= since, col(Audit.subject).in_(kinds))
        .where(col(Audit.action).startswith(EXPORTS))
        .order_by(col(Audit.at))
    )
    names = _readers(session, market_id)
    files = [
        {"what": row.subject, "by": names.get(row.actor), "at": rfc3339(row.at)}
        for row in session.exec(query)
    ]
    keys = session.exec(
        select(ApiKey).where(ApiKey.market_id == market_id, ApiKey.projection == "pii")
    )
    programs = [
        {"what": "feed", "by": {"program": key.name}, "at": rfc3339(key.created_at)}
        for key in keys
        if not key.kinds or kinds.intersection(key.kinds)
    ]
    return files + programs


def _readers(session: Session, market_id: str) -> dict[str, dict[str, str]]:
    keys = session.exec(select(ApiKey.id, ApiKey.name).where(ApiKey.market_id == market_id))
    programs = {f"key:{key_id}": {"program": name} for key_id, name in keys}
    return programs | {f"person:{id_}": name for id_, name in _people(session, market_id).items()}


def _form(session: Session, market_id: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
    version = session.exec(
        select(FormVersion.compiled).where(
            FormVersion.market_id == market_id,
            FormVersion.form_id == body["form_id"],
            FormVersion.version == body["form_version"],
        )
    ).first()
    return dict(version) if version is not None else None
