"""What a phone seals to the server's recovery key, as `frontend/src/store/vault.ts` does it."""

import base64
import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def seal_op(recovery_key: dict[str, Any], text: str, **changed: Any) -> str:
    """What a phone keeps of an op that it sent long ago (VA11), `changed` laid over it."""
    key, iv = AESGCM.generate_key(256), os.urandom(12)
    envelope = {
        "sealed": _packed(iv + AESGCM(key).encrypt(iv, text.encode(), None)),
        "version": recovery_key["version"],
        "wrapped": seal(recovery_key, "sent-ops", key),
        "op_id": json.loads(text)["op_id"],
        "digest": hashlib.sha256(text.encode()).hexdigest(),
    } | changed
    return json.dumps(envelope, separators=(",", ":"))


def seal(recovery_key: dict[str, Any], purpose: str, plain: bytes) -> str:
    x, y = (int.from_bytes(_unpacked(recovery_key[name]), "big") for name in "xy")
    recipient = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    own = ec.generate_private_key(ec.SECP256R1())
    point = _point(own.public_key())
    salt, info = point + _point(recipient), f"rahba {purpose}".encode()
    shared = own.exchange(ec.ECDH(), recipient)
    key = HKDF(SHA256(), 32, salt=salt, info=info).derive(shared)
    iv = os.urandom(12)
    sealed = point + iv + AESGCM(key).encrypt(iv, plain, None)
    return _packed(sealed)


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
