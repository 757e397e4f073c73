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
RAHBA = (sys.executable, "-m", "rahba.main")


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
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*RAHBA, *self._arguments],
                env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
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
