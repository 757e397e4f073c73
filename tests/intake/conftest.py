"""A coach at the desk and an animator's phone."""

from __future__ import annotations

import pytest

from rahba.clock import World
from rahba.db import Database
from tests.making import MadeMarket
from tests.recording import Notebook, open_notebook


@pytest.fixture
def notebook(database: Database, world: World, market: MadeMarket) -> Notebook:
    return open_notebook(database, world, market)
