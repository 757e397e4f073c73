"""A coach's or an official's desk, used by what is written on it."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

from tests.e2e.browser import Browser
from tests.e2e.tour import Tour

# Seconds; decisions whose answer was lost go again after 15.
PATIENCE = 60
LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}


class Desk:
    """`hand` presses, fills and chooses by words given in French."""

    def __init__(self, browser: Browser, url: str, lang: str = "fr") -> None:
        self._browser = browser
        self._url = f"{url}/desk"
        self._lang = lang

    def open(self) -> "Desk":
        self.page: Page = self._browser.open(self._url)
        self.hand = Tour(self.page, self._lang, _look_only)
        return self

    def close(self) -> None:
        self._browser.close()

    def sign_in(self, login: str, password: str) -> "Desk":
        self.until(lambda: self.page.get_by_label(self.hand.say("Identifiant")).count() > 0)
        self.page.get_by_role("button", name=LANGUAGE_NAMES[self._lang]).click()
        self.hand.fill("Identifiant", login)
        self.hand.fill("Mot de passe", password)
        self.hand.press("Entrer", whole=True)
        tabs = self.page.get_by_role("navigation", name=self.hand.say("Pages du bureau"))
        self.until(lambda: tabs.count() > 0)
        return self

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait; where the network failed, press «Réessayer» as a person does."""
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > deadline:
                raise AssertionError(f"it never came to this:\n{self.text()}")
            if self.hand.has("Réessayer"):
                self.hand.press("Réessayer")
            self.page.wait_for_timeout(200)

    def text(self) -> str:
        """All that the screen says now."""
        return self.page.locator("body").inner_text()

    def says(self, french: str) -> Locator:
        return self.page.get_by_text(self.hand.say(french)).locator("visible=true").first

    def go_to(self, tab: str) -> None:
        """A tab: Ce vendredi, Revue, Équipe et garde, Souk, Registre, …"""
        self.hand.press(tab, whole=True)
        self.until(lambda: self.page.get_by_role("heading", level=1).count() > 0)

    def invite(self, name: str) -> str:
        """The code for a phone of this person, from the sheet that is printed or scanned."""
        self.go_to("Équipe et garde")
        asks = self.page.get_by_role("button", name=f"Inviter le téléphone de {name}")
        self.until(lambda: asks.count() > 0)
        code = self.page.locator("dialog[open] .code")
        self.page.wait_for_timeout(300)
        asks.click()
        code.wait_for()
        said = code.inner_text().strip()
        self.hand.close()
        return said


def _look_only(_name: str) -> None:
    """A journey takes no pictures."""
