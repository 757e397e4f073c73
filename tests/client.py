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

    def beside(self, base_url: str = "http://localhost", **options: Any) -> "TestClient":
        """Somebody else's at the same server, without a word of this one's.

        In its event loop, too: a client of its own would begin one at each request.
        """
        other = TestClient(self.app, base_url, **options)
        other.portal = self.portal
        return other


__all__ = ["TestClient"]
