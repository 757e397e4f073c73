"""Who is ready for the coming souk, by what each phone said of itself (SPEC RE4). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from rahba.access.tables import Device, Membership
from rahba.types import rfc3339

ASKED_AHEAD = timedelta(days=2)  # before the souk day; an older word says nothing of it


def ready_json(
    day: date,
    began: datetime,
    roles: Mapping[str, Sequence[Membership]],
    devices: Mapping[str, Sequence[Device]],
) -> dict[str, Any]:
    """Of the animators of `day`, which begins at `began`: how many are ready, and who is not, why.

    Who has several phones is ready with one that is; else the newest word stands.
    """
    animators = [person_id for person_id, held in roles.items() if _walks_on(held, day)]
    words = {one: _word_of(devices.get(one, ()), began - ASKED_AHEAD) for one in animators}
    not_ready = [
        {"person_id": one, "at": word and word["at"], "failing": word["failing"] if word else []}
        for one, word in words.items()
        if word is None or not word["ok"]
    ]
    return {
        "souk_date": day.isoformat(),
        "ready": len(animators) - len(not_ready),
        "of": len(animators),
        "not_ready": not_ready,
    }


def _walks_on(held: Sequence[Membership], day: date) -> bool:
    return any(
        one.role == "animator"
        and one.starts_on <= day
        and (one.ends_on is None or day <= one.ends_on)
        for one in held
    )


def _word_of(devices: Sequence[Device], since: datetime) -> dict[str, Any] | None:
    words = [
        device.manifest["ready"]
        for device in devices
        if device.revoked_at is None and device.manifest and "ready" in device.manifest
    ]
    fresh = [word for word in words if datetime.fromisoformat(word["at"]) >= since]
    best = max(fresh, key=lambda word: (word["ok"], word["at"]), default=None)
    return best and best | {"at": rfc3339(datetime.fromisoformat(best["at"]))}
