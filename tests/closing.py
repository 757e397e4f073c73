"""Closing codes as phones make them, signed with a key of the test."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from rahba.sync.custody import digest_of_ops
from tests.making import FRIDAY

NOTHING_SENT = digest_of_ops([])


@dataclass
class SigningPhone:
    """The key pair of a phone that was not asked for more than to sign."""

    @cached_property
    def _private(self) -> ec.EllipticCurvePrivateKey:
        return ec.generate_private_key(ec.SECP256R1())

    @property
    def public_key(self) -> dict[str, str]:
        numbers = self._private.public_key().public_numbers()
        x, y = _packed(numbers.x.to_bytes(32)), _packed(numbers.y.to_bytes(32))
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def sign(self, signed: str) -> str:
        r, s = decode_dss_signature(self._private.sign(signed.encode(), ec.ECDSA(SHA256())))
        return f"{signed}.{_packed(r.to_bytes(32) + s.to_bytes(32))}"

    def closing(
        self,
        device_id: str,
        made_at: datetime,
        *,
        day: date = FRIDAY,
        counts: tuple[int, int, int] = (0, 3, 1),
        digest: str = NOTHING_SENT,
    ) -> str:
        """`counts`: sent, pending, refused."""
        said = ".".join(map(str, counts))
        seconds = int(made_at.timestamp())
        return self.sign(f"rahba-closing-1.{day.isoformat()}.{device_id}.{said}.{digest}.{seconds}")


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
