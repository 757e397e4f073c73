"""The code that the console prints: who reads it stands at the machine, and may open the souk."""

import hmac
import json
from datetime import datetime, timedelta

from sqlmodel import Session, select

from rahba.access.attempts import PER_LOGIN, forgive, reserve
from rahba.access.tokens import keyed_hash, new_code
from rahba.clock import World
from rahba.db import Database
from rahba.epoch import ServerMeta
from rahba.errors import Conflict, Forbidden
from rahba.market import Market

KEY = "setup_code"
VALID_FOR = timedelta(hours=24)


class SetupCodeWrong(Forbidden):
    code, title = "setup_code_wrong", "This is not the code that the console shows"


def is_open(session: Session) -> bool:
    """Whether the server waits to be set up: it holds no souk."""
    return session.exec(select(Market.id).limit(1)).first() is None


def issue_code(session: Session, secret: bytes, world: World) -> str | None:
    """A new code, which ends the one before it; None once there is a souk."""
    if not is_open(session):
        return None
    code = new_code(world)
    expires_at = (world.now() + VALID_FOR).isoformat()
    value = json.dumps({"hash": _hash(secret, code), "expires_at": expires_at})
    session.merge(ServerMeta(key=KEY, value=value))
    return code


def try_code(database: Database, code: str, address: str, secret: bytes, world: World) -> None:
    """Raises `SetupCodeWrong`, or `TooManyRequests` after five wrong ones from `address`."""
    source = f"setup:{address}"
    database.transact(lambda session: reserve(session, {source: PER_LOGIN}, world))
    with database.read() as session:
        refuse_wrong(session, code, secret, world)
    database.transact(lambda session: forgive(session, source, all_of_them=True))


def refuse_wrong(session: Session, code: str, secret: bytes, world: World) -> None:
    """Raises `Conflict` (`already_set_up`), or `SetupCodeWrong` for a wrong or an old code."""
    if not is_open(session):
        raise Conflict("this server has its souk already", code="already_set_up")
    row = session.get(ServerMeta, KEY)
    kept = json.loads(row.value) if row else {"hash": "", "expires_at": "1970-01-01T00:00:00+00:00"}
    # Both are computed before either is looked at: how long it takes says nothing.
    fits = hmac.compare_digest(kept["hash"], _hash(secret, code))
    in_time = datetime.fromisoformat(kept["expires_at"]) > world.now()
    if not (fits and in_time):
        raise SetupCodeWrong


def spend_code(session: Session) -> None:
    row = session.get(ServerMeta, KEY)
    if row is not None:
        session.delete(row)


def _hash(secret: bytes, code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return keyed_hash(secret, "setup-code", plain)
