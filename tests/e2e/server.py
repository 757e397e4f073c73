"""A real Rahba process on a real port, which a test can kill without warning and start again."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

START_SECONDS = 60


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
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, within: float = START_SECONDS) -> "RealServer":
        """Returns once the server answers; `within` is in seconds."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        environ = {
            **os.environ, **self._environ,
            "PORT": str(self.port), "RAHBA_DATA_DIR": str(self.data_dir),
        }  # fmt: skip
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "rahba.main", *self._arguments],
                env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            self._wait_until_ready(within)
        except RuntimeError:
            self.kill()
            raise
        return self

    def kill(self) -> None:
        """SIGKILL: no shutdown code runs."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.wait(timeout=20)
        self._process = None

    def _wait_until_ready(self, within: float) -> None:
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"the server ended at once:\n{self.log.read_text()[-3000:]}")
            try:
                if httpx.get(f"{self.url}/api/v1/health", timeout=1).json()["status"] == "ok":
                    return
            except (httpx.TransportError, ValueError):
                time.sleep(0.1)
        raise RuntimeError(f"no health after {within} s:\n{self.log.read_text()[-3000:]}")
