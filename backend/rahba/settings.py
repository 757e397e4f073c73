"""What an operator can set, all of it from the environment; no secret has a default."""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from rahba.logs import LogFormat


@dataclass(frozen=True)
class Settings:
    """Sizes are bytes; `secret` signs cursors and derives tokens."""

    data_dir: Path
    database_url: str
    secret: bytes
    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    max_body: int = 1 << 20
    static_dir: Path = Path(__file__).parent / "static"
    backup_dir: Path | None = None  # None: no copies are made
    log: LogFormat = "text"
    tls: tuple[Path, Path] | None = None  # certificate chain and its key, as PEM files


def read_settings(environ: Mapping[str, str] = os.environ, *, demo: bool = False) -> Settings:
    """Settings from `RAHBA_DATA_DIR`, `RAHBA_DATABASE_URL`, `RAHBA_SECRET`, `RAHBA_HOST`, `PORT`,
    `RAHBA_BACKUP_DIR`, `RAHBA_TLS_CERT`, `RAHBA_TLS_KEY` and `RAHBA_LOG`.

    The demo keeps a directory of its own (`…/demo`), so its data can never become the real one; it
    can be made again, so no copies of it are kept.
    """
    data_dir = Path(environ.get("RAHBA_DATA_DIR", "./data")).resolve()
    if demo:
        data_dir = data_dir / "demo"
    data_dir.mkdir(parents=True, exist_ok=True)
    database_url = environ.get("RAHBA_DATABASE_URL") or f"sqlite:///{data_dir / 'rahba.sqlite3'}"
    return Settings(
        data_dir=data_dir,
        database_url=database_url,
        secret=_read_secret(environ, data_dir),
        host=environ.get("RAHBA_HOST", "127.0.0.1"),
        port=int(environ.get("PORT", "8000")),
        demo=demo,
        backup_dir=None if demo else _backup_dir(environ, data_dir),
        tls=_read_tls(environ),
        log=_read_log(environ),
    )


def user_data_dir(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """Where a program keeps a person's data on this system, for who names no directory."""
    home = home or Path.home()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Rahba"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Rahba"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "rahba"


def _backup_dir(environ: Mapping[str, str], data_dir: Path) -> Path:
    return Path(environ.get("RAHBA_BACKUP_DIR") or data_dir / "backups").resolve()


def _read_tls(environ: Mapping[str, str]) -> tuple[Path, Path] | None:
    named = [environ.get(name, "") for name in ("RAHBA_TLS_CERT", "RAHBA_TLS_KEY")]
    if not any(named):
        return None
    if not all(named):
        raise SystemExit("RAHBA_TLS_CERT and RAHBA_TLS_KEY go together: one of them is missing")
    files = [Path(name).resolve() for name in named]
    for file in files:
        if not file.is_file():
            raise SystemExit(f"there is no certificate or key at {file}")
    return files[0], files[1]


def _read_log(environ: Mapping[str, str]) -> LogFormat:
    said = environ.get("RAHBA_LOG") or "text"
    if said not in get_args(LogFormat):
        raise SystemExit(f"RAHBA_LOG is {' or '.join(get_args(LogFormat))}, and not {said}")
    return cast(LogFormat, said)


def _read_secret(environ: Mapping[str, str], data_dir: Path) -> bytes:
    """The operator's secret, or one made at the first start and kept beside the data."""
    given = environ.get("RAHBA_SECRET", "")
    if given:
        if len(given) < 32:
            raise SystemExit("RAHBA_SECRET must be at least 32 characters of chance")
        return given.encode()
    path = data_dir / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().strip().encode()
