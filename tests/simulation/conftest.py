"""One server for all simulations of a test; each begins on an empty souk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.server import Server
from tests.simulation.souk import Souk


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[Server]:
    opened = Server(database_url, tmp_path)
    yield opened
    opened.database.dispose()


@pytest.fixture
def souk(server: Server) -> Souk:
    return Souk(server)
