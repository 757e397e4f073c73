"""The whole catalog of a market as one gzip file, cut into slices that can be asked for again
(SPEC PL1). It is stored, so that a download survives a restart of either side."""

import base64
import gzip
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from rahba.catalog import documents, roster
from rahba.catalog.tables import Market, Rahba, Snapshot, Stall, Trader
from rahba.clock import World
from rahba.cursors import seal
from rahba.db import Database
from rahba.entries.asked import Asked, newest_surveys
from rahba.epoch import current_epoch
from rahba.errors import Gone
from rahba.forms.publish import forms_with_versions
from rahba.forms.tables import Form, FormVersion
from rahba.journal import CATALOG, last_seq, trace
from rahba.market import local_date
from rahba.types import rfc3339

FORMAT = 1
KEPT = 3
MAX_SLICE = 65_536
STATES = {"provisional": 0, "approved": 1, "imported": 2}


def current_snapshot(database: Database, market_id: str, secret: bytes, world: World) -> Snapshot:
    """The snapshot of the catalog as it is now; built once per change of it (or of the day)."""
    with database.read() as session:
        market = session.get_one(Market, market_id)
        today = local_date(market, world.now())
        known = _find(session, market_id, today)
        if known is not None:
            return known
        built = _pack(session, market, today, secret, world)
    return database.transact(lambda session: _keep(session, built))


def slice_of(session: Session, market_id: str, snapshot_id: str, start: int, length: int) -> bytes:
    """Bytes `start` to `start + length`; nothing past the end.

    Raises `Gone` (`snapshot_gone`) when newer ones have replaced it: take the newest from its
    beginning.
    """
    row = session.get(Snapshot, (market_id, snapshot_id))
    if row is None:
        raise Gone("a newer snapshot has replaced this one", code="snapshot_gone")
    return row.data[start : start + min(length, MAX_SLICE)]


def first_cursor(session: Session, market_id: str, epoch: str, seq: int) -> dict[str, Any]:
    """Where pulling goes on after a snapshot: it is everyone's, so own entries start from none."""
    return {
        "scope": "pull",
        "market": market_id,
        "epoch": epoch,
        "person": None,
        "catalog": seq,
        "catalog_trace": trace(session, market_id, CATALOG, seq),
        "own": 0,
        "own_trace": "",
    }


def _find(session: Session, market_id: str, day: date) -> Snapshot | None:
    query = select(Snapshot).where(
        Snapshot.market_id == market_id,
        Snapshot.seq == last_seq(session, market_id, CATALOG),
        Snapshot.epoch == current_epoch(session),
        Snapshot.day == day,
    )
    return session.exec(query.order_by(col(Snapshot.created_at)).limit(1)).first()


def _keep(session: Session, built: Snapshot) -> Snapshot:
    """Store it and drop all but the newest; phones that built at the same moment share one."""
    same = _find(session, built.market_id, built.day)
    if same is not None and same.seq == built.seq:
        return same
    others = select(Snapshot).where(Snapshot.market_id == built.market_id)
    newest_first = others.order_by(col(Snapshot.created_at).desc())
    # Never the one just built: after the server's clock went back it would seem the oldest.
    for old in session.exec(newest_first.offset(KEPT - 1)):
        session.delete(old)
    session.add(built)
    return built


def _pack(session: Session, market: Market, today: date, secret: bytes, world: World) -> Snapshot:
    seq = last_seq(session, market.id, CATALOG)
    epoch = current_epoch(session)
    cursor = seal(secret, first_cursor(session, market.id, epoch, seq))
    head = {"format": FORMAT, "epoch": epoch, "seq": seq, "cursor": cursor}
    document = head | {"issued_at": rfc3339(world.now())} | _catalog(session, market, today)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    data = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    return Snapshot(
        market_id=market.id,
        id=world.new_id(),
        seq=seq,
        epoch=epoch,
        day=today,
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        created_at=world.now(),
    )


def _catalog(session: Session, market: Market, today: date) -> dict[str, Any]:
    rahbas = documents.rahbas_in_order(session, market.id)
    stalls = roster.stalls_in_use(session, market.id, today)
    surveys = newest_surveys(session, market.id)
    outcomes = sorted({said for theirs in surveys.values() for said in theirs})
    return {
        "market": documents.market_document(session, market, today),
        "trades": documents.trades_document(),
        "rahbas": [
            {"id": r.id, "code": r.code, "names": r.names, "sort": r.sort, "lanes": r.lanes}
            for r in rahbas
        ],
        "people": documents.people_documents(session, market.id, today),
        "souk_days": documents.souk_day_documents(session, market.id, today),
        "forms": [
            form_document(form, version)
            for form, version in forms_with_versions(session, market.id)
        ],
        "aliases": [[a.from_id, a.to_id] for a in documents.aliases_in_force(session, market.id)],
        "stalls": _stall_columns(stalls, rahbas),
        # Each way in which a survey ended on a day, once; traders point at theirs.
        "surveys": [[said.form_id, said.outcome, said.souk_date] for said in outcomes],
        "traders": _trader_columns(
            session, market.id, today, stalls, rahbas, _survey_at(surveys, outcomes)
        ),
    }


def form_document(form: Form, version: FormVersion) -> dict[str, Any]:
    """A published version; `form` of the catalog is the one that phones are to ask from now on."""
    document: dict[str, Any] = {
        "form_id": form.form_id,
        "version": version.version,
        "titles": form.titles,
        "modules_on": form.modules,
        "compiled": version.compiled,
    }
    if form.ask_again_from is not None:
        document["ask_again_from"] = form.ask_again_from.isoformat()
    if form.retired_at is not None:
        document["retired"] = True
    if form.asking is not None:
        document["asking"] = form.asking
    return document


def _stall_columns(stalls: Sequence[Stall], rahbas: Sequence[Rahba]) -> dict[str, list[Any]]:
    index = _positions(r.id for r in rahbas)
    return {
        "id": [_short(s.id) for s in stalls],
        "rahba": [index[s.rahba_id] for s in stalls],
        "lane": [s.lane for s in stalls],
        "number": [s.number for s in stalls],
        "walk_order": [s.walk_order for s in stalls],
    }


def _trader_columns(
    session: Session,
    market_id: str,
    today: date,
    stalls: Sequence[Stall],
    rahbas: Sequence[Rahba],
    survey_at: Mapping[str, list[int]],
) -> dict[str, list[Any]]:
    rahba_at = _positions(r.id for r in rahbas)
    stall_at = _positions(s.id for s in stalls)
    of_trader = roster.stalls_of_traders(session, market_id, today)
    places = {
        trader: [stall_at[stall] for stall in theirs if stall in stall_at]
        for trader, theirs in of_trader.items()
    }
    traders = roster.traders_on_phones(session, market_id)
    # Neighbours share section, trade and nearby badges: in this order the columns pack best.
    traders.sort(key=lambda t: (places.get(t.id) or [len(stalls)], t.badge or "", t.id))
    others = [survey_at.get(t.id, [])[1:] or None for t in traders]
    return {
        "id": [_short(t.id) for t in traders],
        "known_as": [t.known_as for t in traders],
        "name_ar": [t.name_ar for t in traders],
        "name_latin": [t.name_latin for t in traders],
        "rahba": [rahba_at.get(t.rahba_id or "", -1) for t in traders],
        "trade": [t.trade for t in traders],
        "badge": [_badge_number(t) for t in traders],
        "state": [STATES[t.state] for t in traders],
        "tag": [t.phone_tag for t in traders],
        "stalls": [places.get(t.id, []) for t in traders],
        "survey": [survey_at.get(t.id, [None])[0] for t in traders],
        # only where several forms are in use: most markets have one
        **({"other_surveys": others} if any(others) else {}),
    }


def _survey_at(
    surveys: Mapping[str, Sequence[Asked]], outcomes: Sequence[Asked]
) -> dict[str, list[int]]:
    at = {said: n for n, said in enumerate(outcomes)}
    return {trader: [at[said] for said in theirs] for trader, theirs in surveys.items()}


def _positions(ids: Iterable[str]) -> dict[str, int]:
    return {id_: n for n, id_ in enumerate(ids)}


def _badge_number(trader: Trader) -> int | None:
    """`K-0457-3` as 457: the phone knows the letters and computes the check digit."""
    return int(trader.badge.split("-")[1]) if trader.badge else None


def _short(id_: str) -> str:
    """A UUID as 22 characters of URL-safe base64, without its padding."""
    return base64.urlsafe_b64encode(uuid.UUID(id_).bytes).decode().rstrip("=")
