"""A real Rahba process on a real port, which a test can kill without warning and start again."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx

from rahba.cli import main

START_SECONDS = 60
RAHBA = (sys.executable, "-m", "rahba.main")
# A process that has read the server's code already, and of which each server is a fork: a journey
# starts it again and again, and reading is most of what a start takes. `test_first_start` and
# `test_readme` start it as people do.
READ = multiprocessing.get_context("forkserver")
READ.set_forkserver_preload(["tests.e2e.server"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RealServer:
    """`rahba` with its own data directory; the same port at every start: phones find it again."""

    def __init__(self, data_dir: Path, *arguments: str, **environ: str) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data_dir / "server.log"
        self._arguments = arguments or ("serve",)
        self._environ = environ
        self._process: BaseProcess | None = None

    def start(self, within: float = START_SECONDS) -> "RealServer":
        """Returns once the server answers; `within` is in seconds."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        served = (self._arguments, self._environment(), self.log)
        self._process = READ.Process(target=_become_rahba, args=served)
        self._process.start()
        try:
            self._wait_until_ready(within)
        except RuntimeError:
            self.kill()
            raise
        return self

    def run(self, *command: str) -> str:
        """Another command of `rahba` over the same data; answers what it prints."""
        done = subprocess.run(
            [*RAHBA, *command], env=self._environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def kill(self) -> None:
        """SIGKILL: no shutdown code runs."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _environment(self) -> dict[str, str]:
        mine = {"PORT": str(self.port), "RAHBA_DATA_DIR": str(self.data_dir)}
        return {**os.environ, **self._environ, **mine}

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        assert self._process.pid is not None
        if self._process.exitcode is None:
            os.kill(self._process.pid, how)
        self._process.join(timeout=20)
        assert self._process.exitcode is not None, "the server does not end"
        self._process = None

    def _wait_until_ready(self, within: float) -> None:
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if self._process is None or self._process.exitcode is not None:
                raise RuntimeError(f"the server ended at once:\n{self.log.read_text()[-3000:]}")
            try:
                if httpx.get(f"{self.url}/api/v1/health", timeout=1).json()["status"] == "ok":
                    return
            except (httpx.TransportError, ValueError):
                time.sleep(0.1)
        raise RuntimeError(f"no health after {within} s:\n{self.log.read_text()[-3000:]}")


def _become_rahba(arguments: Sequence[str], environ: dict[str, str], log: Path) -> None:
    """In the new process: what `rahba` with these arguments does."""
    with log.open("ab") as written:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(written.fileno(), stream.fileno())
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = ["rahba", *arguments]
    main()
