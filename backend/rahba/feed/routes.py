"""`GET /feed/approved`: what was approved, what changed and what was removed, for programs."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from rahba.access.callers import ProgramCaller
from rahba.access.dependencies import Program, UseDatabase, UseSettings, UseWorld
from rahba.clock import World
from rahba.cursors import seal, unseal
from rahba.db import Database
from rahba.entries.kinds import KINDS
from rahba.entries.lenses import lens_for
from rahba.entries.projection import shows
from rahba.epoch import current_epoch
from rahba.errors import Forbidden, Gone, Unprocessable
from rahba.feed.read import read_all, read_page, scope_digest
from rahba.journal import APPROVED, trace
from rahba.requests.replay import notice_restore
from rahba.settings import Settings

router = APIRouter(prefix="/feed", tags=["feed"])
NDJSON = "application/x-ndjson"
STREAM_PAGE = 2000
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
FROM_THE_START = "/api/v1/feed/approved"
EXAMPLE: dict[str, Any] = {
    "epoch": "5b1d6c1e-9a53-4a0e-8a3b-0c9f0f6f2a11",
    "rows": [
        {
            "seq": 41,
            "type": "approved",
            "entry_id": "0f4c2b7e-55d1-8c1a-a3b2-9a1f0c7d6e5f",
            "kind": "presence",
            "souk_date": "2026-11-27",
            "rev": 1,
            "at": "2026-11-27T13:02:11Z",
            "body": {"status": "present", "section": "grains"},
        },
        {
            "seq": 42,
            "type": "removed",
            "entry_id": "7c1f9d3a-2b6e-8f40-a1c5-3e2d1b0a9f88",
            "kind": "survey",
            "souk_date": "2026-11-20",
            "rev": 2,
            "at": "2026-11-27T13:05:40Z",
        },
    ],
    "cursor": "opaque",
    "more": False,
}
LINES = "\n".join(json.dumps(line) for line in (*EXAMPLE["rows"], {"cursor": "opaque"}))

Cursor = Annotated[
    str | None, Query(max_length=1000, description="From the page before; none: from the start")
]
KindFilter = Annotated[str | None, Query(max_length=40, description="Only entries of this kind")]


@router.get(
    "/approved",
    responses={
        200: {
            "content": {
                "application/json": {"example": EXAMPLE},
                NDJSON: {"schema": {"type": "string"}, "example": LINES},
            }
        },
        410: {"description": "`cursor_gone`: begin again without a cursor, and with nothing"},
    },
    response_model=None,
)
def read_approved_feed(
    request: Request,
    caller: Program,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
    kind: KindFilter = None,
    wanted: Annotated[str, Query(alias="format", pattern="^(json|ndjson)$")] = "json",
) -> Response | dict[str, Any]:
    """Keep, per `entry_id`, the row with the greatest `seq`: that is the approved set. A row of
    type `unapproved`, `removed` or `merged` takes its entry out. `cursor` brings what is new."""
    _refuse_blind(caller, kind)
    after = _start(cursor, caller, kind, database, settings, world)
    if wanted == "ndjson" or NDJSON in request.headers.get("accept", ""):
        return StreamingResponse(_lines(caller, database, settings, after, kind), media_type=NDJSON)
    with database.read() as session:
        lens = lens_for(session, caller, settings.secret)
        page = read_page(session, caller, lens, after, limit, kind)
        return {
            "epoch": current_epoch(session),
            "rows": page.rows,
            "cursor": _cursor(session, page.seq, caller, kind, settings),
            "more": page.more,
        }


def _lines(
    caller: ProgramCaller, database: Database, settings: Settings, after: int, kind: str | None
) -> Iterator[bytes]:
    """One row a line, to the end of the feed; the last line is `{"cursor": …}`."""
    with database.read() as session:
        lens = lens_for(session, caller, settings.secret)
        for page in read_all(session, caller, lens, after, STREAM_PAGE, kind):
            after = page.seq
            yield "".join(f"{_encode(row)}\n" for row in page.rows).encode()
        last = {"cursor": _cursor(session, after, caller, kind, settings)}
    yield json.dumps(last).encode() + b"\n"


def _refuse_blind(caller: ProgramCaller, kind: str | None) -> None:
    if kind is not None and kind not in KINDS:
        raise Unprocessable(f"there is no kind {kind}")
    if not any(shows(known, caller.projection) for known in KINDS.values()):
        raise Forbidden("this key sees aggregates only: /insight/presence")


def _start(
    cursor: str | None,
    caller: ProgramCaller,
    kind: str | None,
    database: Database,
    settings: Settings,
    world: World,
) -> int:
    if cursor is None:
        return 0
    with database.read() as session:
        epoch, scope = current_epoch(session), scope_digest(caller, kind)
        try:
            fields = unseal(settings.secret, cursor, feed="approved", epoch=epoch, scope=scope)
        except Gone as gone:
            raise Gone(gone.detail, code=gone.code, snapshot=FROM_THE_START) from None
        seq: int = fields["seq"]
        is_ours = trace(session, caller.market_id, APPROVED, seq) == fields["trace"]
    if not is_ours:
        notice_restore(database, settings.data_dir, epoch, world)
        detail = "the server was restored from a copy"
        raise Gone(detail, code="cursor_gone", snapshot=FROM_THE_START)
    return seq


def _cursor(
    session: Session, seq: int, caller: ProgramCaller, kind: str | None, settings: Settings
) -> str:
    fields = {
        "feed": "approved",
        "epoch": current_epoch(session),
        "scope": scope_digest(caller, kind),
        "seq": seq,
        "trace": trace(session, caller.market_id, APPROVED, seq),
    }
    return seal(settings.secret, fields)
