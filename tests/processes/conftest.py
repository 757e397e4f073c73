"""Servers in processes of their own; whatever a test does, none is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.server import WORKERS, Nursery, Server


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    opened = Nursery(tmp_path_factory.mktemp("servers") / "log")
    yield opened
    opened.close()


@pytest.fixture
def servers(
    nursery: Nursery, database_kind: str, database_url: str, tmp_path: Path
) -> Iterator[list[Server]]:
    """As many as one would run on this database; not started yet."""
    made = [Server(nursery, tmp_path, database_url) for _ in range(WORKERS[database_kind])]
    yield made
    for server in made:
        server.kill()
