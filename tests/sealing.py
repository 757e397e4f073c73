"""What a phone seals to the server's recovery key, as `frontend/src/store/vault.ts` does it."""

import base64
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


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
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
