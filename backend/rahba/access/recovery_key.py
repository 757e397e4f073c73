"""The server's recovery key: what phones seal for the server alone, and how it is opened (VA5).

ECIES over P-256: a key pair made for one message, ECDH, HKDF-SHA-256, AES-GCM-256. The private key
of version n is derived from the server's secret, so that it lies in no database and in no backup:
who holds a copy of the database, or a phone, opens nothing. Phones seal in
`frontend/src/store/vault.ts`; vectors in `tests/vectors/recovery.json`.
"""

import base64
import binascii
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Purpose = Literal["store-key", "unlock-code", "sent-ops"]

CURRENT_VERSION = 1  # one more makes phones seal anew; what was sealed to older ones stays readable
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SCALAR_BYTES = 32
POINT_BYTES = 65  # uncompressed: 0x04, x, y
IV_BYTES = 12


class Unreadable(Exception):
    """Not sealed to this key, for this purpose, or damaged on the way."""


def public_key(secret: bytes, version: int = CURRENT_VERSION) -> dict[str, str | int]:
    """The public half as phones get it: a JWK's coordinates and the version."""
    numbers = _private_key(secret, version).public_key().public_numbers()
    return {"version": version, "x": _coordinate(numbers.x), "y": _coordinate(numbers.y)}


def open_sealed(secret: bytes, version: int, purpose: Purpose, sealed: str) -> bytes:
    """What a phone sealed to the key of this version.

    Args:
        sealed: base64url without padding of: the message's public key, IV, ciphertext with its tag.
    Raises `Unreadable`.
    """
    packed = _unpacked(sealed)
    point, iv = packed[:POINT_BYTES], packed[POINT_BYTES : POINT_BYTES + IV_BYTES]
    try:
        ephemeral = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        own = _private_key(secret, version)
        key = _message_key(own.exchange(ec.ECDH(), ephemeral), point, own, purpose)
        return AESGCM(key).decrypt(iv, packed[POINT_BYTES + IV_BYTES :], None)
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def _private_key(secret: bytes, version: int) -> ec.EllipticCurvePrivateKey:
    info = f"rahba recovery key {version}".encode()
    # 16 bytes more than the order has, so that no scalar is likelier than another.
    chance = HKDF(SHA256(), SCALAR_BYTES + 16, salt=None, info=info).derive(secret)
    scalar = int.from_bytes(chance, "big") % (ORDER - 1) + 1
    return ec.derive_private_key(scalar, CURVE)


def _message_key(
    shared: bytes, point: bytes, own: ec.EllipticCurvePrivateKey, purpose: Purpose
) -> bytes:
    """Bound to both public keys and to what the message is for."""
    recipient = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    info = f"rahba {purpose}".encode()
    return HKDF(SHA256(), 32, salt=point + recipient, info=info).derive(shared)


def _coordinate(number: int) -> str:
    return _packed(number.to_bytes(SCALAR_BYTES, "big"))


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unpacked(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable from error
