"""Ops that come sealed: sent long ago, and again into a new epoch (VA11). Pure.

Once its day is over a phone keeps of what it sent an envelope that it cannot open itself: the op's
characters under a key of the phone's making, and that key sealed to the recovery key. Phones make
it in `frontend/src/outbox/seal-sent.ts`; vectors in `tests/vectors/sealed_op.json`.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rahba.access.recovery_key import IV_BYTES, Unreadable, open_sealed
from rahba.sync.op import Op, Refusal, is_digest, is_id, parse_op

BEGINS = '{"sealed":'  # as every envelope does, and no op: nothing else is parsed twice
KEY_BYTES = 32


def parse_ops(texts: Sequence[object], secret: bytes) -> list[Op | Refusal]:
    """Each op of a request, opened first where it came sealed."""
    opener = Opener(secret)
    return [opener.parse(text) for text in texts]


class Opener:
    """Remembers the keys of one request: many envelopes share one."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._ciphers: dict[tuple[int, str], AESGCM] = {}

    def parse(self, text: object) -> Op | Refusal:
        if not isinstance(text, str) or not text.startswith(BEGINS):
            return parse_op(text)
        try:
            envelope = json.loads(text)
            return parse_op(self._opened(envelope))
        except (Unreadable, InvalidTag, KeyError, TypeError, ValueError, RecursionError):
            return _shut(text)

    def _opened(self, envelope: dict[str, Any]) -> str:
        row = _unpacked(envelope["sealed"])
        cipher = self._cipher(int(envelope["version"]), str(envelope["wrapped"]))
        return cipher.decrypt(row[:IV_BYTES], row[IV_BYTES:], None).decode("utf-8")

    def _cipher(self, version: int, wrapped: str) -> AESGCM:
        known = self._ciphers.get((version, wrapped))
        if known is None:
            key = open_sealed(self._secret, version, "sent-ops", wrapped)
            known = self._ciphers[version, wrapped] = AESGCM(key)
        return known


def _shut(text: str) -> Op | Refusal:
    """No key of this server opens it: what stands on it is its op id and the digest of that op."""
    try:
        envelope = json.loads(text)
        op_id, digest = envelope["op_id"], envelope["digest"]
    except (KeyError, TypeError, ValueError, RecursionError):
        op_id = digest = None
    if is_id(op_id) and is_digest(digest):
        return Refusal(op_id, None, (), text, digest, shut=True)
    return parse_op(text)  # it has no field of an op


def _unpacked(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise Unreadable from error
