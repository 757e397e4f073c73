"""A file of unsent work in a test, made as `frontend/src/outbox/rescue.ts` makes it."""

from __future__ import annotations

import base64
import json
import os
import uuid
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from rahba.sync.rescue_file import RescueFile, signed_bytes
from tests.client import TestClient
from tests.making import MadeMarket, MadePhone, coach_client
from tests.photos import named
from tests.sealing import seal

KEY = bytes(range(32))


@dataclass(frozen=True)
class SigningPhone:
    """A phone that joined with the public half of its key, and the server's recovery key."""

    phone: MadePhone
    push_token: str
    signing_key: ec.EllipticCurvePrivateKey
    recovery_key: dict[str, Any]

    @property
    def push_only(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.push_token}"}

    def file(self, *rows: str, **changed: Any) -> dict[str, Any]:
        """Signed after `changed` was laid over it."""
        file = {
            "format": 1,
            "market_id": self.phone.market_id,
            "person_id": self.phone.person_id,
            "device_id": self.phone.device_id,
            "made_at": "2026-11-27T12:00:00.000Z",
            "key": {
                "version": self.recovery_key["version"],
                "wrapped": seal(self.recovery_key, "store-key", KEY),
            },
            "ops": list(rows),
            "count": len(rows),
            "signature": "A",
        } | changed
        return signed(file, self.signing_key)


def signed(file: dict[str, Any], key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    der = key.sign(signed_bytes(RescueFile.model_validate(file)), ec.ECDSA(SHA256()))
    raw = b"".join(part.to_bytes(32, "big") for part in decode_dss_signature(der))
    return file | {"signature": packed(raw)}


def sealed_row(text: str, status: str = "pending", key: bytes = KEY) -> str:
    """A row of a phone's store, sealed."""
    op = {"text": text, "status": status, "kind": json.loads(text).get("kind", "presence")}
    iv = os.urandom(12)
    plain = b"\x01" + json.dumps(op).encode()
    return packed(iv + AESGCM(key).encrypt(iv, plain, None))


def sealed_photo(data: bytes, key: bytes = KEY, **changed: Any) -> dict[str, Any]:
    """A row of a phone's photos, sealed."""
    photo, iv = named(data), os.urandom(12)
    sealed = packed(iv + AESGCM(key).encrypt(iv, b"\x03" + data, None))
    return {"sha256": photo["sha256"], "type": photo["type"], "sealed": sealed} | changed


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def join_signing(client: TestClient, market: MadeMarket, person: int = 0) -> SigningPhone:
    key = ec.generate_private_key(ec.SECP256R1())
    numbers = key.public_key().public_numbers()
    public = {"kty": "EC", "crv": "P-256"} | {
        name: packed(number.to_bytes(32, "big"))
        for name, number in (("x", numbers.x), ("y", numbers.y))
    }
    body = {"person_id": market.animators[person]}
    code = coach_client(client, market).post("/api/v1/team/invitations", json=body).json()["code"]
    device = {"name": "A03", "app": "1", "public_key": public}
    asked = {"code": code, "join_key": str(uuid.uuid4()), "device": device}
    joined = client.post("/api/v1/join", json=asked).json()
    made = MadePhone(
        market.animators[person], joined["device_id"], joined["device_token"], market.id
    )
    return SigningPhone(made, joined["push_token"], key, joined["recovery_key"])
