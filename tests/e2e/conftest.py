"""Servers, browsers and people for the journeys; all that is started here is ended here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.e2e.browser import DESK, Browser
from tests.e2e.camera import camera_of
from tests.e2e.desk import Desk
from tests.e2e.phone import Phone
from tests.e2e.programs import Reader
from tests.e2e.proxy import FaultProxy
from tests.e2e.server import RealServer, free_port
from tests.e2e.souk import LaidSouk, lay_souk
from tests.making import PASSWORD

HandPhone = Callable[..., Phone]
SitDown = Callable[..., Desk]


@dataclass(frozen=True)
class Souk:
    """A souk that is served: `url` is where browsers find it, behind a network that may fail."""

    laid: LaidSouk
    server: RealServer
    network: FaultProxy

    @property
    def url(self) -> str:
        return self.network.url

    def invite(self, animator: int = 0) -> str:
        """The code of an invitation, asked for as the desk does, over a network that works."""
        return self._invite(self.laid.market.animators[animator])

    def invite_coach(self) -> str:
        return self._invite(self.laid.market.coach)

    def _invite(self, person_id: str) -> str:
        with self.desk_api() as desk:
            made = desk.post("/team/invitations", json={"person_id": person_id})
            code: str = made.raise_for_status().json()["code"]
            return code

    def new_key(self, projection: str = "pii") -> str:
        """An API key, as the desk makes one."""
        with self.desk_api() as desk:
            wanted = {"name": "figures", "projection": projection, "kinds": []}
            key: str = desk.post("/keys", json=wanted).raise_for_status().json()["key"]
            return key

    @contextmanager
    def desk_api(self, role: str = "coach") -> Iterator[httpx.Client]:
        """The desk's API, signed in, over a network that works."""
        base = f"{self.server.url}/api/v1"
        with httpx.Client(base_url=base, headers={"X-Rahba": "1"}, timeout=30) as api:
            sign_in = {"login": f"{role}.{self.laid.market.code}", "password": PASSWORD}
            api.post("/desk/login", json=sign_in).raise_for_status()
            yield api


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory) -> LaidSouk:
    """Laid once; each journey takes a copy."""
    return lay_souk(tmp_path_factory.mktemp("souk") / "data")


@contextmanager
def serve_souk(laid: LaidSouk, data_dir: Path) -> Iterator[Souk]:
    """A server of its own with the small souk, and a network in front of it that works."""
    mine = laid.copied_to(data_dir)
    server = RealServer(mine.data_dir).start()
    network = FaultProxy(server.url, free_port())
    try:
        yield Souk(mine, server, network)
    finally:
        network.close()
        server.stop()


@pytest.fixture
def souk(laid: LaidSouk, tmp_path: Path) -> Iterator[Souk]:
    with serve_souk(laid, tmp_path / "data") as served:
        yield served


@pytest.fixture
def reader(souk: Souk) -> Iterator[Reader]:
    """A program with a key of its own, on a network that works."""
    opened = Reader(souk.server.url, souk.new_key())
    yield opened
    opened.close()


@pytest.fixture
def hand_phone(playwright: Playwright, souk: Souk, tmp_path: Path) -> Iterator[HandPhone]:
    """`hand_phone()`, `hand_phone(lang="ar")`: another phone, opened for the first time.

    `film`: what its camera sees, a file that `tests.e2e.camera.shoot` makes.
    """
    phones: list[Phone] = []

    def hand(lang: str = "fr", film: Path | None = None) -> Phone:
        profile = tmp_path / f"phone-{len(phones)}"
        camera = camera_of(film) if film else ()
        browser = Browser(playwright, profile, lang=lang, arguments=camera)
        phones.append(Phone(browser, souk.url, lang))
        return phones[-1].open()

    yield hand
    for n, phone in enumerate(phones):
        phone.close(picture=tmp_path / f"phone-{n}.png")


@pytest.fixture
def sit_down(playwright: Playwright, souk: Souk, tmp_path: Path) -> Iterator[SitDown]:
    """`sit_down("coach")`: a desk at which somebody of this role has signed in."""
    desks: list[Desk] = []

    def sit(role: str = "coach", lang: str = "fr") -> Desk:
        profile = tmp_path / f"desk-{len(desks)}"
        browser = Browser(playwright, profile, lang=lang, viewport=DESK)
        desks.append(Desk(browser, souk.url, lang))
        return desks[-1].open().sign_in(f"{role}.{souk.laid.market.code}", PASSWORD)

    yield sit
    for n, desk in enumerate(desks):
        desk.close(picture=tmp_path / f"desk-{n}.png")
