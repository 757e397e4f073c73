"""One simulated phone: what is saved on it leaves only when an answer names it (SPEC PH2, PH12)."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import dataclass, field
from typing import Any

import httpx

from rahba.types import rfc3339
from tests.client import TestClient
from tests.friday.ledger import Body, Entry, Ledger
from tests.making import Clock

BATCH = 100
SLICE = 65_536
# What happens to a request on a bad line, and how often; the rest goes well.
LINE = {"lost request": 0.10, "lost answer": 0.15, "half an answer": 0.05, "sent twice": 0.05}


@dataclass(frozen=True)
class KeptOp:
    text: str
    entry_id: str
    version: int


@dataclass
class Phone:
    """`steady`: the line loses nothing. `own` and `days` are what the last pulls said."""

    client: TestClient
    ledger: Ledger
    clock: Clock
    chance: random.Random
    market_id: str
    person_id: str
    device_id: str
    token: str
    epoch: str
    steady: bool = False
    outbox: dict[str, KeptOp] = field(default_factory=dict)
    cursor: str | None = None
    own: dict[str, Body] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    zones: list[Body] = field(default_factory=list)
    lost: int = 0

    def new_id(self) -> str:
        digits = self.chance.randbytes(16).hex()
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    # What its person does

    def record(self, kind: str, body: Body) -> str:
        day = self.clock().date().isoformat()
        entry = Entry(self.new_id(), kind, self.person_id, day)
        self._save(entry, "create", body)
        return entry.id

    def change(self, entry_id: str, body: Body) -> None:
        self._save(self.ledger.entries[entry_id], "revise", body)

    def cancel(self, entry_id: str) -> None:
        self._save(self.ledger.entries[entry_id], "cancel", None)

    def _save(self, entry: Entry, op_type: str, body: Body | None) -> None:
        version = self.ledger.save(entry, body, self.clock())
        op_id = entry.id if version == 1 else self.new_id()
        op = {
            "op_id": op_id, "type": op_type, "entry_id": entry.id, "base_rev": version - 1,
            "kind": entry.kind, "schema_version": 1, "market_id": self.market_id,
            "person_id": self.person_id, "device_id": self.device_id, "epoch": self.epoch,
            "souk_date": entry.day, "body": body, "recorded_at": rfc3339(self.clock()),
            "tz_offset_min": 60,
        }  # fmt: skip
        text = json.dumps(op, ensure_ascii=False, separators=(",", ":"))
        self.outbox[op_id] = KeptOp(text, entry.id, version)

    # What it does by itself

    def sync(self) -> bool:
        """Push what waits, then pull; whether all of it went well."""
        return self.push() and self._pull()

    def push(self) -> bool:
        while self.outbox:
            batch = list(self.outbox.items())[:BATCH]
            answer = self._send(dict(batch))
            if answer is None:
                self.lost += 1
                return False
            for result in answer["results"]:
                del self.outbox[result["op_id"]]
        return True

    def _send(self, batch: dict[str, KeptOp]) -> Body | None:
        """The answer as the phone hears it; None: unknown."""
        fate = self._fate()
        if fate == "lost request":
            return None
        answer = self._deliver(batch)
        if fate == "sent twice":
            again = self._deliver(batch)
            assert [_outcome(r) for r in again] == [_outcome(r) for r in answer], "I4"
        return None if fate in ("lost answer", "half an answer") else {"results": answer}

    def _deliver(self, batch: dict[str, KeptOp]) -> list[Body]:
        envelope = {
            "protocol": 1,
            "app": "1",
            "epoch": self.epoch,
            "sent_at": rfc3339(self.clock()),
            "manifest": {"pending": len(self.outbox)},
            "ops": [op.text for op in batch.values()],
        }
        results: list[Body] = self._ask("POST", "push", json=envelope).json()["results"]
        for result in results:
            assert result["code"] in ("applied", "proposed"), result
            op = batch[result["op_id"]]
            self.ledger.note_arrival(op.entry_id, op.version, self.clock())
        return results

    def _pull(self) -> bool:
        if self.cursor is None:
            self._take_snapshot()
        while True:
            page = self._ask("GET", "pull", params={"cursor": self.cursor, "limit": 500}).json()
            if self._fate() in ("lost request", "lost answer", "half an answer"):
                self.lost += 1
                return False
            self.cursor, self.zones = page["cursor"], page["me"]["zones"]
            self.own |= {entry["entry_id"]: entry for entry in page["own"]}
            days = [change for change in page["catalog"] if change["type"] == "souk_day"]
            self.days |= {day["date"]: day["status"] for day in days}
            if not page["more"]:
                return True

    def _take_snapshot(self) -> None:
        head = self._ask("GET", "snapshot").json()
        path = f"snapshot/{head['snapshot_id']}"
        slices = range(0, head["bytes"], SLICE)
        packed = b"".join(
            self._ask("GET", path, params={"offset": at, "length": SLICE}).content for at in slices
        )
        document = json.loads(gzip.decompress(packed))
        self.cursor = document["cursor"]
        self.days = {day["date"]: day["status"] for day in document["souk_days"]}

    def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer: httpx.Response = self.client.request(
            method, f"/api/v1/sync/{path}", headers=headers, **options
        )
        assert answer.status_code == 200, answer.text
        return answer

    def _fate(self) -> str:
        if self.steady:
            return "well"
        rest = 1 - sum(LINE.values())
        return self.chance.choices([*LINE, "well"], weights=[*LINE.values(), rest])[0]


def _outcome(result: Body) -> tuple[Any, ...]:
    return result["op_id"], result["code"], result.get("rev")
