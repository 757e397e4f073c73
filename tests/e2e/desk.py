"""A coach's or an official's desk, used by what is written on it."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.e2e.browser import Browser
from tests.e2e.tour import Tour

# Seconds; decisions whose answer was lost go again after 15.
PATIENCE = 40
KEPT = "{n} décision gardée ici ; elle partira une seule fois dès le retour du réseau"
# Before a button is pressed again: an answer from a server that is there has come by then.
SECOND_LOOK_MS = 500
GLANCES = 10  # meanwhile
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

    def close(self, *, picture: Path) -> None:
        self._browser.close(picture=picture)

    def sign_in(self, login: str, password: str) -> "Desk":
        language = self.page.get_by_role("button", name=LANGUAGE_NAMES[self._lang])
        self.until(lambda: language.count() > 0)
        language.click()
        self.until(lambda: self.page.get_by_label(self.hand.say("Identifiant")).count() > 0)
        self.hand.fill("Identifiant", login)
        self.hand.fill("Mot de passe", password)
        tabs = self.page.get_by_role("navigation", name=self.hand.say("Pages du bureau"))
        self.until(lambda: tabs.count() > 0, press="Entrer")
        return self

    def until(self, is_so: Callable[[], bool], press: str | Locator = "Réessayer") -> None:
        """Wait, and press this as often as it takes, as a person does on a bad network."""
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > deadline:
                raise AssertionError(f"it never came to this:\n{self.text()}")
            button = self.hand.find(press) if isinstance(press, str) else press
            if button.count():
                self.hand.press_if_there(button)
            for _ in range(GLANCES):
                self.page.wait_for_timeout(SECOND_LOOK_MS / GLANCES)
                if is_so():
                    return

    def text(self) -> str:
        """All that the screen says now."""
        return self.page.locator("body").inner_text()

    def says(self, french: str) -> Locator:
        return self.page.get_by_text(self.hand.say(french)).locator("visible=true").first

    def go_to(self, tab: str) -> None:
        """A tab: Jour de souk, Revue, Équipe et garde, Souk, Registre, …"""
        self.hand.press(tab, whole=True)
        self.until(lambda: self.page.get_by_role("heading", level=1).count() > 0)

    def invite(self, name: str) -> str:
        """The code for a phone of this person, from the sheet that is printed or scanned."""
        self.go_to("Équipe et garde")
        member = self.page.get_by_role("row").filter(
            has=self.page.get_by_role("rowheader", name=name)
        )
        asks = member.get_by_role("button", name=self.hand.say("Inviter un téléphone"))
        self.until(lambda: asks.count() > 0)
        code = self.page.locator("dialog[open] .code")
        self.page.wait_for_timeout(300)
        self.until(lambda: code.count() > 0, press=asks)
        said = code.inner_text().strip()
        self.hand.close()
        return said

    def arrange(self, name: str) -> None:
        """Open what a coach arranges for somebody."""
        self.go_to("Équipe et garde")
        button = self.page.get_by_role("button", name=f"Organiser {name}")
        self.until(lambda: button.count() > 0)
        button.click()
        self.page.locator("dialog[open]").wait_for()
        self.page.wait_for_timeout(SECOND_LOOK_MS)

    def code_for_a_password(self, name: str, login: str) -> str:
        """For somebody who never came in; the sheet that shows it is closed again."""
        self.arrange(name)
        self.hand.press("Code pour un nouveau mot de passe")
        self.hand.fill("Identifiant", login)
        self.hand.press("Code pour un nouveau mot de passe")
        code = self.page.locator("dialog[open] .code")
        code.wait_for()
        said = code.inner_text().strip()
        self.hand.close()
        return said

    def come_in_with(self, code: str, login: str, password: str) -> None:
        """By a code, at the entrance."""
        self.until(lambda: self.hand.has("J’ai un code"))
        self.hand.press("J’ai un code")
        self.hand.fill("Identifiant", login)
        self.page.get_by_label("Code", exact=True).fill(code)
        self.hand.fill("Nouveau mot de passe", password)
        self.hand.press("Enregistrer et entrer")

    def open_review(self, step: str, kind: str, subject: str) -> None:
        """To an entry in the list of a step: Signalées, Échantillon, Le reste, Tout."""
        # numbers stand in marks that keep them apart from the direction of the text
        apart = r"\W+".join(re.escape(word) for word in [kind, *subject.split()])
        # the browser's \b knows Latin letters only; place 1 is not place 10
        title = re.compile(rf"{apart}(?!\d)")
        self.go_to("Jour de souk")  # so that the list is read anew
        self.go_to("Revue")
        steps = self.page.get_by_role("navigation", name=self.hand.say("Saisies à revoir"))
        self.until(lambda: steps.count() > 0)
        steps.get_by_role("link", name=self.hand.say(step)).click()
        row = self.page.get_by_role("listitem").get_by_role("link", name=title)
        self.until(lambda: row.count() > 0)
        row.first.click()
        heading = self.page.get_by_role("heading", level=2, name=title)
        self.until(lambda: heading.count() > 0)

    def return_entry(self, question: str, said: str) -> None:
        """Send the open entry back with words at the answer to this question."""
        self.page.get_by_role("main").get_by_role("button", name=question).click()
        self.hand.fill("Ce que l’auteur va lire", said)
        self.hand.press("Envoyer le renvoi")

    def approve_entry(self) -> None:
        self.hand.press("Valider", whole=False)

    def send_kept(self) -> None:
        """A decision of which no answer came waits here; it goes again once the network is back."""
        self.says(KEPT).wait_for()
        self.page.evaluate("dispatchEvent(new Event('online'))")
        self.until(lambda: self.page.get_by_text(self.hand.say(KEPT)).count() == 0)

    def close_day(self) -> None:
        """Close the souk day, which lets the policies decide (ST5)."""
        self.go_to("Jour de souk")
        closes = self.page.get_by_role("button", name=self.hand.say("Clore la journée"))
        self.until(lambda: closes.count() > 0)
        reopens = self.page.get_by_role("button", name=self.hand.say("Rouvrir la journée"))
        self.until(lambda: reopens.count() > 0, press=closes)


def _look_only(_name: str) -> None:
    """A journey takes no pictures."""
