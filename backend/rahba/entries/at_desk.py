"""Revisions that somebody makes at the desk: the op is written here, no phone froze it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from rahba.entries.entry import Entry
from rahba.forms.evaluate import UNKNOWN
from rahba.types import rfc3339

# The desk is no phone, and an op names the one that it was recorded on.
AT_THE_DESK = str(uuid5(NAMESPACE_OID, "rahba desk"))


def desk_op(
    entry: Entry,
    market_id: str,
    *,
    op_id: str,
    person_id: str,
    base_rev: int,
    epoch: str,
    at: datetime,
) -> str:
    """The characters of the op that makes `entry` what it says now."""
    op: dict[str, Any] = {
        "op_id": op_id,
        "type": "revise" if base_rev else "create",
        "entry_id": entry.id,
        "base_rev": base_rev,
        "kind": entry.kind,
        "schema_version": entry.schema_version,
        "market_id": market_id,
        "person_id": person_id,
        "device_id": AT_THE_DESK,
        "epoch": epoch,
        "souk_date": entry.souk_date.isoformat(),
        "body": entry.body,
        "recorded_at": rfc3339(at),
        "tz_offset_min": 0,
    }
    return json.dumps(op, ensure_ascii=False, separators=(",", ":"))


def set_unknown_in(comments: Iterable[Mapping[str, Any]]) -> list[str]:
    """Paths of the answers that the words of a decision take out (SPEC SV9)."""
    return [comment["path"] for comment in comments if comment.get("way") == UNKNOWN]
