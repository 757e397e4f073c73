"""An animator's phone, used by what is written on it."""

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as NotInTime

from tests.e2e.browser import PATIENCE_MS, Browser
from tests.e2e.tour import Tour

LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}
# On Today, once it knows one's zone.
WALKS = ("Commencer la tournée", "Reprendre · place {number}")
# Seconds that a person goes on trying before giving up.
PATIENCE = 90
LISTED_WITHIN_MS = 3_000


class Phone:
    """`hand` is the finger: it presses, fills and chooses by words given in French."""

    def __init__(self, browser: Browser, url: str, lang: str = "fr") -> None:
        self._browser = browser
        self._url = url
        self._lang = lang

    def open(self) -> "Phone":
        self.page: Page = self._browser.open(self._url)
        self.hand = Tour(self.page, self._lang, _look_only)
        return self

    def kill(self) -> None:
        """The battery dies: no code of the page or of the browser runs any more."""
        self._browser.kill()

    def kill_once(self, script: str, argument: int) -> None:
        """The battery dies in the moment that this resolves in the page."""
        processes = self._browser.processes()
        self.page.evaluate(script, argument)
        self._browser.kill(processes)

    def close(self, *, picture: Path) -> None:
        self._browser.close(picture=picture)

    def join(self, code: str, ready: Sequence[str] = WALKS) -> "Phone":
        """Join, until Today offers one of `ready` and the app itself is on the phone."""
        self.page.get_by_role("button", name=LANGUAGE_NAMES[self._lang]).click()
        self.hand.fill("Code d’invitation", code)
        self.hand.press("Rejoindre avec ce téléphone")
        self.insist("Continuer la réception", until=lambda: any(map(self.hand.has, ready)))
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        return self

    def join_again(self, code: str) -> None:
        """From wherever the phone says that it is no longer known."""
        self.hand.press("Rejoindre")
        self.hand.fill("Code d’invitation", code)
        self.hand.press("Rejoindre avec ce téléphone")
        self.says("Ce téléphone est déjà inscrit au souk.").wait_for()

    def another_tab(self) -> "Phone":
        """The app once more in the same browser; closed with it."""
        tab = Phone(self._browser, self._url, self._lang)
        tab.page = self.page.context.new_page()
        tab.page.set_default_timeout(PATIENCE_MS)
        tab.page.goto(self._url)
        tab.hand = Tour(tab.page, self._lang, _look_only)
        tab.hand.wait_for("Réglages")
        return tab

    def insist(self, french: str, *, until: Callable[[], bool]) -> None:
        """Press this each time that it is there, until something else is so."""
        deadline = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > deadline:
                raise AssertionError(f"pressed «{french}» in vain:\n{self.text()}")
            if self.hand.has(french):
                self.hand.press_if_there(self.hand.find(french))
            self.page.wait_for_timeout(100)

    def until(self, so: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not so():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what}:\n{self.text()}")
            self.page.wait_for_timeout(50)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait and press nothing: what is awaited happens by itself."""
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > deadline:
                raise AssertionError(f"it did not happen by itself:\n{self.text()}")
            self.page.wait_for_timeout(300)

    def text(self) -> str:
        """All that the screen says now."""
        return self.page.locator("body").inner_text()

    def says(self, french: str) -> Locator:
        """Where these words of the app stand."""
        return self.page.get_by_text(self.hand.say(french)).locator("visible=true").first

    def go_to(self, tab: str) -> None:
        """Press a tab: Aujourd’hui, Chercher, Mes saisies; first out of what covers the tabs."""
        self.insist("Retour", until=lambda: self.hand.has(tab))
        self.hand.press(tab)
        self.page.get_by_role("heading", level=1).wait_for()

    def send_all(self) -> None:
        """Send by the button until the phone says that everything has arrived."""
        self.open_sending()
        self.insist("Envoyer maintenant", until=self._stands("Tout est arrivé"))

    def receive_until(self, sign: str) -> None:
        """Send and receive until Today says this."""

        def today_says_it() -> bool:
            self.go_to("Aujourd’hui")
            self.page.wait_for_timeout(200)
            return self.says(sign).count() > 0

        self.hear(today_says_it)

    def hear(self, is_so: Callable[[], bool]) -> None:
        """Send and receive until it is so."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self.open_sending()
            self.hand.press("Envoyer maintenant")
            self.page.wait_for_timeout(800)
            if is_so():
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"it was never heard:\n{self.text()}")

    def entries_in(self, state: str) -> int:
        """How many of today's entries are in this state, as «Mes saisies» counts them."""
        self.go_to("Mes saisies")
        # The screen before it may still stand there, with a first heading of its own.
        self.page.get_by_role("heading", level=1, name=self.hand.say("Mes saisies")).wait_for()
        today = self.page.get_by_role("list", name=self.hand.say("Aujourd’hui", whole=True))
        row = today.get_by_role("link", name=self.hand.say(state))
        try:  # the screen stands before what it lists
            row.first.wait_for(timeout=LISTED_WITHIN_MS)
        except NotInTime:
            return 0
        found = re.search(r"(\d+)\s*$", row.first.inner_text())
        assert found, row.first.inner_text()
        return int(found[1])

    def look_up(self, name: str) -> None:
        """Find a trader of the roster and open their page."""
        self.go_to("Chercher")
        self.page.get_by_role("searchbox").fill(name)
        self.page.get_by_role("list", name=self.hand.say("Chercher")).get_by_role(
            "link"
        ).first.click()
        self.page.get_by_role("heading", level=1, name=name).wait_for()

    def open_sending(self) -> None:
        self.go_to("Mes saisies")
        self.hand.press("Envoi", whole=True)
        self.hand.wait_for("Envoyer maintenant")

    def _stands(self, french: str) -> Callable[[], bool]:
        return lambda: self.says(french).count() > 0


def _look_only(_name: str) -> None:
    """A journey takes no pictures."""
