"""Going through every screen the way a person would: by what is written on it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Locator, Page, Playwright
from playwright.sync_api import TimeoutError as NotInTime

from tests.e2e.browser import ARGUMENTS, CHROMIUM, PHONE, TIMEZONE
from tests.e2e.words import Words

LANGUAGES = ("ar", "fr")
LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}
LOCALES = {"ar": "ar-MA", "fr": "fr-FR", "en": "en-GB"}
# What comes from the phone itself is drawn by then: nothing moves in the pages of a tour.
SETTLE_MS = 200
GLANCE_MS = 2000

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

    def wait_for(self, french: str) -> None:
        self.find(french).first.wait_for()

    def close(self) -> None:
        self.press("Fermer")

    def go(self, path: str) -> None:
        """To another screen by its address, as a link would."""
        self.page.evaluate("path => { location.hash = path }", path)
        self.page.wait_for_timeout(SETTLE_MS)


def _within(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(pattern.pattern.removeprefix(r"^\s*"))
