"""What a phone's closing code says, and whether that phone signed it (SPEC QR1, QR2). Pure.

A line of text in a QR code, so that the day can be closed where there is no network:

    rahba-closing-1.<souk date>.<device id>.<sent>.<pending>.<refused>.<digest>.<time>.<signature>

The time is in seconds since 1970. The signature is ECDSA over all before its dot (P-256, SHA-256;
r and s, 32 bytes each, base64url). Phones write and read it in `frontend/src/sync/closing.ts`;
vectors in `tests/vectors/closing.json`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

MAX_CHARACTERS = 300
COORDINATE_BYTES = 32
SIGNED = re.compile(
    r"rahba-closing-1"
    r"\.([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
    r"\.([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})"
    r"\.([0-9a-f]{16})"
    r"\.([0-9]{1,10})"
)
SIGNATURE = re.compile(r"[A-Za-z0-9_-]{86}")
COORDINATE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Closing:
    """Counts are changes of the souk day; `digest` is of those sent (CU2). `made_at` is by the
    phone's clock, set right by what it last heard of the server's."""

    souk_date: date
    device_id: str
    sent: int
    pending: int
    refused: int
    digest: str
    made_at: datetime


def read_closing(text: str) -> Closing | None:
    """None: it is no closing. What it says is not proved by that."""
    found = SIGNED.fullmatch(text.rpartition(".")[0])
    if found is None:
        return None
    day, device_id, sent, pending, refused, digest, seconds = found.groups()
    try:
        souk_date = date.fromisoformat(day)
    except ValueError:
        return None
    made_at = datetime.fromtimestamp(int(seconds), UTC)
    return Closing(souk_date, device_id, int(sent), int(pending), int(refused), digest, made_at)


def signing_key(jwk: Mapping[str, Any] | None) -> dict[str, str] | None:
    """A phone's key as other phones get it; None for what can prove nothing."""
    key = {name: str((jwk or {}).get(name)) for name in ("x", "y")}
    return key if all(COORDINATE.fullmatch(part) for part in key.values()) else None


def is_signed(text: str, jwk: Mapping[str, Any] | None) -> bool:
    """Whether the phone with this public key signed it; no key proves nothing."""
    signed, _, signature = text.rpartition(".")
    key = signing_key(jwk)
    if key is None or not SIGNATURE.fullmatch(signature):
        return False
    raw = _unpacked(signature)
    r, s = (int.from_bytes(raw[at : at + 32]) for at in (0, COORDINATE_BYTES))
    x, y = (int.from_bytes(_unpacked(key[name])) for name in ("x", "y"))
    try:
        public_key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        public_key.verify(encode_dss_signature(r, s), signed.encode(), ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):  # a point that is on no curve, too
        return False
    return True


def _unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
