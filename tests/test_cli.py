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
from rahba.settings import read_settings, user_data_dir

OTHERS = ("RAHBA_BACKUP_DIR", "RAHBA_TLS_CERT", "RAHBA_TLS_KEY")


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What `rahba` is told by the environment; no database yet."""
    monkeypatch.setenv("RAHBA_DATA_DIR", str(tmp_path))
    for name in ("RAHBA_DATABASE_URL", "RAHBA_SECRET", "RAHBA_HOST", "PORT", *OTHERS):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("command", ["up", "serve", "migrate"])
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


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {}, "home/.local/share/rahba"),
        ("linux", {"XDG_DATA_HOME": "elsewhere"}, "elsewhere/rahba"),
        ("darwin", {}, "home/Library/Application Support/Rahba"),
        ("win32", {"LOCALAPPDATA": "C/Local"}, "C/Local/Rahba"),
        ("win32", {}, "home/AppData/Local/Rahba"),
    ],
)
def test_a_souk_of_ones_own_lies_where_the_system_keeps_such_data(
    platform: str, environ: dict[str, str], folder: str
) -> None:
    assert user_data_dir(environ, platform, Path("home")) == Path(folder)


def test_a_certificate_without_its_key_stops_the_start(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = data_dir / "chain.pem"
    certificate.touch()
    monkeypatch.setenv("RAHBA_TLS_CERT", str(certificate))
    with pytest.raises(SystemExit, match="go together"):
        read_settings()
    monkeypatch.setenv("RAHBA_TLS_KEY", str(data_dir / "nowhere.pem"))
    with pytest.raises(SystemExit, match=r"nowhere\.pem"):
        read_settings()


def test_the_demo_keeps_no_copies_and_a_real_souk_does(data_dir: Path) -> None:
    assert read_settings(demo=True).backup_dir is None
    assert read_settings().backup_dir == data_dir / "backups"


def test_BK1_a_copy_is_made_on_request_and_put_back_by_name(data_dir: Path) -> None:
    run = CliRunner().invoke
    assert run(cli, ["migrate"]).exit_code == 0
    made = run(cli, ["backup"])
    assert made.exit_code == 0
    copy = made.stdout.rsplit(" ", 1)[1].strip()
    # No server ever opened this database: it has no epoch that a restore could end.
    with only_process(data_dir):
        refused = run(cli, ["restore", copy])
    assert (refused.exit_code, "in use by another" in refused.stderr) == (1, True)
    assert run(cli, ["restore", copy]).exit_code == 0
    assert run(cli, ["restore", str(data_dir / "secret.key")]).exit_code == 1
