"""What only some kinds ask to know of a batch (`Kind.needs`): read only if the batch has them."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, and_, col, or_, select

from rahba.access.tables import Device
from rahba.catalog import tables as catalog
from rahba.catalog.badges import BadgeRange
from rahba.catalog.duplicates import Known as RosterRow
from rahba.catalog.duplicates import Roster
from rahba.catalog.phone_tag import normalise_phone, phone_tag
from rahba.entries.kinds.kind import Kind, Known, SameDay
from rahba.entries.store import ENTRY
from rahba.forms.form import Form
from rahba.forms.tables import Form as FormRow
from rahba.forms.tables import FormVersion
from rahba.market import Market
from rahba.sync.op import Op, is_id

FORMS_KEPT = 64
TRADER: Table = SQLModel.metadata.tables["trader"]
# What of a trader tells a duplicate.
TELLING = (
    "id", "known_as", "name_ar", "name_latin", "rahba_id", "trade", "badge", "phone_tag",
)  # fmt: skip


def read_needs(
    session: Session,
    market: Market,
    person_id: str,
    ops: Sequence[Op],
    kinds: Mapping[str, Kind],
    *,
    traders: Mapping[str, str],
    stalls: frozenset[str],
) -> Known:
    """`Known`, filled as far as the kinds in the batch ask."""
    needs = {need for kind in kinds.values() for need in kind.needs}
    asking = {
        need: [op for op in ops if op.kind in kinds and need in kinds[op.kind].needs]
        for need in needs
    }
    known: dict[str, Any] = {}
    if "sections" in needs:
        known["sections"] = frozenset(_sections(session, market.id))
    if "forms" in needs:
        known |= _forms(session, market.id, asking["forms"])
    if "roster" in needs:
        known |= _roster(session, market, person_id, asking["roster"])
    if "same_day" in needs:
        known["same_day"] = _same_day(session, market.id, asking["same_day"])
    return Known(traders=traders, stalls=stalls, **known)


class _FormCache:
    """Form versions never change once they are out, so a process makes each ready once."""

    def __init__(self) -> None:
        self._forms: OrderedDict[tuple[str, str, str], Form] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str, str]) -> Form | None:
        return self._forms.get(key)

    def put(self, key: tuple[str, str, str], form: Form) -> None:
        with self._lock:
            self._forms[key] = form
            while len(self._forms) > FORMS_KEPT:
                self._forms.popitem(last=False)


_FORMS = _FormCache()


def read_form(session: Session, market_id: str, form_id: str, version: str) -> Form | None:
    """A form version made ready for evaluation."""
    # The row's own id stands in the key: a version of the same name in another database is another.
    query = select(FormVersion.id).where(
        col(FormVersion.market_id) == market_id,
        col(FormVersion.form_id) == form_id,
        col(FormVersion.version) == version,
    )
    row_id = session.exec(query).one_or_none()
    if row_id is None:
        return None
    form = _FORMS.get((market_id, row_id, version))
    if form is None:
        compiled = session.exec(
            select(FormVersion.compiled).where(
                col(FormVersion.market_id) == market_id, col(FormVersion.id) == row_id
            )
        ).one()
        form = Form(dict(compiled))
        _FORMS.put((market_id, row_id, version), form)
    return form


def _forms(session: Session, market_id: str, ops: Iterable[Op]) -> dict[str, Any]:
    asked = {
        (form_id, version)
        for op in ops
        if isinstance(form_id := (op.body or {}).get("form_id"), str)
        and isinstance(version := (op.body or {}).get("form_version"), str)
    }
    forms = {
        (form_id, version): form
        for form_id, version in asked
        if (form := read_form(session, market_id, form_id, version)) is not None
    }
    current = session.exec(
        select(FormRow.form_id, FormRow.current_version).where(
            col(FormRow.market_id) == market_id, col(FormRow.retired_at).is_(None)
        )
    )
    return {"forms": forms, "current_versions": dict(current.all())}


def _roster(session: Session, market: Market, person_id: str, ops: Iterable[Op]) -> dict[str, Any]:
    """Sections of the market, the author's badge numbers, and the traders who could be the same."""
    sections = _sections(session, market.id)
    bodies = [op.body for op in ops if op.body]
    return {
        "sections": frozenset(sections),
        "badge_prefix": market.badge_prefix,
        "phone_tag_key": market.phone_tag_key,
        "badge_ranges": _badge_ranges(session, market, person_id),
        "roster": Roster(_candidates(session, market, bodies, sections) if bodies else ()),
    }


def _sections(session: Session, market_id: str) -> dict[str, str]:
    """The market's sections, code → id."""
    query = select(catalog.Rahba.code, catalog.Rahba.id)
    return dict(session.exec(query.where(col(catalog.Rahba.market_id) == market_id)).all())


def _badge_ranges(session: Session, market: Market, person_id: str) -> list[BadgeRange]:
    query = (
        select(catalog.BadgeRange.starts, catalog.BadgeRange.ends)
        .join(
            Device,
            and_(
                col(Device.market_id) == col(catalog.BadgeRange.market_id),
                col(Device.id) == col(catalog.BadgeRange.device_id),
            ),
        )
        .where(col(Device.market_id) == market.id, col(Device.person_id) == person_id)
    )
    return [BadgeRange(market.badge_prefix, s, e) for s, e in session.exec(query)]


def _candidates(
    session: Session, market: Market, bodies: Sequence[Mapping[str, Any]], sections: dict[str, str]
) -> list[RosterRow]:
    """Traders who share a section, a place, a badge or a tag with one of the bodies."""
    code_of = {rahba_id: code for code, rahba_id in sections.items()}
    stall_ids = [b["stall_id"] for b in bodies if is_id(b.get("stall_id"))]
    at_stalls: dict[str, set[str]] = defaultdict(set)
    for trader_id, stall_id in session.exec(
        select(catalog.Occupancy.trader_id, catalog.Occupancy.stall_id).where(
            col(catalog.Occupancy.market_id) == market.id,
            col(catalog.Occupancy.stall_id).in_(stall_ids),
            col(catalog.Occupancy.ends_on).is_(None),
        )
    ):
        at_stalls[trader_id].add(stall_id)
    here = TRADER.c
    query = select_columns(*(here[name] for name in TELLING)).where(
        here.market_id == market.id,
        here.state.in_(("provisional", "approved")),
        or_(
            here.rahba_id.in_(_named(bodies, "rahba", sections)),
            here.badge.in_(_texts(bodies, "badge")),
            here.phone_tag.in_(_tags(bodies, market.phone_tag_key)),
            here.id.in_(list(at_stalls)),
        ),
    )
    return [
        RosterRow(
            trader_id=row.id,
            names=tuple(n for n in (row.known_as, row.name_ar, row.name_latin) if n),
            section=code_of.get(row.rahba_id or ""),
            trade=row.trade,
            stall_ids=frozenset(at_stalls[row.id]),
            badge=row.badge,
            phone_tag=row.phone_tag,
        )
        for row in session.execute(query)
    ]


def _texts(bodies: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    return [value for body in bodies if isinstance(value := body.get(key), str)]


def _named(bodies: Iterable[Mapping[str, Any]], key: str, ids: Mapping[str, str]) -> list[str]:
    return sorted({ids[value] for value in _texts(bodies, key) if value in ids})


def _tags(bodies: Iterable[Mapping[str, Any]], tag_key: str) -> list[int]:
    numbers = (normalise_phone(text) for text in _texts(bodies, "phone"))
    return [phone_tag(tag_key, number) for number in numbers if number]


def _same_day(
    session: Session, market_id: str, ops: Iterable[Op]
) -> dict[tuple[str, date], list[SameDay]]:
    wanted = {(op.kind, op.souk_date) for op in ops}
    found: dict[tuple[str, date], list[SameDay]] = defaultdict(list)
    here = ENTRY.c
    query = select_columns(
        here.kind, here.souk_date, here.id, here.author_id, here.trader_id, here.body
    ).where(
        here.market_id == market_id,
        here.souk_date.in_({day for _, day in wanted}),
        here.kind.in_({kind for kind, _ in wanted}),
        here.state.in_(("received", "returned", "approved")),
    )
    for kind, day, entry_id, author_id, trader_id, body in session.execute(query):
        found[kind, day].append(SameDay(entry_id, author_id, trader_id, body))
    return found
