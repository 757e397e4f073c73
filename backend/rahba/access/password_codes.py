"""A forgotten password, or the first one: a code from the desk, good once (SPEC DE4)."""

from datetime import timedelta

from sqlmodel import Session, col, delete, select

from rahba.access import audit
from rahba.access.attempts import PER_ADDRESS, PER_LOGIN, forgive, reserve
from rahba.access.callers import DeskCaller
from rahba.access.password_rule import check_password
from rahba.access.sign_in import DESK_ROLES, begin_session, hasher, refuse_without_role
from rahba.access.tables import DeskSession, Membership, Password, PasswordCode, Person
from rahba.access.tokens import code_hash, new_code
from rahba.clock import World
from rahba.db import Database
from rahba.errors import BadCredentials, Conflict, Forbidden, NotFound

VALID_FOR = timedelta(hours=1)
PURPOSE = "password"


def make_code(
    session: Session,
    caller: DeskCaller,
    person_id: str,
    login: str | None,
    secret: bytes,
    world: World,
) -> tuple[str, PasswordCode]:
    """`(code, row)`; an earlier code of the person ends. `login` is for who has none yet.

    Raises `NotFound`, `Forbidden` (an admin's code is an admin's to give), or `Conflict`
    (`no_desk_role`, `login_needed`, `login_taken`).
    """
    _refuse_beyond(session, caller, person_id)
    now = world.now()
    name = _login_of(session, caller.market_id, person_id, login)
    session.execute(
        delete(PasswordCode).where(
            col(PasswordCode.market_id) == caller.market_id,
            col(PasswordCode.person_id) == person_id,
            col(PasswordCode.spent_at).is_(None),
        )
    )
    code = new_code(world)
    row = PasswordCode(
        market_id=caller.market_id,
        id=world.new_id(),
        person_id=person_id,
        login=name,
        code_hash=code_hash(secret, code, PURPOSE),
        created_by=caller.person_id,
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    session.add(row)
    subject = f"person:{person_id}"
    audit.record(session, caller.market_id, caller.actor, "password_code", subject, {}, world)
    return code, row


def spend_code(
    database: Database,
    login: str,
    code: str,
    password: str,
    address: str,
    secret: bytes,
    world: World,
) -> tuple[str, DeskSession]:
    """Set the password, end the person's other sessions and open one: `(token, session)`.

    Raises `Unprocessable` for a password that the rule refuses, `TooManyRequests`, or
    `BadCredentials` (`code_refused`) whatever is wrong with the code.
    """
    login = login.strip().casefold()
    check_password(login, password)
    subject, source = f"login:{login}", f"address:{address}"
    limits = {subject: PER_LOGIN, source: PER_ADDRESS}
    database.transact(lambda session: reserve(session, limits, world))
    hashed = hasher.hash(password)
    hash_of_code, token = code_hash(secret, code, PURPOSE), world.new_token()

    def set_password(session: Session) -> DeskSession:
        row = _good_code(session, login, hash_of_code, world)
        refuse_without_role(session, row.market_id, row.person_id, world)
        row.spent_at = world.now()
        session.merge(
            Password(market_id=row.market_id, person_id=row.person_id, login=login, hash=hashed)
        )
        session.execute(
            delete(DeskSession).where(
                col(DeskSession.market_id) == row.market_id,
                col(DeskSession.person_id) == row.person_id,
            )
        )
        actor, by = f"person:{row.person_id}", {"code_by": row.created_by}
        audit.record(session, row.market_id, actor, "password_set", actor, by, world)
        forgive(session, subject, all_of_them=True)
        forgive(session, source)
        return begin_session(session, row.market_id, row.person_id, token, world)

    return token, database.transact(set_password)


def _good_code(session: Session, login: str, hash_of_code: str, world: World) -> PasswordCode:
    query = select(PasswordCode).where(
        PasswordCode.code_hash == hash_of_code,
        PasswordCode.login == login,
        col(PasswordCode.spent_at).is_(None),
        PasswordCode.expires_at > world.now(),
    )
    row = session.exec(query.with_for_update()).first()
    if row is None or _taken(session, row.market_id, row.person_id, login):
        raise BadCredentials("this code is not good, or no longer", code="code_refused")
    return row


def _login_of(session: Session, market_id: str, person_id: str, login: str | None) -> str:
    known = session.get(Password, (market_id, person_id))
    if known is not None:
        return known.login
    wanted = (login or "").strip().casefold()
    if not wanted:
        raise Conflict("say by which name this person will sign in", code="login_needed")
    if _taken(session, market_id, person_id, wanted):
        raise Conflict("somebody else signs in by this name", code="login_taken")
    return wanted


def _taken(session: Session, market_id: str, person_id: str, login: str) -> bool:
    query = select(Password.person_id).where(
        Password.market_id == market_id, Password.login == login, Password.person_id != person_id
    )
    return session.exec(query).first() is not None


def _refuse_beyond(session: Session, caller: DeskCaller, person_id: str) -> None:
    market_id = caller.market_id
    if session.get(Person, (market_id, person_id)) is None:
        raise NotFound
    query = select(Membership.role).where(
        Membership.market_id == market_id, Membership.person_id == person_id
    )
    held = set(session.exec(query))
    if not held & DESK_ROLES:
        raise Conflict("this person has nothing to do at a desk", code="no_desk_role")
    if "admin" in held and "admin" not in caller.roles:
        raise Forbidden("an admin's code is an admin's to give")
