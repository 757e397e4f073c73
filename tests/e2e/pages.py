"""A form on a phone with several questions on a page, answered by their words in its language."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.forms.workbooks import Sheets

LABELS = {"ar": "label::العربية (ar)", "fr": "label::Français (fr)"}


class FormWords:
    """What a form calls its questions, groups and choices in a language, and its title."""

    def __init__(self, sheets: Sheets, lang: str) -> None:
        self._words = {
            name: label
            for sheet in ("choices", "survey")
            for name, label in _labels(sheets[sheet], LABELS[lang])
        }
        [form] = sheets["settings"][1:]
        self.title = dict(zip(sheets["settings"][0], form, strict=False))["form_title"] or ""

    def __getitem__(self, name: str) -> str:
        return self._words[name]


def _labels(rows: list[list[str | None]], column: str) -> Iterator[tuple[str, str]]:
    """The first of a name stands: a question before the choices."""
    head, *others = rows
    for row in reversed(others):
        cells = dict(zip(head, row, strict=False))
        name, label = cells.get("name"), cells.get(column)
        if name and label:
            yield name, label


class Pages(Interview):
    """Under way in any form; `at` narrows to one question of a page."""

    def __init__(self, phone: Phone, words: FormWords) -> None:
        super().__init__(phone)
        self._words = words
        self.main = phone.page.get_by_role("main")
        self.here: Locator = self.main

    @contextmanager
    def at(self, question: str) -> Iterator[None]:
        heading = self._page.get_by_role("heading", level=3, name=self._words[question], exact=True)
        self.here = self.main.locator("section.in-page").filter(has=heading)
        yield
        self.here = self.main

    def expect_question(self, name: str) -> None:
        expect(self.asked()).to_have_text(self._words[name])

    def keep_the_rest(self) -> None:
        """Also over a page without words of its own, whose heading is only read aloud."""
        heading = self.main.locator("h2").first
        while not self.is_last():
            before = heading.text_content() or ""
            self.next()
            expect(heading).not_to_have_text(before)
        self._phone.hand.press("Terminer")

    def write(self, text: str, nth: int = 0) -> None:
        self.here.get_by_role("textbox").nth(nth).fill(text)

    def press(self, french: str) -> None:
        self.here.get_by_role("button", name=self._phone.hand.say(french)).click()

    def search(self, typed: str) -> None:
        self.main.get_by_role("searchbox").fill(typed)

    def pick(self, *choices: str) -> None:
        """By their rows, as a finger does."""
        for choice in choices:
            self._row(self.here, choice).click()

    def pick_in_sheet(self, choice: str) -> None:
        sheet = self._page.locator("dialog[open]")
        self._row(sheet, choice).click()
        sheet.wait_for(state="hidden")

    def _row(self, within: Locator, choice: str) -> Locator:
        word = self._words[choice]
        return within.locator("label", has=self._page.get_by_text(word, exact=True)).first
