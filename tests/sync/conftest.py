"""A phone's notebook, and both ways of writing its push."""

from __future__ import annotations

import pytest

from rahba.sync import push as pushing


@pytest.fixture(params=["in bulk", "op by op"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PU11: the same suite on the bulk path and on the one that it falls back to."""
    if request.param == "op by op":
        monkeypatch.setattr(pushing, "BULK_ATTEMPTS", 0)
