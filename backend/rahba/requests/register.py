"""Requests taken down, their days counted, and their end (SPEC RQ1, RQ2)."""

import hmac
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.catalog.tables import Trader
from rahba.clock import World
from rahba.errors import Conflict, NotFound, Unprocessable
from rahba.market import today_in
from rahba.requests.tables import SubjectRequest
from rahba.types import rfc3339

# Law 09-08 gives ten days to answer; the day on which it was asked is not one of them.
DAYS_TO_ANSWER = timedelta(days=10)


def register(
    session: Session,
    caller: DeskCaller,
    trader_id: str,
    sort: str,
    note: str,
    received_on: date | None,
    secret: bytes,
    world: World,
) -> SubjectRequest:
    """Take a request down. `received_on` is the day on which it was said to anybody of the team,
    today unless given. Raises `NotFound` for an unknown trader, `Unprocessable` for a day that
    is still to come."""
    today = today_in(session, caller.market_id, world)
    received_on = received_on or today
    if received_on > today:
        raise Unprocessable("the day of the request is still to come")
    if session.get(Trader, (caller.market_id, trader_id)) is None:
        raise NotFound(f"no trader {trader_id}")
    request = SubjectRequest(
        market_id=caller.market_id,
        id=world.new_id(),
        sort=sort,
        trader_id=trader_id,
        subject_key=subject_key(secret, trader_id),
        note=note.strip(),
        received_on=received_on,
        due_on=received_on + DAYS_TO_ANSWER,
        registered_by=caller.person_id,
        registered_at=world.now(),
    )
    session.add(request)
    detail = {"sort": sort}
    audit.record(
        session, caller.market_id, caller.actor, "request.registered", request.id, detail, world
    )
    return request


def subject_key(secret: bytes, trader_id: str) -> str:
    return hmac.digest(secret, b"subject:" + trader_id.encode(), "sha256").hex()


def find_request(session: Session, market_id: str, request_id: str) -> SubjectRequest:
    """Raises `NotFound`, for another market's as well."""
    request = session.get(SubjectRequest, (market_id, request_id))
    if request is None:
        raise NotFound(f"no request {request_id}")
    return request


def open_request(session: Session, market_id: str, request_id: str) -> SubjectRequest:
    """Held until the end of the transaction. Raises `Conflict` if it was closed."""
    request = find_request(session, market_id, request_id)
    session.refresh(request, with_for_update=True)
    if request.closed_at is not None:
        raise Conflict("this request was closed", code="request_closed")
    return request


def close(
    session: Session,
    caller: DeskCaller,
    request: SubjectRequest,
    outcome: str,
    note: str,
    world: World,
) -> None:
    """An erasure that was carried out leaves nothing here that says whose it was (RQ5)."""
    request.outcome, request.outcome_note = outcome, note.strip()
    request.closed_by, request.closed_at = caller.person_id, world.now()
    if request.sort == "erase" and outcome == "done":
        request.trader_id, request.note, request.outcome_note = None, "", ""
    session.add(request)
    audit.record(
        session,
        caller.market_id,
        caller.actor,
        "request.closed",
        request.id,
        {"sort": request.sort, "outcome": outcome},
        world,
    )


def list_requests(session: Session, market_id: str, world: World) -> list[dict[str, Any]]:
    """Open ones first, the one due soonest on top; then the closed, the newest on top."""
    query = (
        select(SubjectRequest, Trader)
        .outerjoin(
            Trader,
            (col(Trader.market_id) == SubjectRequest.market_id)
            & (col(Trader.id) == SubjectRequest.trader_id),
        )
        .where(SubjectRequest.market_id == market_id)
        .order_by(col(SubjectRequest.due_on), SubjectRequest.id)
    )
    today = today_in(session, market_id, world)
    rows = [(request, trader) for request, trader in session.exec(query)]
    still_open = [pair for pair in rows if pair[0].closed_at is None]
    closed = [pair for pair in reversed(rows) if pair[0].closed_at is not None]
    return [request_json(request, trader, today) for request, trader in (*still_open, *closed)]


def request_json(request: SubjectRequest, trader: Trader | None, today: date) -> dict[str, Any]:
    """`days_left` is negative when overdue, null once closed."""
    closed = request.closed_at is not None
    return {
        "id": request.id,
        "sort": request.sort,
        "trader": _card(trader),
        "note": request.note,
        "received_on": request.received_on.isoformat(),
        "due_on": request.due_on.isoformat(),
        "days_left": None if closed else (request.due_on - today).days,
        "outcome": request.outcome,
        "outcome_note": request.outcome_note,
        "closed_at": rfc3339(request.closed_at) if request.closed_at else None,
    }


def _card(trader: Trader | None) -> dict[str, Any] | None:
    if trader is None:
        return None
    return {"trader_id": trader.id, "known_as": trader.known_as, "badge": trader.badge}


def one_request(session: Session, request: SubjectRequest, world: World) -> dict[str, Any]:
    trader = (
        session.get(Trader, (request.market_id, request.trader_id)) if request.trader_id else None
    )
    return request_json(request, trader, today_in(session, request.market_id, world))
