"""The client that tests ask the server with, in the same process."""

import warnings

with warnings.catch_warnings():
    # Starlette would rather have httpx2; httpx is what this product uses.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["TestClient"]
