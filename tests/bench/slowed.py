"""A phone of two gigabytes: a page of a real Chromium, six times slower than here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

SLOWED = 6


@contextmanager
def slowed(page: Page) -> Iterator[None]:
    processor = page.context.new_cdp_session(page)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    yield
    processor.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    processor.detach()
