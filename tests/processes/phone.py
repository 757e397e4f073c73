"""A phone over real sockets: it records, sends what waits, and settles only what an answer names.

What can happen to a request on its way is in `FAULTS`; `rarely` of them do.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from rahba.sync.protocol import WITHOUT_RECEIPT
from tests.recording import Notebook, entry_id_of, op_id_of

Fault = Literal[
    "lost request", "half a request", "lost answer", "half an answer", "503", "sent twice"
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
TIMEOUT = 30  # seconds
STATUSES = ("present", "absent", "closed_early")


@dataclass
class FieldPhone:
    """`ops` are all that was ever saved, by op id; `told` what the server answered of each."""

    notebook: Notebook
    token: str
    ports: list[int]
    places: list[str]
    day: str
    chance: random.Random
    rarely: float = 0
    ops: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)

    def record(self, place: str) -> str:
        """A new mark; the id of its entry."""
        op = self.notebook.mark(place, self.chance.choice(STATUSES), souk_date=self.day)
        self._save(op)
        return entry_id_of(op)

    def correct(self, entry_id: str, place: str) -> None:
        body = {"stall_id": place, "status": self.chance.choice(STATUSES)}
        self._save(self.notebook.revise(entry_id, "presence", body, souk_date=self.day))

    def _save(self, op: str) -> None:
        self.ops[op_id_of(op)] = op
        self.waiting.append(op_id_of(op))

    def digests(self) -> set[str]:
        return {hashlib.sha256(op.encode()).hexdigest() for op in self.ops.values()}

    def send(self, most: int) -> bool:
        """One request with up to `most` that wait, and sometimes one that was answered before.
        Whether an answer of ours came."""
        batch = self.waiting[:most]
        if self.told and self.chance.random() < 0.2:
            batch = [*batch, self.chance.choice(list(self.told))]
        answer = self._request([self.ops[op_id] for op_id in batch])
        if answer is None:
            return False
        for result in answer["results"]:
            self._settle(result)
        return True

    def _settle(self, result: dict[str, Any]) -> None:
        """I4: an op that was answered is answered alike for ever."""
        if result["code"] in WITHOUT_RECEIPT:
            return
        op_id = result["op_id"]
        outcome = {name: result.get(name) for name in ("code", "rev", "received_at")}
        assert self.told.setdefault(op_id, outcome) == outcome, "I4: answered otherwise"
        self.waiting = [waiting for waiting in self.waiting if waiting != op_id]

    def _request(self, ops: list[str]) -> dict[str, Any] | None:
        """The answer, if a whole one came."""
        body = self.notebook.request(ops).model_dump_json().encode()
        fault = self.chance.choice(FAULTS) if self.chance.random() < self.rarely else None
        self.happened[fault or "as it should be"] += 1
        if fault in ("lost request", "503"):  # 503: of something in between, without a server
            return None
        try:
            if fault == "half a request":
                self._hang_up_halfway(body)
                return None
            if fault == "sent twice":
                self._exchange(body)
            status, text = self._exchange(body)
        except (OSError, http.client.HTTPException):
            return None
        if fault == "lost answer" or status != 200:
            return None
        return self._read(text[: len(text) // 2] if fault == "half an answer" else text)

    def _read(self, text: bytes) -> dict[str, Any] | None:
        try:
            answer: dict[str, Any] = json.loads(text)
        except ValueError:
            return None  # unknown: the same ops go again (PH12)
        return answer

    def _exchange(self, body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port(), timeout=TIMEOUT)
        try:
            connection.request("POST", "/api/v1/sync/push", body, self._headers())
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if answer.status == 503:
            time.sleep(min(1.0, float(answer.headers["Retry-After"])) * self.chance.random())
        return answer.status, text

    def _hang_up_halfway(self, body: bytes) -> None:
        lines = [f"{name}: {value}" for name, value in self._headers().items()]
        head = ["POST /api/v1/sync/push HTTP/1.1", "Host: x", f"Content-Length: {len(body)}"]
        with socket.create_connection(("127.0.0.1", self._port()), timeout=TIMEOUT) as line:
            line.sendall("\r\n".join([*head, *lines, "", ""]).encode() + body[: len(body) // 2])

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def _port(self) -> int:
        return self.chance.choice(self.ports)
