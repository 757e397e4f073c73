"""The code of a souk day: what a coach reads out where there is no network (SPEC DC1, DC2). Pure.

It follows from the server's secret and lies nowhere. Phones get a slow digest of it, held against
what is typed; the bits that the digest is made of also prove to the server that the code was known.
The phone's half is `frontend/src/store/day-code.ts`; vectors in `tests/vectors/day_code.json`.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rahba.access.tokens import keyed_hash

DIGITS = 8  # read aloud and typed on keys of digits; good for one day, and nothing is read by it
ROUNDS = 200_000
SALT_BYTES = 16


@dataclass(frozen=True)
class DayCode:
    """`salt` and `check` are base64url without padding; `code` is for a coach alone."""

    souk_date: date
    rounds: int
    salt: str
    check: str
    code: str


def day_code(secret: bytes, market_id: str, day: date) -> DayCode:
    code = code_of(secret, market_id, day)
    check = hashlib.sha256(b"rahba day code" + _bits(secret, market_id, day)).digest()
    return DayCode(day, ROUNDS, _packed(_salt(secret, market_id, day)), _packed(check), code)


def code_of(secret: bytes, market_id: str, day: date) -> str:
    chance = keyed_hash(secret, "day-code", f"{market_id}:{day}")
    return str(int(chance, 16) % 10**DIGITS).zfill(DIGITS)


def is_proof(secret: bytes, market_id: str, day: date, said: Sequence[str], proof: str) -> bool:
    """Whether who says `said` (a line each) knew the code of that day."""
    bits = _bits(secret, market_id, day)
    return hmac.compare_digest(proof_with(bits, said).encode(), proof.encode())


def proof_with(bits: bytes, said: Sequence[str]) -> str:
    text = "\n".join(("rahba newcomer", *said))
    return _packed(hmac.new(bits, text.encode(), hashlib.sha256).digest())


def stretched(code: str, salt: bytes, rounds: int = ROUNDS) -> bytes:
    """Slow on purpose: whoever copies a phone pays this for each of 10⁸ guesses."""
    return hashlib.pbkdf2_hmac("sha256", code.encode(), salt, rounds)


@lru_cache(maxsize=64)
def _bits(secret: bytes, market_id: str, day: date) -> bytes:
    """A quarter of a second of work: once a day, market and process."""
    return stretched(code_of(secret, market_id, day), _salt(secret, market_id, day))


def _salt(secret: bytes, market_id: str, day: date) -> bytes:
    return bytes.fromhex(keyed_hash(secret, "day-code-salt", f"{market_id}:{day}"))[:SALT_BYTES]


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
