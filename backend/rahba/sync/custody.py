"""What a phone still holds once its push was answered: what it said, less what was taken in. Pure.

A phone writes its manifest before it sends, and may never come back to say that all has arrived.
"""

from collections.abc import Sequence
from typing import Any

from rahba.sync.op import Op, Refusal
from rahba.sync.protocol import REFUSED, WITHOUT_RECEIPT, Manifest, OpResult


def still_held(
    manifest: Manifest, ops: Sequence[Op | Refusal], results: Sequence[OpResult]
) -> dict[str, Any]:
    """The manifest as JSON, after `results`; ops without a receipt wait on, refused ones are told
    apart. A manifest that does not add up ends at zero, since nobody checks what a phone says."""
    told: dict[str, Any] = manifest.model_dump(mode="json")
    for op, result in zip(ops, results, strict=True):
        if result["code"] in WITHOUT_RECEIPT:
            continue
        told["pending"] = max(told["pending"] - 1, 0)
        told["refused"] += result["code"] in REFUSED
        if isinstance(op, Op):
            _take_from_day(told["by_day"], op.souk_date.isoformat())
    if told["pending"] == 0:
        told["oldest_recorded_at"] = None
    return told


def _take_from_day(by_day: dict[str, int], day: str) -> None:
    left = by_day.get(day, 0) - 1
    if left > 0:
        by_day[day] = left
    else:
        by_day.pop(day, None)
