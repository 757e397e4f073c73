"""`rahba serve` in processes of their own, which a test kills without warning and starts again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal

import httpx

from tests.e2e.server import free_port

Moment = Literal["before", "after"]
START_SECONDS = 60
SECRET = "a secret of the tests, worth nothing elsewhere"
WORKERS = {"sqlite": 1, "postgresql": 2}


class Nursery:
    """The process that children are forked from."""

    def __init__(self, log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.processes.serve"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                text=True,
            )

    def fork(self, environ: dict[str, str], dies: Moment | None) -> int:
        """The child's process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"environ": environ, "dies": dies}) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()


class Server:
    """One process; the same port at every start: phones find it again."""

    def __init__(self, nursery: Nursery, data_dir: Path, database_url: str) -> None:
        self.nursery = nursery
        self.port = free_port()
        self._environ = {
            "PORT": str(self.port),
            "RAHBA_DATA_DIR": str(data_dir),
            "RAHBA_DATABASE_URL": database_url,
            "RAHBA_SECRET": SECRET,
        }
        self._child: int | None = None

    def start(self, dies: Moment | None = None) -> Server:
        """Returns once it answers; it `dies` around the commit of the first push, if told so."""
        self._child = self.nursery.fork(self._environ, dies)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with suppress(httpx.TransportError):
                httpx.get(f"http://127.0.0.1:{self.port}/api/v1/health", timeout=5)
                return self
            time.sleep(0.02)
        raise AssertionError(f"the server did not start:\n{self.nursery.log.read_text()[-3000:]}")

    def is_alive(self) -> bool:
        return self._child is not None and Path(f"/proc/{self._child}").exists()

    def kill(self) -> None:
        """SIGKILL: no shutdown code runs. Returns once the kernel has taken everything back."""
        if self._child is not None:
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            self.wait_until_dead()
        self._child = None

    def wait_until_dead(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self.is_alive():
            assert time.monotonic() < deadline, "the server lives on"
            time.sleep(0.005)
