"""What an operator can set, all of it from the environment; no secret has a default."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


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


def read_settings(environ: Mapping[str, str] = os.environ, *, demo: bool = False) -> Settings:
    """Settings from `RAHBA_DATA_DIR`, `RAHBA_DATABASE_URL`, `RAHBA_SECRET`, `RAHBA_HOST`, `PORT`.

    The demo keeps a directory of its own (`…/demo`), so its data can never become the real one.
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
    )


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
