"""Bringing the database to the newest schema: a copy first, and back if that fails (SPEC BK3)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from rahba.backup.copies import Copy, newest
from rahba.backup.make import NoTool, make_copy
from rahba.backup.restore import put_back
from rahba.db import schema_state, upgrade, with_driver

# Where this machine cannot copy by itself, another may have done so just before (compose.yaml).
JUST_BEFORE = timedelta(minutes=15)


class UpgradeFailed(Exception):
    """The database is as it was; the sentence says what failed and where the copy lies."""


def upgrade_with_copy(
    url: str, folder: Path | None, now: datetime, say: Callable[[str], None]
) -> None:
    """Nothing where the schema is the newest; an empty database has nothing to copy.

    `folder` None makes no copies (the demo's data can be made again). Raises `UpgradeFailed`, and
    `BackupFailed` before anything was changed.
    """
    state = schema_state(url)
    if state == "newer":
        raise UpgradeFailed(
            "this database was made by a newer Rahba: install that one, or restore a copy "
            "from before the upgrade. Nothing was changed."
        )
    copy = _copy_first(url, folder, now, say) if state == "behind" and folder else None
    if state == "newest":
        return
    try:
        upgrade(url)
    except Exception as error:
        if copy is not None and with_driver(url).startswith("sqlite"):
            put_back(url, copy.path)
        # PostgreSQL and SQLite both migrate in one transaction, which took itself back.
        kept = f" A copy from before lies at {copy.path}." if copy else ""
        raise UpgradeFailed(
            f"the upgrade failed and the database is as it was before: {error}.{kept} "
            "Start the release that ran until now, and report this."
        ) from error


def _copy_first(url: str, folder: Path, now: datetime, say: Callable[[str], None]) -> Copy | None:
    try:
        copy = make_copy(url, folder, "upgrade", now)
    except NoTool as missing:
        other = newest(folder)
        if other is not None and now - other.at < JUST_BEFORE:
            say(f"a copy was made just before the upgrade: {other.path}")
            return other
        say(f"no copy before the upgrade: {missing}")
        return None
    say(f"copied before the upgrade: {copy.path}")
    return copy
