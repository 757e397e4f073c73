"""What a phone still holds once its push was answered: what it said, less what was taken in. Pure.

A phone writes its manifest before it sends, and may never come back to say that all has arrived.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from rahba.sync.op import Op, Refusal
from rahba.sync.protocol import REFUSED, WITHOUT_RECEIPT, Manifest, OpResult

DIGEST_CHARACTERS = 16  # 64 bits: it is held against accidents, not against anybody


def digest_of_ops(op_ids: Iterable[str]) -> str:
    """Of a set of op ids, the same on phone and server (CU2)."""
    return hashlib.sha256("\n".join(sorted(op_ids)).encode()).hexdigest()[:DIGEST_CHARACTERS]


def still_held(
    manifest: Manifest, ops: Sequence[Op | Refusal], results: Sequence[OpResult]
) -> dict[str, Any]:
    """The manifest as JSON, after `results`; ops without a receipt wait on, refused ones are told
    apart. A manifest that does not add up ends at zero, since nobody checks what a phone says."""
    told: dict[str, Any] = manifest.model_dump(mode="json", exclude={"digests"})
    for optional in ("refused_by_day", "ready"):
        if told[optional] is None:
            told.pop(optional)
    return without_answered(told, ops, results)


def without_answered(
    told: dict[str, Any], ops: Sequence[Op | Refusal], results: Sequence[OpResult]
) -> dict[str, Any]:
    """What a phone holds less since these were answered."""
    for op, result in zip(ops, results, strict=True):
        if result["code"] in WITHOUT_RECEIPT:
            continue
        told["pending"] = max(told["pending"] - 1, 0)
        refused = result["code"] in REFUSED
        told["refused"] += refused
        if isinstance(op, Op):
            day = op.souk_date.isoformat()
            _take_from_day(told["by_day"], day)
            if refused and "refused_by_day" in told:
                told["refused_by_day"][day] = told["refused_by_day"].get(day, 0) + 1
    if told["pending"] == 0:
        told["oldest_recorded_at"] = None
    return told


def days_told(manifest: Manifest) -> set[date]:
    """Souk days of which a phone says something."""
    return {*manifest.by_day, *(manifest.refused_by_day or ()), *manifest.digests}


def refused_on(told: Mapping[str, Any], day: str) -> int:
    """Older apps tell all refused ones together: then each day may have them."""
    by_day = told.get("refused_by_day")
    return int(told["refused"] if by_day is None else by_day.get(day, 0))


def _take_from_day(by_day: dict[str, int], day: str) -> None:
    left = by_day.get(day, 0) - 1
    if left > 0:
        by_day[day] = left
    else:
        by_day.pop(day, None)
