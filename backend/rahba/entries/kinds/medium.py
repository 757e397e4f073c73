"""A photo as a body names it: by digest, type and size; its bytes travel apart (SPEC ME1). Pure."""

from __future__ import annotations

import re
from typing import Any

from rahba.entries.kinds.fields import whole

MAX_MEDIUM_BYTES = 64 * 1024
TYPES = ("image/webp", "image/jpeg")

_IS_DIGEST = re.compile(r"[0-9a-f]{64}").fullmatch
_size = whole(1, MAX_MEDIUM_BYTES)


def a_medium(value: Any) -> str | None:
    """`{"sha256", "type", "bytes"}`; what a newer phone says besides is kept."""
    if not isinstance(value, dict):
        return "wrong_type"
    digest = value.get("sha256")
    if not isinstance(digest, str) or not _IS_DIGEST(digest):
        return "bad_id"
    if value.get("type") not in TYPES:
        return "not_a_choice"
    return _size(value.get("bytes"))
