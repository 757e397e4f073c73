"""What an operator types, and what the environment may say."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect
from typer.testing import CliRunner

from rahba.cli import cli
from rahba.db import Database
from rahba.opening import only_process
from rahba.settings import read_settings


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What `rahba` is told by the environment; no database yet."""
    monkeypatch.setenv("RAHBA_DATA_DIR", str(tmp_path))
    for name in ("RAHBA_DATABASE_URL", "RAHBA_SECRET", "RAHBA_HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("command", ["serve", "migrate"])
def test_nothing_touches_a_directory_that_another_process_has(data_dir: Path, command: str) -> None:
    with only_process(data_dir):
        result = CliRunner().invoke(cli, [command])
    assert result.exit_code == 1
    assert "in use by another Rahba process" in result.stderr
    assert not (data_dir / "rahba.sqlite3").exists()


def test_the_lock_goes_with_the_process_however_it_ends(data_dir: Path) -> None:
    hold = (
        "import os, sys; from pathlib import Path; from rahba.opening import only_process\n"
        "with only_process(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", hold, str(data_dir)], check=False)
    assert killed.returncode == -9
    with only_process(data_dir):
        pass


def test_migrate_makes_the_schema_and_may_be_run_again(data_dir: Path) -> None:
    for _ in range(2):
        assert CliRunner().invoke(cli, ["migrate"]).exit_code == 0
    database = Database(read_settings().database_url)
    assert "entry" in inspect(database.reader).get_table_names()
    database.dispose()


def test_a_secret_that_is_too_short_stops_the_start(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAHBA_SECRET", "changeme")
    with pytest.raises(SystemExit, match="32 characters"):
        read_settings()


def test_without_one_a_secret_is_made_once_and_nobody_else_may_read_it(data_dir: Path) -> None:
    secret = read_settings().secret
    assert len(secret) == 64
    assert read_settings().secret == secret
    assert (data_dir / "secret.key").stat().st_mode & 0o077 == 0


def test_the_demo_has_a_directory_and_a_secret_of_its_own(data_dir: Path) -> None:
    real, demo = read_settings(), read_settings(demo=True)
    assert demo.data_dir == data_dir / "demo"
    assert demo.database_url != real.database_url
    assert demo.secret != real.secret


def test_the_environment_names_port_host_and_database(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (read_settings().host, read_settings().port) == ("127.0.0.1", 8000)
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("RAHBA_HOST", "0.0.0.0")
    monkeypatch.setenv("RAHBA_DATABASE_URL", "postgresql://rahba@db/rahba")
    settings = read_settings()
    assert (settings.host, settings.port) == ("0.0.0.0", 9000)
    assert Database(settings.database_url).url == "postgresql+psycopg://rahba@db/rahba"
