"""Going through every screen the way a person would: by what is written on it."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from playwright.sync_api import Locator, Page, Playwright, Route
from playwright.sync_api import TimeoutError as NotInTime

from tests.e2e.browser import ARGUMENTS, CHROMIUM, PHONE, TIMEZONE
from tests.e2e.words import Words

LANGUAGES = ("ar", "fr")
LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}
LOCALES = {"ar": "ar-MA", "fr": "fr-FR", "en": "en-GB"}
# What comes from the phone itself is drawn by then: nothing moves in the pages of a tour.
SETTLE_MS = 200
GLANCE_MS = 2000
# The walk is deaf for 400 ms after a tap, by a clock that is put on instead of waiting.
HEAR_AGAIN = """() => {
  const now = performance.now.bind(performance);
  performance.now = () => now() + 420;
}"""

Visit = Callable[[str], None]


@contextmanager
def open_page(
    playwright: Playwright, lang: str, viewport: dict[str, int], *arguments: str
) -> Iterator[Page]:
    """A browser of its own with one page; a phone's has touch and twice the pixels."""
    phone = viewport is PHONE
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *arguments])
    context = browser.new_context(
        viewport={"width": viewport["width"], "height": viewport["height"]},
        device_scale_factor=2 if phone else 1,
        locale=LOCALES[lang],
        timezone_id=TIMEZONE,
        has_touch=phone,
        is_mobile=phone,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    try:
        yield page
    finally:
        browser.close()


class Tour:
    """`see` is called with the name of each screen while it stands there."""

    def __init__(self, page: Page, lang: str, visit: Visit) -> None:
        self.page = page
        self.say = Words(lang)
        self._visit = visit

    def speak(self) -> None:
        """In the language of the tour, which the first screen offers."""
        self.page.get_by_role("button", name=LANGUAGE_NAMES[self.say.lang]).click()

    def see(self, name: str) -> None:
        self.page.locator(".lines").first.wait_for(state="hidden")  # what is read stands there
        self.page.wait_for_timeout(SETTLE_MS)
        self._visit(name)

    def find(self, french: str, *, whole: bool = False) -> Locator:
        """What can be pressed under these words, in what lies on top."""
        name = self.say(french, whole=whole)
        on_top = self.top()
        return (
            on_top.get_by_role("button", name=name)
            .or_(on_top.get_by_role("link", name=name))
            .locator("visible=true")
        )

    def top(self) -> Locator:
        """The open sheet, else the page."""
        sheet = self.page.locator("dialog[open]")
        return sheet.last if sheet.count() else self.page.locator("body")

    def has(self, french: str) -> bool:
        return self.find(french).count() > 0

    def press(self, french: str, *, whole: bool = False, nth: int = 0) -> None:
        self.find(french, whole=whole).nth(nth).click()

    def press_if_there(self, button: Locator) -> None:
        """What was there a moment ago may be gone: whoever presses again and again looks again."""
        with suppress(NotInTime):
            if button.first.is_enabled(timeout=GLANCE_MS):
                button.first.click(timeout=GLANCE_MS)

    def open_sheet(self, french: str, *, whole: bool = False) -> None:
        """Press what opens a sheet, and be on it."""
        self.press(french, whole=whole)
        self.page.locator("dialog[open]").wait_for()

    def fill(self, french: str, text: str) -> None:
        self.top().get_by_label(self.say(french)).locator("visible=true").first.fill(text)

    def choose(self, french: str, nth: int = 0) -> None:
        """A choice by its words; what is clicked is its row, as a finger does."""
        self.rows().filter(has_text=_within(self.say(french))).nth(nth).click()

    def rows(self) -> Locator:
        return self.top().locator("label:has(input[type=radio], input[type=checkbox])")

    def join(self, code: str) -> None:
        self.fill("Code d’invitation", code)
        self.press("Rejoindre avec ce téléphone")

    def sign_in(self, login: str, password: str) -> None:
        """At the desk, whose home is the day of the souk."""
        self.fill("Identifiant", login)
        self.fill("Mot de passe", password)
        self.press("Entrer")
        self.wait_for("Voir la garde")

    def within(self, french: str) -> re.Pattern[str]:
        """These words, with others around them."""
        return _within(self.say(french))

    def wait_for(self, french: str) -> None:
        self.find(french).first.wait_for()

    def close(self) -> None:
        self.press("Fermer")

    def wait_to_hear(self) -> None:
        """On the walk, until the next tap is heard."""
        self.page.evaluate(HEAR_AGAIN)

    def mark_here(self) -> None:
        """On the walk: present where somebody is known, else empty."""
        marks = ("Tous présents", "Présent·e", "Place vide")
        self.find(marks[0]).or_(self.find(marks[1])).or_(self.find(marks[2])).first.click()

    def send(self) -> None:
        """By the button; what is new at the server is here afterwards. Photos may wait on."""
        self.go("/sync")
        with self.page.expect_response("**/sync/pull*"):
            self.press("Envoyer maintenant")
        arrived = self.page.get_by_text(self.say("Tout est arrivé"))
        photos = self.page.get_by_text(
            self.say("{n} photo de ce téléphone n’est pas encore envoyée")
        )
        arrived.or_(photos).first.wait_for()

    @contextmanager
    def syncing_answered(self, answer: Callable[[Route], None]) -> Iterator[None]:
        """Whatever the phone sends or asks for, it hears this."""
        self.page.route("**/api/v1/sync/**", answer)
        yield
        self.page.unroute("**/api/v1/sync/**")

    def offline(self) -> AbstractContextManager[None]:
        return self.syncing_answered(lambda route: route.abort())

    def go(self, path: str) -> None:
        """To another screen by its address, as a link would."""
        self.page.evaluate("path => { location.hash = path }", path)
        self.page.wait_for_timeout(SETTLE_MS)


def _within(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(pattern.pattern.removeprefix(r"^\s*"))
