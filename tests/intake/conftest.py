"""A coach at the desk and an animator's phone."""

from __future__ import annotations

import pytest

from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import MadeMarket, coach_client
from tests.recording import Notebook, open_notebook


@pytest.fixture
def coach(client: TestClient, market: MadeMarket) -> TestClient:
    return coach_client(client, market)


@pytest.fixture
def notebook(database: Database, world: World, market: MadeMarket) -> Notebook:
    return open_notebook(database, world, market)
