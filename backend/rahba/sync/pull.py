"""What changed since a phone last asked: the catalog, and what became of its person's entries."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter as Asked
from sqlalchemy import bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from rahba.access.callers import PhoneCaller
from rahba.catalog.tables import Market
from rahba.clock import World
from rahba.cursors import seal, unseal
from rahba.epoch import current_epoch
from rahba.errors import Gone
from rahba.journal import CATALOG, Change, last_seq, person_scope, trace
from rahba.market import local_date
from rahba.sync import changed, mine
from rahba.sync.snapshot import first_cursor
from rahba.types import rfc3339

DEFAULT_LIMIT = 500
MAX_LIMIT = 1000


class AheadOfDatabase(Exception):
    """This server signed a cursor at a change that its database does not hold: it was restored."""

    def __init__(self, epoch: str) -> None:
        super().__init__(epoch)
        self.epoch = epoch


@dataclass(frozen=True)
class Position:
    """How far a phone has read: the last number of each of its two scopes."""

    catalog: int
    own: int


@dataclass(frozen=True)
class Page:
    """The newest change of each subject after a position, and where the next page begins."""

    changes: list[Change]
    reached: int
    more: bool


def pull(
    session: Session,
    caller: PhoneCaller,
    cursor: str | None,
    limit: int,
    secret: bytes,
    world: World,
) -> dict[str, Any]:
    """One page, as in the API's `PullAnswer`.

    Raises `Gone` (`cursor_gone`): take a snapshot; and `AheadOfDatabase`, which the route answers
    with a new epoch and the same 410.
    """
    epoch = current_epoch(session)
    market = session.get_one(Market, caller.market_id)
    today = local_date(market, world.now())
    start = _start(session, caller, cursor, epoch, secret)
    catalog = read_page(session, caller.market_id, CATALOG, start.catalog, limit)
    own_scope = person_scope(caller.person_id)
    own = read_page(session, caller.market_id, own_scope, start.own, limit)
    reached = first_cursor(session, caller.market_id, epoch, catalog.reached) | {
        "person": caller.person_id,
        "own": own.reached,
        "own_trace": trace(session, caller.market_id, own_scope, own.reached),
    }
    entries = mine.entry_documents(session, caller, today, _subjects(own, "entry"))
    return {
        "epoch": epoch,
        "server_time": rfc3339(world.now()),
        "cursor": seal(secret, reached),
        "more": catalog.more or own.more,
        "me": mine.me_document(session, caller, market, today, secret),
        "catalog": [
            *changed.catalog_documents(session, market, catalog.changes, today),
            *changed.retired_forms(session, market.id, entries),
        ],
        "own": entries,
        "settlements": mine.settlement_documents(
            session, caller.market_id, caller.person_id, _subjects(own, "settlement")
        ),
    }


def _newest_changes() -> SelectOfScalar[Change]:
    later = aliased(Change)
    market: Asked[str] = bindparam("market")
    scope: Asked[str] = bindparam("scope")
    last: Asked[int] = bindparam("last")
    newer = select(later.seq).where(
        later.market_id == market,
        later.scope == scope,
        later.type == Change.type,  # an entry and the op that began it share an id (OP1)
        later.subject_id == Change.subject_id,
        later.seq > Change.seq,
        later.seq <= last,
    )
    return (
        select(Change)
        .where(Change.market_id == market, Change.scope == scope)
        .where(col(Change.seq) > bindparam("after"), col(Change.seq) <= last, ~newer.exists())
        .order_by(col(Change.seq))
        .limit(bindparam("rows"))
    )


# Built once: building a statement costs more than running it does.
_NEWEST_CHANGES = _newest_changes()


def read_page(session: Session, market_id: str, scope: str, after: int, limit: int) -> Page:
    """Up to `limit` changes, of each subject only the newest; the page moves past the others."""
    last = last_seq(session, market_id, scope)
    asked = {"market": market_id, "scope": scope, "after": after, "last": last, "rows": limit + 1}
    found = list(session.exec(_NEWEST_CHANGES, params=asked))
    more = len(found) > limit
    page = found[:limit]
    return Page(page, page[-1].seq if more else last, more)


def _start(
    session: Session, caller: PhoneCaller, cursor: str | None, epoch: str, secret: bytes
) -> Position:
    if cursor is None:
        return Position(0, 0)
    fields = unseal(secret, cursor, scope="pull", epoch=epoch, market=caller.market_id)
    if fields["person"] not in (None, caller.person_id):
        raise Gone("this cursor is another person's", code="cursor_gone")
    for scope, name in ((CATALOG, "catalog"), (person_scope(caller.person_id), "own")):
        found = trace(session, caller.market_id, scope, fields[name])
        if found != fields[f"{name}_trace"]:
            raise AheadOfDatabase(epoch)
    return Position(fields["catalog"], fields["own"])


def _subjects(page: Page, type_: str) -> list[str]:
    return [change.subject_id for change in page.changes if change.type == type_]
