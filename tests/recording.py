"""A phone's notebook in a test: it records, freezes ops as a phone does, and pushes them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from rahba import epoch
from rahba.access.callers import PhoneCaller
from rahba.access.tables import Device
from rahba.clock import World
from rahba.db import Database
from rahba.sync.protocol import Manifest, OpResult, PushRequest, PushResponse
from rahba.sync.push import push
from rahba.types import rfc3339
from tests.making import FRIDAY, SECRET, MadeMarket


def new_id() -> str:
    return str(uuid.uuid4())


@dataclass
class Notebook:
    """One person's phone; `revs` is what it predicts of each entry."""

    database: Database
    world: World
    caller: PhoneCaller
    epoch: str | None
    revs: dict[str, int] = field(default_factory=dict)

    def create(self, kind: str, body: Any, **changed: Any) -> str:
        """The text of a create op; `changed` overrides any field of it."""
        if "entry_id" not in changed:
            # As a phone does it: the op that begins an entry goes by its id (OP1).
            changed["entry_id"] = entry_id = new_id()
            changed.setdefault("op_id", entry_id)
        return self.op("create", changed.pop("entry_id"), kind, body, **changed)

    def revise(self, entry_id: str, kind: str, body: Any, **changed: Any) -> str:
        return self.op("revise", entry_id, kind, body, **changed)

    def cancel(self, entry_id: str, kind: str, **changed: Any) -> str:
        return self.op("cancel", entry_id, kind, None, **changed)

    def mark(self, stall_id: str, status: str = "present", **changed: Any) -> str:
        body = changed.pop("body", {"stall_id": stall_id, "status": status})
        return self.create(changed.pop("kind", "presence"), body, **changed)

    def op(self, op_type: str, entry_id: str, kind: str, body: Any, **changed: Any) -> str:
        base_rev = changed.pop("base_rev", self.revs.get(entry_id, 0))
        self.revs[entry_id] = base_rev + 1
        fields = {
            "op_id": new_id(),
            "type": op_type,
            "entry_id": entry_id,
            "base_rev": base_rev,
            "kind": kind,
            "schema_version": 1,
            "market_id": self.caller.market_id,
            "person_id": self.caller.person_id,
            "device_id": self.caller.device_id,
            "epoch": self.epoch,
            "souk_date": FRIDAY.isoformat(),
            "body": body,
            "recorded_at": rfc3339(self.world.now()),
            "tz_offset_min": 60,
        } | changed
        for name, value in fields.items():
            if isinstance(value, date):
                fields[name] = value.isoformat()
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))

    def request(self, ops: Sequence[Any], **changed: Any) -> PushRequest:
        fields = {
            "protocol": 1,
            "app": "0.1.0",
            "epoch": self.epoch,
            "sent_at": self.world.now(),
            "manifest": Manifest(pending=len(ops)),
            "ops": list(ops),
        } | changed
        return PushRequest.model_validate(fields)

    def send(self, *ops: Any, **changed: Any) -> PushResponse:
        request = self.request(ops, **changed)
        return push(self.database, self.caller, request, SECRET, self.world)

    def push(self, *ops: Any, **changed: Any) -> list[OpResult]:
        """One request; the result of each op."""
        return self.send(*ops, **changed)["results"]

    def push_one(self, op: Any, **changed: Any) -> OpResult:
        return self.push(op, **changed)[0]


def open_notebook(
    database: Database,
    world: World,
    market: MadeMarket,
    person_id: str | None = None,
    token_hash: str | None = None,
) -> Notebook:
    """A phone of `person_id` (the first animator's unless said otherwise), ready to record; over
    the wire only with a token."""
    person_id = person_id or market.animators[0]
    device_id = new_id()

    def add(session: Session) -> str:
        session.add(
            Device(
                market_id=market.id,
                id=device_id,
                person_id=person_id,
                token_hash=token_hash or device_id,
                created_at=world.now(),
            )
        )
        return epoch.current_epoch(session)

    current = database.transact(add)
    return Notebook(database, world, PhoneCaller(market.id, person_id, device_id), current)


def op_id_of(text: str) -> str:
    return str(json.loads(text)["op_id"])


def entry_id_of(text: str) -> str:
    return str(json.loads(text)["entry_id"])
