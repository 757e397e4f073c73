"""The client that tests ask the server with, in the same process."""

import warnings
from typing import Any

from starlette.types import ASGIApp

with warnings.catch_warnings():
    # Starlette would rather have httpx2; httpx is what this product uses.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient as StarletteClient


class TestClient(StarletteClient):
    """On this machine unless said otherwise: phones join from a secure address only."""

    __test__ = False

    def __init__(self, app: ASGIApp, base_url: str = "http://localhost", **options: Any) -> None:
        super().__init__(app, base_url, **options)


__all__ = ["TestClient"]
