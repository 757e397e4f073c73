"""Opaque cursors: signed, so that a caller can keep one but not make one (SPEC FE3, PL5)."""

import base64
import binascii
import hashlib
import hmac
import json
from typing import Any

from rahba.errors import Gone

TAG_BYTES = 12


def seal(secret: bytes, fields: dict[str, Any]) -> str:
    """`fields` (JSON values) as URL-safe text that only this server can have written."""
    payload = json.dumps(fields, separators=(",", ":"), sort_keys=True).encode()
    return base64.urlsafe_b64encode(_tag(secret, payload) + payload).decode().rstrip("=")


def unseal(secret: bytes, cursor: str, **expected: Any) -> dict[str, Any]:
    """The fields of a cursor. Raises `Gone` (`cursor_gone`) if it was not sealed by this server or
    if one of `expected` (epoch, scope, …) is no longer what it was."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (binascii.Error, ValueError):
        raise Gone("this cursor is not one of ours", code="cursor_gone") from None
    tag, payload = raw[:TAG_BYTES], raw[TAG_BYTES:]
    if not hmac.compare_digest(tag, _tag(secret, payload)):
        raise Gone("this cursor is not one of ours", code="cursor_gone")
    fields: dict[str, Any] = json.loads(payload)
    for name, value in expected.items():
        if fields.get(name) != value:
            raise Gone(f"the {name} of this cursor is no longer in force", code="cursor_gone")
    return fields


def _tag(secret: bytes, payload: bytes) -> bytes:
    return hmac.new(secret, b"cursor:" + payload, hashlib.sha256).digest()[:TAG_BYTES]
