"""A commune that begins: a server without a souk, and the browsers of those who come to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Playwright

from rahba.db import Database
from tests.e2e.browser import DESK, Browser
from tests.e2e.desk import Desk
from tests.e2e.held import Held, held_in
from tests.e2e.phone import Phone
from tests.e2e.programs import Reader
from tests.e2e.proxy import FaultProxy
from tests.e2e.server import RealServer, free_port


@dataclass
class Commune:
    """Nothing is written into its database but by what is pressed in a browser."""

    playwright: Playwright
    folder: Path
    server: RealServer
    network: FaultProxy
    opened: list[Desk | Phone] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.network.url

    @property
    def today(self) -> date:
        return datetime.now(ZoneInfo("Africa/Casablanca")).date()

    def desk(self, lang: str = "fr") -> Desk:
        """At the entrance: nobody has signed in."""
        desk = Desk(self._browser(lang, DESK), self.url, lang)
        self.opened.append(desk)
        return desk.open()

    def phone(self, lang: str = "fr") -> Phone:
        phone = Phone(self._browser(lang), self.url, lang)
        self.opened.append(phone)
        return phone.open()

    def reader(self, key: str) -> Reader:
        return Reader(self.server.url, key)

    def held(self) -> Held:
        return held_in(self.database())

    def database(self) -> Database:
        return Database(f"sqlite:///{self.server.data_dir / 'rahba.sqlite3'}")

    def _browser(self, lang: str, viewport: dict[str, int] | None = None) -> Browser:
        profile = self.folder / f"browser-{len(self.opened)}"
        if viewport is None:
            return Browser(self.playwright, profile, lang=lang)
        return Browser(self.playwright, profile, lang=lang, viewport=viewport)


@contextmanager
def begin_commune(playwright: Playwright, folder: Path) -> Iterator[Commune]:
    server = RealServer(folder / "data").start()
    network = FaultProxy(server.url, free_port())
    commune = Commune(playwright, folder, server, network)
    try:
        yield commune
    finally:
        for n, one in enumerate(commune.opened):
            one.close(picture=folder / f"browser-{n}.png")
        network.close()
        server.stop()
