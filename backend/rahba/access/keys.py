"""Keys of programs: made, listed and revoked at the desk; shown once, kept as a hash."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.access.tables import ApiKey
from rahba.access.tokens import token_hash
from rahba.clock import World
from rahba.errors import NotFound

PREFIX = "rahba_"  # so that a key found in a repository can be recognised as one


@dataclass(frozen=True)
class NewKey:
    name: str
    projection: str
    kinds: list[str] = field(default_factory=list)
    since: date | None = None
    expires_at: datetime | None = None


def make_key(session: Session, caller: DeskCaller, new: NewKey, world: World) -> tuple[str, ApiKey]:
    """`(key, row)`; the key cannot be read again."""
    key = PREFIX + world.new_token()
    row = ApiKey(
        market_id=caller.market_id,
        id=world.new_id(),
        name=new.name,
        key_hash=token_hash(key),
        projection=new.projection,
        kinds=new.kinds,
        since=new.since,
        created_by=caller.person_id,
        created_at=world.now(),
        expires_at=new.expires_at,
    )
    session.add(row)
    detail = {"name": new.name, "projection": new.projection, "kinds": new.kinds}
    audit.record(
        session, caller.market_id, caller.actor, "key_made", f"key:{row.id}", detail, world
    )
    return key, row


def list_keys(session: Session, caller: DeskCaller) -> list[ApiKey]:
    query = (
        select(ApiKey)
        .where(ApiKey.market_id == caller.market_id)
        .order_by(col(ApiKey.created_at).desc(), ApiKey.id)
    )
    return list(session.exec(query))


def revoke_key(session: Session, caller: DeskCaller, key_id: str, world: World) -> ApiKey:
    """Ends a key for good; revoking it again changes nothing."""
    row = session.get(ApiKey, (caller.market_id, key_id))
    if row is None:
        raise NotFound
    if row.revoked_at is None:
        row.revoked_at = world.now()
        audit.record(
            session, caller.market_id, caller.actor, "key_revoked", f"key:{key_id}", {}, world
        )
    return row
