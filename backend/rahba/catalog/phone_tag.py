"""A 20-bit keyed tag of a phone number: enough to warn of a duplicate, too little to find a number.

Among 3,000 traders a stranger's tag meets one by chance once in 350 times, hence a warning and
never a decision. The key is the market's and travels in the roster, so the tag protects against a
glance at the data and not against someone who holds a phone of the team and tries every number.
The phone has the same in `frontend/src/roster/phoneTag.ts`; vectors in `tests/vectors/phones.json`.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from rahba.catalog.badges import western

TAG_BITS = 20
_MOROCCAN = re.compile(r"(?:\+212|00212|0)([5-7][0-9]{8})")
_SEPARATOR = re.compile(r"[\s\-.()/]+")


def normalise_phone(text: str) -> str | None:
    """`06 12 34 56 78` → `+212612345678` (E.164); None for what is not a Moroccan number."""
    match = _MOROCCAN.fullmatch(_SEPARATOR.sub("", western(text)))
    return f"+212{match[1]}" if match else None


def phone_tag(key_hex: str, e164: str) -> int:
    """The first 20 bits of HMAC-SHA-256 over the number's characters, as 0 … 1,048,575."""
    digest = hmac.new(bytes.fromhex(key_hex), e164.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - TAG_BITS)
