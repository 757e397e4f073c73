"""Reads a Dockerfile and carries out its steps in plain folders, where no container engine is.

A stage's file system is a folder; a path that the file names from the root is looked for inside
it. That shows what the steps do, not how the base image differs from this machine.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Folders that the Dockerfile makes for itself. Others are the base image's and stay as they are.
OWN_ROOTS = re.compile(r"(?<![\w./-])(/src|/dist|/opt/rahba|/var/lib/rahba)(?![\w-])")


@dataclass(frozen=True)
class Step:
    """One instruction, its lines joined, flags still in front of the text."""

    name: str
    text: str

    @property
    def body(self) -> str:
        """The text after the flags."""
        return re.sub(r"^(--\S+\s+)*", "", self.text)

    @property
    def flags(self) -> dict[str, str]:
        flags = self.text.removesuffix(self.body)
        return dict(re.findall(r"--([a-z-]+)=(\S+)", flags))


@dataclass
class Stage:
    """Steps from one FROM to the next, and the folder that stands for the stage's root."""

    name: str
    root: Path
    steps: list[Step] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    user: int | None = None

    def place(self, text: str) -> str:
        """The text with every path of the stage's own moved into its folder."""
        return OWN_ROOTS.sub(lambda found: f"{self.root}{found[1]}", text)

    def last(self, name: str) -> Step:
        return [step for step in self.steps if step.name == name][-1]

    def command(self, name: str) -> list[str]:
        """The words of CMD, or of the CMD inside HEALTHCHECK."""
        words: list[str] = json.loads(self.last(name).body.removeprefix("CMD").strip())
        return [self.place(word) for word in words]


def read_stages(dockerfile: str, folder: Path) -> list[Stage]:
    """The stages of a Dockerfile; each gets a folder of its own below `folder`."""
    stages: list[Stage] = []
    for step in _steps(dockerfile):
        if step.name == "FROM":
            name = step.text.rpartition(" AS ")[2] if " AS " in step.text else str(len(stages))
            stages.append(Stage(name, folder / name))
        else:
            stages[-1].steps.append(step)
    return stages


def _steps(dockerfile: str) -> Iterator[Step]:
    lines = [line for line in dockerfile.splitlines() if not line.lstrip().startswith("#")]
    for line in re.sub(r"\\\n\s*", " ", "\n".join(lines)).splitlines():
        if line.strip():
            name, _, text = line.partition(" ")
            yield Step(name, text.strip())


class Builder:
    """Carries out stages in order; `context` is the folder that `COPY` reads from."""

    def __init__(self, context: Path, python: Path, stages: list[Stage]) -> None:
        self.context = context
        self.stages = {stage.name: stage for stage in stages}
        self.base_path = f"{python.parent}:/usr/local/bin:/usr/bin:/bin"

    def build(self, stage: Stage) -> None:
        stage.root.mkdir(parents=True)
        stage.env = {"PATH": self.base_path}
        for step in stage.steps:
            match step.name:
                case "COPY":
                    self._copy(stage, step)
                case "RUN":
                    self.run(stage, ["sh", "-c", stage.place(step.body)])
                case "ENV":
                    self._set(stage, step)
                case "WORKDIR":
                    stage.workdir = step.body
                    self.cwd(stage).mkdir(parents=True, exist_ok=True)
                case "USER":
                    stage.user = int(step.body.partition(":")[0])

    def cwd(self, stage: Stage) -> Path:
        return stage.root / stage.workdir.lstrip("/")

    def run(self, stage: Stage, command: list[str]) -> None:
        """Run one command of the stage; raises with its output when it fails."""
        ran = subprocess.run(
            command,
            cwd=self.cwd(stage),
            env=_machine() | stage.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode != 0:
            raise AssertionError(f"{command} failed:\n{ran.stdout[-4000:]}{ran.stderr[-4000:]}")

    def _set(self, stage: Stage, step: Step) -> None:
        for word in shlex.split(step.body):
            name, _, value = word.partition("=")
            stage.env[name] = stage.place(value).replace("$PATH", stage.env["PATH"])

    def _copy(self, stage: Stage, step: Step) -> None:
        *sources, target = step.body.split()
        origin = self.stages[step.flags["from"]].root if "from" in step.flags else self.context
        destination = (
            stage.root / target.lstrip("/") if target[0] == "/" else self.cwd(stage) / target
        )
        for source in sources:
            found = origin / source.lstrip("/")
            if found.is_dir():
                shutil.copytree(found, destination, dirs_exist_ok=True)
            else:
                # As in a real COPY, a target that ends in a slash is a folder.
                into = destination / found.name if target.endswith(("/", ".")) else destination
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(found, into)


def _machine() -> dict[str, str]:
    """What this machine needs to reach the package indexes: certificates, caches, time limits."""
    ours = ("PYTHON", "VIRTUAL_ENV", "RAHBA_", "PORT", "MAKE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def lay_context(repository: Path, target: Path) -> None:
    """Copy to `target` what a build of the repository would be sent: versioned, not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    dockerignore = (repository / ".dockerignore").read_text()
    for name in listed:
        source = repository / name
        if name and is_sent(dockerignore, name) and source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)


def is_sent(dockerignore: str, path: str) -> bool:
    """Whether .dockerignore lets `path` through: the last line that matches decides."""
    sent = True
    for line in dockerignore.splitlines():
        pattern = line.strip().removeprefix("!")
        if pattern and not pattern.startswith("#") and _matches(pattern, path):
            sent = line.startswith("!")
    return sent


def _matches(pattern: str, path: str) -> bool:
    """The part of its language that our .dockerignore uses."""
    if pattern == "*":
        return True
    if pattern.startswith("**/"):
        return pattern[3:] in path.split("/")
    return path == pattern or path.startswith(f"{pattern}/")
