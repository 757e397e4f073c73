"""The tutorial for coaches, walked to the letter in both languages: from a workbook with a fault to
the answers in Excel. What it calls a button must be there, and is pressed."""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, FrameLocator, Locator, Page, expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.phone import Phone
from tests.e2e.roster import known_at
from tests.e2e.words import Words
from tests.tutorial import FOLDER, LANGUAGES, Step, steps, tables

IN_TRIAL, ON_PHONE = (5,), (7, 9)  # the others are at the desk
SECTIONS = (2, 4, 5, 6, 7, 8, 9, 10, 11)
TO_READ = 12

Ways = Mapping[re.Pattern[str], Callable[[], Any]]


class Walker:
    """Does what the steps say within `scope`; `ways` are other ways to press what they match, where
    the tutorial leaves something to its reader."""

    def __init__(self, page: Page, scope: Page | FrameLocator, ways: Ways) -> None:
        self.page = page
        self.scope = scope
        self.ways = ways
        self.downloads: list[Download] = []
        self.field = ""

    def walk(self, found: list[Step]) -> None:
        for step, following in zip(found, [*found[1:], None], strict=True):
            match step.kind:
                case "press":
                    self.press(step.text, following)
                case "says":
                    said = self.top().get_by_text(_said(step.text)).locator("visible=true")
                    expect(said.first).to_be_visible(timeout=15_000)
                case "field":
                    self.field = step.text
                case "code":
                    self.write(step.text)

    def top(self) -> Locator:
        sheet = self.page.locator("dialog[open]")
        is_over = self.scope is self.page and sheet.count() > 0
        return sheet.last if is_over else self.scope.locator("body")

    def press(self, words: str, following: Step | None) -> None:
        for pattern, way in self.ways.items():
            if pattern.fullmatch(words):
                way()
                return
        button = self.button(words)
        if following is not None and following.kind == "file":
            with self.page.expect_file_chooser() as chooser:
                button.click()
            chooser.value.set_files(FOLDER / following.text)
        elif following is not None and following.text.endswith(".xlsx"):
            with self.page.expect_download() as download:
                button.click()
            self.downloads.append(download.value)
        else:
            button.click()

    def button(self, words: str) -> Locator:
        """Under these words: a button, a link, or the row of a choice."""
        name, top = re.compile(rf"^\s*{_spaced(words)}"), self.top()
        rows = top.locator("label:has(input[type=radio], input[type=checkbox])")
        return (
            top.get_by_role("button", name=name)
            .and_(top.locator(":not(input)"))  # the input of a file stands hidden behind its button
            .or_(top.get_by_role("link", name=name))
            .or_(rows.filter(has_text=_said(words)))
            .locator("visible=true")
            .first
        )

    def write(self, text: str) -> None:
        """Into the field that was named, else into the one that there is."""
        if text.endswith(".xlsx"):
            assert self.downloads[-1].suggested_filename == text
            return
        field = self.top().get_by_label(_said(self.field)) if self.field else None
        box = (field or self.top().get_by_role("textbox")).locator("visible=true").first
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=text)
        else:
            box.fill(text)
        self.field = ""


def _spaced(words: str) -> str:
    """French has hard spaces before its signs, and marks keep numbers apart from the text."""
    return "[\\s\u2066-\u2069]+".join(re.escape(word) for word in words.split())


def _said(words: str) -> re.Pattern[str]:
    return re.compile(_spaced(words))


def desk_walker(desk: Desk, lang: str) -> Walker:
    def open_the_newest() -> None:
        steps = desk.page.get_by_role("navigation", name=desk.hand.say("Saisies à revoir"))
        steps.get_by_role("link", name=desk.hand.say("Tout")).click()
        rows = desk.page.get_by_role("listitem")
        rows.get_by_role("link", name=desk.hand.say("Questionnaire")).first.click()

    return Walker(desk.page, desk.page, {Words(lang)("Tout", whole=True): open_the_newest})


def phone_walker(phone: Phone, lang: str, who: str) -> Walker:
    """Looks for `who`, and waits for what a network takes its time for."""

    def send() -> None:
        with phone.page.expect_response("**/sync/pull*"):
            phone.hand.press("Envoyer maintenant")

    ways: dict[str, Callable[[], Any]] = {
        "Mes saisies": lambda: phone.go_to("Mes saisies"),
        "Chercher": lambda: phone.look_up(who),
        "Envoyer maintenant": send,
    }
    say = Words(lang)
    return Walker(phone.page, phone.page, {say(f, whole=True): way for f, way in ways.items()})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tutorial_leads_from_a_workbook_with_a_fault_to_the_answers_in_excel(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, lang: str
) -> None:
    phone = hand_phone(lang).join(souk.invite())
    desk = sit_down("coach", lang=lang)
    at_desk = desk_walker(desk, lang)
    on_phone = phone_walker(phone, lang, known_at(souk.laid, "grains", 3))
    in_trial = Walker(desk.page, desk.page.frame_locator("iframe"), {})
    told = steps(lang)
    assert set(told) == set(SECTIONS)
    for section in SECTIONS:
        walker = in_trial if section in IN_TRIAL else on_phone if section in ON_PHONE else at_desk
        walker.walk(told[section])
    wide, long = (rows_of(each) for each in at_desk.downloads)
    first, second = tables(lang, TO_READ)
    [row] = wide
    assert {name: str(row[name]) for name, _ in first[1:]} == dict(first[1:])
    head, *answers = second
    shown = [[str(row[name] or "") for name in head] for row in long]
    assert [answer for answer in answers if answer not in shown] == []


def rows_of(download: Download) -> list[dict[str, Any]]:
    [sheet] = load_workbook(io.BytesIO(download.path().read_bytes())).worksheets
    head, *rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]
