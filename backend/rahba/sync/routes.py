"""What a phone asks of the server."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Response
from sqlmodel import Session

from rahba.access.dependencies import (
    Address,
    CoachPhone,
    Origin,
    Phone,
    PushingPhone,
    UseDatabase,
    UseMeters,
    UseSettings,
    UseWorld,
)
from rahba.access.invitations import JoiningPhone
from rahba.access.recovery_key import public_key
from rahba.access.store_keys import keep_store_key
from rahba.access.tables import Device
from rahba.address import is_secure
from rahba.errors import Forbidden, Gone
from rahba.requests.replay import notice_restore
from rahba.sync import examples
from rahba.sync.attend import attend
from rahba.sync.closings import take_closings
from rahba.sync.join import issue_push_token, join
from rahba.sync.protocol import PushRequest
from rahba.sync.pull import DEFAULT_LIMIT, MAX_LIMIT, AheadOfDatabase, pull
from rahba.sync.push import push
from rahba.sync.snapshot import MAX_SLICE, current_snapshot, slice_of
from rahba.sync.wire import (
    ClosingsAnswer,
    ClosingsRequest,
    JoinAnswer,
    JoinRequest,
    PushTokenAnswer,
    RecoveryKey,
    SnapshotHead,
    StoreKeyAnswer,
    StoreKeyRequest,
)
from rahba.wire import WireId

router = APIRouter(tags=["phone"])
DEFAULT_SLICE = 32_768


@router.post("/join")
def join_phone(
    body: JoinRequest,
    address: Address,
    origin: Origin,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> JoinAnswer:
    """Spends an invitation; the same phone may ask again for 24 h and gets the same answer.

    403 `insecure_address` where a browser could keep nothing (SU5); the invitation stays good.
    """
    if not is_secure(origin):
        raise Forbidden("phones join by https only", code="insecure_address")
    phone = JoiningPhone(body.join_key, **body.device.model_dump())
    joined = join(database, body.code, phone, address, settings.secret, world)
    return JoinAnswer.of(joined, RecoveryKey(**public_key(settings.secret)))


@router.post("/sync/push-token")
def issue_token(caller: Phone, database: UseDatabase, settings: UseSettings) -> PushTokenAnswer:
    """The push-only token, for a phone that joined before there was one; always the same."""

    def issue(session: Session) -> str:
        device = session.get_one(Device, (caller.market_id, caller.device_id))
        return issue_push_token(session, device, settings.secret)

    return PushTokenAnswer(push_token=database.transact(issue))


@router.put("/sync/store-key")
def put_store_key(
    body: StoreKeyRequest,
    caller: Phone,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> StoreKeyAnswer:
    """The store's key and its unlock code, in the place of the ones before.

    422 `store_key_unreadable` if they are not sealed to the recovery key of that version.
    """
    sealed = body.sealed()
    database.transact(
        lambda session: keep_store_key(session, caller, sealed, settings.secret, world)
    )
    return StoreKeyAnswer(recovery_version=sealed.recovery_version)


@router.get("/sync/snapshot")
def read_snapshot_head(
    caller: Phone, database: UseDatabase, settings: UseSettings, world: UseWorld
) -> SnapshotHead:
    """Size and hash of the catalog as one gzip file; `GET …/{snapshot_id}` has its bytes."""
    snapshot = current_snapshot(database, caller.market_id, settings.secret, world)
    return SnapshotHead(
        snapshot_id=snapshot.id,
        bytes=len(snapshot.data),
        sha256=snapshot.sha256,
        seq=snapshot.seq,
    )


@router.get("/sync/snapshot/{snapshot_id}", response_class=Response)
def read_snapshot_slice(
    snapshot_id: WireId,
    caller: Phone,
    database: UseDatabase,
    offset: Annotated[int, Query(ge=0, le=1 << 40)] = 0,
    length: Annotated[int, Query(ge=1, le=MAX_SLICE)] = DEFAULT_SLICE,
) -> Response:
    """Bytes of the file from `offset` on; empty past its end; 410 `snapshot_gone` if replaced."""
    with database.read() as session:
        data = slice_of(session, caller.market_id, snapshot_id, offset, length)
    return Response(data, media_type="application/octet-stream")


@router.get("/sync/pull", response_class=Response, responses=examples.PULL)
def pull_changes(
    caller: Phone,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Response:
    """What changed since `cursor`; without one, everything. 410 `cursor_gone`: take a snapshot."""
    attend(database, caller, world)
    try:
        with database.read() as session:
            page = pull(session, caller, cursor, limit, settings.secret, world)
    except AheadOfDatabase as ahead:
        notice_restore(database, settings.data_dir, ahead.epoch, world)
        raise Gone("the server was restored from a copy", code="cursor_gone") from None
    return _json(page)


@router.post("/sync/closings")
def put_closings(
    body: ClosingsRequest, caller: CoachPhone, database: UseDatabase, world: UseWorld
) -> ClosingsAnswer:
    """Closing codes of the team's phones, as a coach's phone scanned them; one code for each."""
    codes = database.transact(lambda session: take_closings(session, caller, body.closings, world))
    return ClosingsAnswer(codes=codes)


@router.post("/sync/push", response_class=Response, responses=examples.PUSH)
def push_ops(
    body: Annotated[PushRequest, Body(openapi_examples=examples.PUSHED)],
    caller: PushingPhone,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
    meters: UseMeters,
) -> Response:
    """Takes up to 100 ops, each a string, and answers each; sent again, they get the same answer.

    Once this is answered, everything it says is durable.
    """
    answer = push(database, caller, body, settings.secret, world)
    for code, count in Counter(result["code"] for result in answer["results"]).items():
        meters.ops.add(count, outcome=code)
    return _json(answer)


def _json(document: Mapping[str, Any]) -> Response:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Response(text, media_type="application/json")
