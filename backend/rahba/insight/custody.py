"""What is here of a souk day, what phones say they hold of it, and who is silent (SPEC CU4, CU5).

Pure. A phone's manifest tells of all days at once: the newer of manifest and report is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rahba.access.tables import CustodyReport, Device
from rahba.types import rfc3339

SILENT_AFTER = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Told:
    """What one phone last said of one day; `by` is how the word came."""

    device: Device
    pending: int
    refused: int
    as_of: datetime
    by: str


def told_by(
    device: Device, report: CustodyReport | None, day: str, day_began: datetime
) -> Told | None:
    """None: it never said anything of that day, which is not zero."""
    manifest = device.manifest
    said_at = datetime.fromisoformat(manifest["as_of"]) if manifest else None
    if report is not None and (said_at is None or report.told_at >= said_at):
        return Told(device, report.pending, report.refused, report.told_at, report.told_by)
    # Silence from before the day began says nothing of it.
    if manifest is None or said_at is None or (report is None and said_at < day_began):
        return None
    by_day = manifest.get("refused_by_day")
    refused = manifest["refused"] if by_day is None else by_day.get(day, 0)
    return Told(device, manifest["by_day"].get(day, 0), refused, said_at, "sync")


def custody_json(received: int, told: Sequence[Told | None]) -> dict[str, Any]:
    """Of one person, with each phone; null and `never`: no phone ever said anything."""
    said = [one for one in told if one is not None]
    oldest = min(said, key=lambda one: one.as_of, default=None)
    return {
        "received": received,
        "pending": sum(one.pending for one in said) if said else None,
        "refused": sum(one.refused for one in said) if said else None,
        "as_of": rfc3339(oldest.as_of) if oldest else None,
        "by": oldest.by if oldest else "never",
        "phones": [
            {
                "device_id": one.device.id,
                "pending": one.pending,
                "refused": one.refused,
                "as_of": rfc3339(one.as_of),
                "by": one.by,
            }
            for one in said
        ],
    }


def silent_phones(told: Iterable[Told | None], now: datetime) -> list[Told]:
    """Phones that said they hold something and were not heard of for hours: whom to call, the most
    entries first, then the longest silence. Not those that the coach signed out."""
    found = [
        one
        for one in told
        if one is not None
        and one.pending > 0
        and one.device.revoked_at is None
        and now - _heard_at(one) >= SILENT_AFTER
    ]
    return sorted(found, key=lambda one: (-one.pending, _heard_at(one), one.device.id))


def silent_json(told: Told) -> dict[str, Any]:
    return {
        "person_id": told.device.person_id,
        "device": {"id": told.device.id, "name": told.device.name},
        "pending": told.pending,
        "heard_at": rfc3339(_heard_at(told)),
    }


def _heard_at(told: Told) -> datetime:
    return max(told.as_of, told.device.last_seen_at or told.as_of)
