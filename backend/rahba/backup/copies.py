"""What lies in the folder of backups. A file's name says why and when it was made (UTC)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

# Why a copy was made, and how many of that kind are kept. A server that fails to start again and
# again makes copies of the same state: they must not push the nights out.
KEPT = {"nightly": 14, "asked": 14, "upgrade": 3, "restore": 3}
STAMP = "%Y%m%dT%H%M%S%fZ"
NAME = re.compile(r"rahba-(?P<why>[a-z]+)-(?P<at>\d{8}T\d{12}Z)\.(sqlite3|dump)")


@dataclass(frozen=True)
class Copy:
    """One verified file; `why` is a key of `KEPT`."""

    path: Path
    why: str
    at: datetime


def name_of(why: str, at: datetime, suffix: str) -> str:
    return f"rahba-{why}-{at.astimezone(UTC).strftime(STAMP)}.{suffix}"


def copies_in(folder: Path) -> list[Copy]:
    """Newest first; what is not ours, or was never finished, is passed over."""
    found = [
        Copy(path, match["why"], datetime.strptime(match["at"], STAMP).replace(tzinfo=UTC))
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (match := NAME.fullmatch(path.name)) and match["why"] in KEPT
    ]
    return sorted(found, key=lambda copy: copy.at, reverse=True)


def newest(folder: Path) -> Copy | None:
    return next(iter(copies_in(folder)), None)


def forget_old(folder: Path) -> None:
    """Delete what is more than its kind keeps, oldest first."""
    for why, kept in KEPT.items():
        for copy in [copy for copy in copies_in(folder) if copy.why == why][kept:]:
            copy.path.unlink(missing_ok=True)
