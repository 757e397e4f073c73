"""Signing in at a desk: a name and a password become a session of twelve hours."""

from datetime import timedelta
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlmodel import Session, col, delete, select

from rahba.access import audit
from rahba.access.attempts import PER_ADDRESS, PER_LOGIN, forgive, reserve
from rahba.access.roles import roles_on
from rahba.access.tables import DeskSession, Password
from rahba.access.tokens import token_hash
from rahba.clock import World
from rahba.db import Database
from rahba.errors import BadCredentials
from rahba.market import Market, local_date

SESSION_LASTS = timedelta(hours=12)
DESK_ROLES = frozenset({"coach", "deputy", "official", "admin"})
hasher = PasswordHash((Argon2Hasher(),))


def sign_in(
    database: Database, login: str, password: str, market: str | None, address: str, world: World
) -> tuple[str, DeskSession]:
    """`(token for the cookie, session)`. Raises `BadCredentials`, or `TooManyRequests` first.

    The slow hash is computed between two short transactions, and for unknown names too: neither
    the database nor the clock tells whether a name exists.
    """
    login = login.strip().casefold()
    subject, source = f"login:{login}", f"address:{address}"
    limits = {subject: PER_LOGIN, source: PER_ADDRESS}
    database.transact(lambda session: reserve(session, limits, world))
    with database.read() as session:
        known = find_password(session, login, market)
    fits = hasher.verify(password, known.hash if known else _nobodys_hash())
    if known is None or not fits:
        raise BadCredentials
    token = world.new_token()

    def open_session(session: Session) -> DeskSession:
        refuse_without_role(session, known.market_id, known.person_id, world)
        forgive(session, subject, all_of_them=True)
        forgive(session, source)
        return begin_session(session, known.market_id, known.person_id, token, world)

    return token, database.transact(open_session)


def find_password(session: Session, login: str, market: str | None) -> Password | None:
    """The one account of that name; without `market` (its code), only if no two souks have it."""
    query = select(Password).where(Password.login == login)
    if market:
        query = query.join(Market, col(Market.id) == Password.market_id).where(
            Market.code == market
        )
    found = session.exec(query.limit(2)).all()
    return found[0] if len(found) == 1 else None


def set_password(
    session: Session, market_id: str, person_id: str, login: str, password: str
) -> None:
    session.merge(
        Password(
            market_id=market_id,
            person_id=person_id,
            login=login.strip().casefold(),
            hash=hasher.hash(password),
        )
    )


def sign_out(session: Session, token: str, world: World) -> None:
    """Ends the session of `token`; says nothing if there was none."""
    row = session.exec(
        select(DeskSession).where(DeskSession.token_hash == token_hash(token))
    ).first()
    if row is not None:
        session.delete(row)
        audit.record(session, row.market_id, f"person:{row.person_id}", "signed_out", "", {}, world)


def begin_session(
    session: Session, market_id: str, person_id: str, token: str, world: World
) -> DeskSession:
    """The session of `token`, which the caller's cookie carries."""
    now = world.now()
    session.execute(delete(DeskSession).where(col(DeskSession.expires_at) < now))
    row = DeskSession(
        market_id=market_id,
        token_hash=token_hash(token),
        person_id=person_id,
        created_at=now,
        expires_at=now + SESSION_LASTS,
    )
    session.add(row)
    audit.record(session, market_id, f"person:{person_id}", "signed_in", "", {}, world)
    return row


def refuse_without_role(session: Session, market_id: str, person_id: str, world: World) -> None:
    """A password outlives its role; without a desk role today it opens nothing."""
    market = session.get_one(Market, market_id)
    today = local_date(market, world.now())
    if not roles_on(session, market_id, person_id, today) & DESK_ROLES:
        raise BadCredentials


@cache
def _nobodys_hash() -> str:
    return hasher.hash("the password of nobody")
