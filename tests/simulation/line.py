"""The line between a phone and the server, with what can happen to a request on it (SPEC F1-F6)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from rahba.access.callers import PhoneCaller
from rahba.sync.protocol import WITHOUT_RECEIPT
from tests.simulation.server import Killed, Server

Fault = Literal[
    "lost request",
    "killed before commit",
    "killed after commit",
    "lost answer",
    "truncated answer",
    "somebody else's page",
    "delivered twice",
    "delivered late",
    "garbage among the ops",
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
PORTAL = b"<html><body>Welcome! Please accept our terms.</body></html>"
GARBAGE = '{"op_id": "half a'


@dataclass
class Late:
    """A request that the network still holds."""

    caller: PhoneCaller
    envelope: dict[str, Any]


@dataclass
class Line:
    """`faults` happen to the next requests, one each; `meanwhile` happens during one push."""

    server: Server
    on_answer: Callable[[dict[str, Any]], None]
    faults: list[Fault | None] = field(default_factory=list)
    meanwhile: Callable[[], None] | None = None
    late: list[Late] = field(default_factory=list)

    def push(self, caller: PhoneCaller, envelope: dict[str, Any]) -> bytes | None:
        """What the phone receives; None: nothing, in time."""
        fault = self._next_fault()
        if fault == "lost request":
            return None
        if fault == "delivered late":
            self.late.append(Late(caller, envelope))
            return None
        if fault == "somebody else's page":
            return PORTAL
        return self._through(fault, caller, envelope)

    def pull(self, caller: PhoneCaller, cursor: str) -> tuple[bool, dict[str, Any] | None]:
        """Whether an answer came, and the page (None: the cursor is gone)."""
        fault = self._next_fault()
        if fault in (None, "delivered twice", "garbage among the ops"):
            return True, self.server.pull(caller, cursor)
        if fault not in ("lost request", "delivered late"):
            self.server.pull(caller, cursor)
        return False, None

    def deliver_late(self, which: int) -> None:
        """An old request arrives after all, again if it likes; nobody waits for its answer."""
        old = self.late[which]
        self.answer(old.caller, old.envelope)

    def answer(self, caller: PhoneCaller, envelope: dict[str, Any]) -> bytes:
        answer = self.server.push(caller, envelope)
        self.on_answer(json.loads(answer))
        return answer

    def _next_fault(self) -> Fault | None:
        return self.faults.pop(0) if self.faults else None

    def _through(
        self, fault: Fault | None, caller: PhoneCaller, envelope: dict[str, Any]
    ) -> bytes | None:
        if fault == "killed before commit":
            self.server.database.dies = "before"
        elif fault == "killed after commit":
            self.server.database.dies = "after"
        elif fault == "garbage among the ops":
            envelope = envelope | {"ops": [GARBAGE, *envelope["ops"]]}
        try:
            answer = self.answer(caller, envelope)
        except Killed:
            return None
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        if fault == "delivered twice":
            again = self.answer(caller, envelope)
            assert _outcomes(again) == _outcomes(answer), "I3: asked twice, answered otherwise"
            return again
        if fault == "lost answer":
            return None
        return answer[: len(answer) // 2] if fault == "truncated answer" else answer


def _outcomes(answer: bytes) -> list[tuple[Any, ...]]:
    # `blocked` and `retry` leave no receipt; both may have become something better meanwhile.
    return [
        (result["op_id"], result["code"], result.get("rev"))
        for result in json.loads(answer)["results"]
        if result["code"] not in WITHOUT_RECEIPT
    ]
