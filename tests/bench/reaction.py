"""How a phone answers a finger: a real Chromium whose pages run six times slower than here.

The worker of the app, which hands the files out at a cold start, runs at full speed: the browser
slows pages only.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright
from sqlmodel import Session

from rahba.catalog.tables import Trader
from rahba.clock import World
from rahba.demo.names import InventedTrader, invent_traders
from rahba.journal import CATALOG, NewChange
from tests.bench.clock import p95
from tests.bench.figure import Figure
from tests.bench.slowed import UNTIL_PAINTED, slowed
from tests.e2e.browser import Browser
from tests.e2e.phone import Phone
from tests.e2e.server import RealServer
from tests.e2e.souk import TRADE, LaidSouk, lay_souk
from tests.e2e.walk import Walk
from tests.making import PASSWORD, announce

TAPS, STARTS = 15, 5
TRADERS, DISTINCT = 3_000, 1_000
SOUGHT = ("محمد", "حميد", "7mid", "fatna", "الحسين", "bouchaib")
WATCH = """() => {
  globalThis.longest = 0;
  const keep = (list) => {
    for (const { duration } of list.getEntries())
      globalThis.longest = Math.max(globalThis.longest, duration);
  };
  new PerformanceObserver(keep).observe({ type: 'longtask' });
}"""
TAP = """async (says) => {
  const place = () => document.querySelector('[aria-current=step] b')?.textContent;
  const before = place();
  const buttons = [...document.querySelectorAll('main button, footer button, button')];
  const button = buttons.find((one) => says.includes(one.textContent.trim()));
  const began = performance.now();
  button.click();
  while (place() === before) await new Promise(requestAnimationFrame);
  return performance.now() - began;
}"""
TYPE = """(text) => (UNTIL_PAINTED)(() => {
  const field = document.querySelector('input[type=search]');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
})""".replace("UNTIL_PAINTED", UNTIL_PAINTED)


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="rahba-bench-") as folder, sync_playwright() as started:
        laid = lay_souk(Path(folder) / "data")
        _crowd(laid)
        server = RealServer(laid.data_dir).start()
        browser = Browser(started, Path(folder) / "profile", lang="fr")
        phone = Phone(browser, server.url, "fr").open()
        try:
            phone.join(_invite(server, laid))
            server.stop()
            with slowed(phone.page):
                yield from _taps(phone)
                yield _searches(phone)
            yield _cold_starts(browser, server.url, Path(folder))
        finally:
            browser.close(picture=Path(folder) / "last.png")
            server.stop()


def _crowd(laid: LaidSouk) -> None:
    """So many itinerants beside the small souk that the phone carries 3,000 traders."""
    database, world, market = laid.database(), World(), laid.market

    def come(session: Session) -> None:
        for person in _people(TRADERS):
            session.add(
                Trader(
                    market_id=market.id, id=world.new_id(), known_as=person.known_as,
                    name_ar=person.name_ar, name_latin=person.name_latin, sex=person.sex,
                    rahba_id=market.rahbas["grains"], trade=TRADE["grains"], badge=None,
                    state="approved", entry_id=world.new_id(), updated_at=world.now(),
                )
            )  # fmt: skip
        announce(session, market, world, NewChange(CATALOG, "market", market.id))

    database.transact(come)
    database.dispose()


def _people(count: int) -> Iterator[InventedTrader]:
    """As at a souk, the same name returns."""
    for seed in range(0, count, DISTINCT):
        yield from invent_traders(min(DISTINCT, count - seed), random.Random(seed))


def _invite(server: RealServer, laid: LaidSouk) -> str:
    base, own = f"{server.url}/api/v1", {"X-Rahba": "1"}
    with httpx.Client(base_url=base, headers=own, timeout=30) as desk:
        sign_in = {"login": f"coach.{laid.market.code}", "password": PASSWORD}
        desk.post("/desk/login", json=sign_in).raise_for_status()
        made = desk.post("/team/invitations", json={"person_id": laid.market.animators[0]})
        code: str = made.raise_for_status().json()["code"]
        return code


def _taps(phone: Phone) -> Iterator[Figure]:
    Walk.begin(phone)
    phone.page.evaluate(WATCH)
    took = []
    for _ in range(TAPS):
        took.append(phone.page.evaluate(TAP, ["Présent·e", "Place vide"]))
        phone.hand.wait_to_hear()
    yield Figure(
        "phone, a tap until it is saved and the next place stands there, p95", p95(took), "ms"
    )
    longest = phone.page.evaluate("() => globalThis.longest")
    yield Figure(
        "phone, main thread at a tap, the longest task of 50 ms or more", longest, "ms", 50
    )


def _searches(phone: Phone) -> Figure:
    phone.go_to("Chercher")
    letters = [name[:n] for name in SOUGHT for n in range(1, len(name) + 1)]
    took = [phone.page.evaluate(TYPE, text) for text in letters]
    return Figure(f"phone, find among {TRADERS:,} traders, a letter, p95", p95(took), "ms", 50)


def _cold_starts(browser: Browser, url: str, folder: Path) -> Figure:
    """From the address to the walk that can be gone on with; nothing answers but the phone."""
    took = []
    for _ in range(STARTS):
        browser.close(picture=folder / "last.png")
        page = browser.open("about:blank")
        with slowed(page):
            page.goto(url)
            page.get_by_text("Reprendre").first.wait_for()
            took.append(page.evaluate("() => performance.now()") / 1000)
    return Figure("phone, cold start without a network", sorted(took)[STARTS // 2], "s", 1.5)
