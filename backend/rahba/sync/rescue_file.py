"""The sealed file in which a phone's unsent work travels without its person (SPEC RS1, RS2). Pure.

Its ops are the rows of the store as they lie there, its key the store's, sealed to the recovery
key; whoever carries it reads nothing. Phones make it in `frontend/src/outbox/rescue.ts`; vectors in
`tests/vectors/rescue.json`.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from pydantic import Field, StringConstraints, model_validator

from rahba.access.recovery_key import CURVE, IV_BYTES, Unreadable, open_sealed
from rahba.wire import Wire, WireId

SIGNATURE_BYTES = 64  # r and s, as WebCrypto writes them
STORE_KEY_BYTES = 32
# First byte of a sealed row: what it holds (`frontend/src/store/codec.ts`).
JSON_VALUE = b"\x01"
BYTES = b"\x03"
MAX_PHOTOS = 12  # as many as a request holds

Packed = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=1 << 20)]


class WrappedKey(Wire):
    version: int = Field(ge=1, le=1 << 30)
    wrapped: Packed = Field(max_length=400)


class SealedPhoto(Wire):
    """A row of the store's photos as it lies there; `sha256` and `type` are those of the bytes."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    type: Literal["image/webp", "image/jpeg"]
    sealed: Packed = Field(max_length=100_000)


class RescueFile(Wire):
    """`ops` are sealed rows, base64url; `signature` is over `signed_bytes`, by the phone's key."""

    format: Literal[1]
    market_id: WireId
    person_id: WireId
    device_id: WireId
    made_at: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$")
    key: WrappedKey
    ops: list[Packed]
    count: int = Field(ge=0)
    photos: list[SealedPhoto] = Field(default_factory=list, max_length=MAX_PHOTOS)
    signature: Packed = Field(max_length=100)

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not self.ops and not self.photos:
            raise ValueError("neither an op nor a photo")
        return self


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a file holds, opened."""

    ops: list[RescuedOp]
    photos: list[RescuedPhoto]


@dataclass(frozen=True, slots=True)
class RescuedPhoto:
    """No `data`: the row does not open."""

    sha256: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class RescuedOp:
    """`text` as its author froze it, or the row itself where that does not open."""

    index: int
    text: str
    superseded: bool = False
    consent: bool = False
    opened: bool = True


def signed_bytes(file: RescueFile) -> bytes:
    """All but the signature, a line each: no part can hold a line's end."""
    photos = (f"{photo.sha256} {photo.type} {photo.sealed}" for photo in file.photos)
    head = (file.format, file.market_id, file.person_id, file.device_id, file.made_at)
    key = (file.key.version, file.key.wrapped)
    lines = ("rahba rescue", *head, *key, file.count, *file.ops, *photos)
    return "\n".join(str(line) for line in lines).encode()


def is_signed_by(file: RescueFile, public_key: dict[str, Any] | None) -> bool:
    """Whether the phone with this public key (a JWK) made the file, all of it."""
    try:
        x, y = (int.from_bytes(_unpacked((public_key or {})[name]), "big") for name in "xy")
        key = ec.EllipticCurvePublicNumbers(x, y, CURVE).public_key()
        raw = _unpacked(file.signature)
        if len(raw) != SIGNATURE_BYTES:
            return False
        half = SIGNATURE_BYTES // 2
        r, s = int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big")
        key.verify(encode_dss_signature(r, s), signed_bytes(file), ec.ECDSA(SHA256()))
    except (InvalidSignature, KeyError, TypeError, ValueError):
        return False
    return True


def open_rescue(file: RescueFile, secret: bytes) -> Rescued:
    """Raises `Unreadable` if the key does not open, or opens nothing of what is there."""
    key = open_sealed(secret, file.key.version, "store-key", file.key.wrapped)
    if len(key) != STORE_KEY_BYTES or file.count != len(file.ops):
        raise Unreadable
    cipher = AESGCM(key)
    ops = [_open(cipher, index, sealed) for index, sealed in enumerate(file.ops)]
    photos = [RescuedPhoto(one.sha256, _bytes_of(cipher, one.sealed)) for one in file.photos]
    if not any(op.opened for op in ops) and not any(photo.data for photo in photos):
        raise Unreadable
    return Rescued(sorted(ops, key=_in_order), photos)


def _in_order(op: RescuedOp) -> tuple[bool, bool, int]:
    """Of sending: consent first (CO3), and last what a later op stands in for, which must not be in
    the way of it."""
    return op.superseded, not op.consent, op.index


def _bytes_of(cipher: AESGCM, sealed: str) -> bytes | None:
    try:
        row = _unpacked(sealed)
        plain = cipher.decrypt(row[:IV_BYTES], row[IV_BYTES:], None)
    except (InvalidTag, ValueError):
        return None
    return plain[1:] if plain.startswith(BYTES) else None


def _open(cipher: AESGCM, index: int, sealed: str) -> RescuedOp:
    try:
        row = _unpacked(sealed)
        plain = cipher.decrypt(row[:IV_BYTES], row[IV_BYTES:], None)
        op = json.loads(plain.removeprefix(JSON_VALUE))
        return RescuedOp(index, op["text"], op["status"] == "superseded", op["kind"] == "consent")
    except (InvalidTag, KeyError, TypeError, ValueError, RecursionError):
        # One damaged row stops no other: as it came it is kept, as an op that cannot be read.
        return RescuedOp(index, sealed, opened=False)


def _unpacked(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError from error
