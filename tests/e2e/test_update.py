"""A new version of the app comes when nobody is in the middle of something (SPEC PH10, F11)."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import Page, Playwright, expect
from sqlmodel import col, update

from rahba.catalog.tables import SoukDay
from tests.e2e.browser import PATIENCE_MS, Browser
from tests.e2e.conftest import Souk
from tests.e2e.faults import Fault, no_fault
from tests.e2e.held import assert_taken_once, read_held
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.proxy import FaultProxy
from tests.e2e.roster import known_at
from tests.e2e.server import free_port
from tests.e2e.souk import LaidSouk
from tests.e2e.walk import Walk

MARK = "next version"
HASH = r"[0-9a-f]{12}"
FIRST = "Acceptez-vous de participer à ce questionnaire ?"
MARKS = 3
SECOND = "Avez-vous 18 ans ou plus ?"


class Releases(FaultProxy):
    """Once `released`, the app is served as its next version: other bytes, so another worker."""

    released = False

    def forward(
        self, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> httpx.Response:
        if not self.released or target not in ("/", "/sw.js"):
            return super().forward(method, target, headers, body)
        plain = {"Accept-Encoding": "identity"}
        page = super().forward(method, "/", plain, body)
        page.raw_body = self._next_page(page)  # type: ignore[attr-defined]
        if target == "/":
            return page
        worker = super().forward(method, target, plain, body)
        worker.raw_body = self._next_worker(worker, page)  # type: ignore[attr-defined]
        return worker

    def _next_page(self, page: httpx.Response) -> bytes:
        html: bytes = page.raw_body  # type: ignore[attr-defined]
        return html.replace(b"</body>", f"<!-- {MARK} --></body>".encode())

    def _next_worker(self, worker: httpx.Response, page: httpx.Response) -> bytes:
        html: bytes = page.raw_body  # type: ignore[attr-defined]
        code: bytes = worker.raw_body  # type: ignore[attr-defined]
        named = hashlib.sha256(html).hexdigest()[:12]
        text, listed = re.subn(rf"\[`/`,`{HASH}`\]", f"[`/`,`{named}`]", code.decode())
        text, versions = re.subn(rf"^(\W*function\W*var \w+=`){HASH}", rf"\g<1>{named}", text)
        assert (listed, versions) == (1, 1), text[:200]
        return text.encode()


@pytest.fixture
def releases(souk: Souk) -> Iterator[Releases]:
    proxy = Releases(souk.server.url, free_port())
    yield proxy
    proxy.close()


@pytest.fixture
def phone(playwright: Playwright, releases: Releases, tmp_path: Path) -> Iterator[Phone]:
    browser = Browser(playwright, tmp_path / "phone", lang="fr")
    yield Phone(browser, releases.url, "fr").open()
    browser.context.close()


def test_f11_an_update_waits_while_someone_is_in_an_entry(
    souk: Souk, releases: Releases, phone: Phone
) -> None:
    hold_the_souk(souk.laid, *hours_without(now()))
    phone.join(souk.invite())
    releases.released = True
    phone.look_up(known_at(souk.laid, "grains", 1))
    phone.hand.press("Questionnaire")
    interview = Interview(phone)
    interview.give("oui")
    interview.next()
    expect(interview.asked()).to_have_text(SECOND)

    other = another_window(phone, releases)
    offer = other.get_by_role("button", name="Mettre à jour")
    offer.click()
    other.get_by_text("Une saisie est ouverte dans une autre fenêtre").wait_for()
    assert not is_next_version(phone.page)
    assert not is_next_version(other)
    assert interview.question() == SECOND

    interview.pause()
    offer.click()
    expect_next_version(other)
    expect_next_version(phone.page)
    phone.go_to("Aujourd’hui")
    phone.hand.press("Questionnaires et inscriptions en pause")
    phone.page.get_by_role("main").get_by_role("link", name="Questionnaire").click()
    assert Interview(phone).question() == SECOND


def test_f11_a_full_outbox_and_an_open_entry_come_through_an_update(
    souk: Souk, releases: Releases, phone: Phone
) -> None:
    """What the version before had recorded and not sent, the next one sends."""
    hold_the_souk(souk.laid, *hours_without(now()))
    phone.join(souk.invite())
    releases.rule = without_the_api
    walk = Walk.begin(phone)
    for _ in range(MARKS):
        walk.mark("present")
    phone.look_up(known_at(souk.laid, "grains", 1))
    phone.hand.press("Questionnaire")
    interview = Interview(phone)
    interview.give("oui")
    interview.next()
    expect(interview.asked()).to_have_text(SECOND)
    interview.pause()

    releases.released = True
    other = another_window(phone, releases)
    other.get_by_role("button", name="Mettre à jour").click()
    expect_next_version(phone.page)
    assert phone.entries_in("enregistré sur le téléphone") == MARKS
    phone.go_to("Aujourd’hui")
    phone.hand.press("Questionnaires et inscriptions en pause")
    phone.page.get_by_role("main").get_by_role("link", name="Questionnaire").click()
    assert Interview(phone).question() == SECOND
    Interview(phone).pause()
    releases.rule = no_fault
    phone.send_all()
    held = read_held(souk.laid)
    assert_taken_once(held)
    assert len(held.of_kind("presence")) == MARKS


def without_the_api(_method: str, path: str, _before: int) -> Fault:
    return "lose_request" if path.startswith("/api/") else "pass"


def test_no_update_is_fetched_during_the_hours_of_the_souk(
    souk: Souk, releases: Releases, phone: Phone
) -> None:
    hold_the_souk(souk.laid, "00:00", "23:59")
    phone.join(souk.invite())
    phone.page.reload()  # so that the hours are with the worker
    phone.hand.wait_for("Réglages")
    releases.released = True
    other = another_window(phone, releases)
    other.wait_for_timeout(1500)
    assert other.get_by_role("button", name="Mettre à jour").count() == 0
    assert not is_next_version(other)


def now() -> datetime:
    return datetime.now(ZoneInfo("Africa/Casablanca"))


def hours_without(moment: datetime) -> tuple[str, str]:
    """Hours of a souk that is not going on."""
    return ("22:00", "23:00") if moment.hour < 12 else ("01:00", "02:00")


def hold_the_souk(laid: LaidSouk, opens: str, closes: str) -> None:
    """On all days of the calendar at these hours, before any phone has joined."""
    database = laid.database()
    database.transact(
        lambda session: session.execute(
            update(SoukDay)
            .where(col(SoukDay.market_id) == laid.market.id)
            .values(opens=opens, closes=closes)
        )
    )
    database.dispose()


def another_window(phone: Phone, releases: Releases) -> Page:
    """Opening it makes the browser look for a new worker, as it does by itself once a day."""
    page = phone.page.context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(releases.url)
    page.get_by_role("link", name="Réglages").wait_for()
    return page


def is_next_version(page: Page) -> bool:
    return MARK in page.content()


def expect_next_version(page: Page) -> None:
    page.wait_for_function("mark => document.documentElement.outerHTML.includes(mark)", arg=MARK)
