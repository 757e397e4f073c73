"""One exchange of a phone with the server: send, then receive."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tests.simulation.line import Line
from tests.simulation.phone import KeptOp, Phone

PULLS = 40  # pages of one exchange; more would be a loop


def exchange(phone: Phone, line: Line) -> bool:
    """Push, then pull; again if that brought a new epoch. Whether all went well."""
    for _ in range(2):
        if not (_push(phone, line) and _pull(phone, line)):
            return False
        if not any(op.answered for op in phone.sendable()):
            break
    return True


def envelope(phone: Phone, ops: Sequence[str]) -> dict[str, Any]:
    return {
        "protocol": 1,
        "app": "1",
        "epoch": phone.store.epoch,
        "sent_at": phone.now(),
        "manifest": {"pending": len(phone.sendable())},
        "ops": list(ops),
    }


def _push(phone: Phone, line: Line) -> bool:
    before = -1
    while batch := phone.next_batch():
        left = len(phone.sendable())
        if left == before:
            break
        answer = line.push(phone.caller, envelope(phone, [op.text for op in batch]))
        if not _take_answer(phone, batch, answer):
            return False
        before = left
    return True


def _take_answer(phone: Phone, batch: list[KeptOp], answer: bytes | None) -> bool:
    """What is not surely an answer of ours is unknown (PH12)."""
    try:
        document = json.loads(answer or b"")
    except ValueError:
        return phone.take_unknown(batch, answer)
    phone.take_answer(document)
    return True


def _pull(phone: Phone, line: Line) -> bool:
    if phone.revoked:
        return True  # the server takes what it sends, and tells it nothing more (PU9)
    for _ in range(PULLS):
        if phone.store.cursor is None:
            snapshot = line.server.snapshot(phone.caller)
            phone.take_snapshot(snapshot["epoch"], snapshot["cursor"])
        came, page = line.pull(phone.caller, phone.store.cursor or "")
        if not came:
            return False
        if page is None:
            phone.store.cursor = None
            continue
        phone.take_page(page)
        if not page["more"]:
            return True
    raise AssertionError("a pull does not end")
