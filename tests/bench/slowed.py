"""A phone of two gigabytes: a page of a real Chromium, six times slower than here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

SLOWED = 6
# JavaScript: ms from an act of a hand until what the page made of it is painted.
UNTIL_PAINTED = """async (act, so = () => true) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  }));
  const began = performance.now();
  act();
  do await painted(); while (!so());
  return performance.now() - began;
}"""


@contextmanager
def slowed(page: Page) -> Iterator[None]:
    processor = page.context.new_cdp_session(page)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    yield
    processor.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    processor.detach()
