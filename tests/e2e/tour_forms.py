"""The coach's side of forms: one form of the list, whom it is asked of, a file before it is
published, and how it is tried as on the phone."""

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import FrameLocator, expect

from tests.e2e.tour import Tour
from tests.forms.sources import LIBRARY
from tests.forms.workbooks import workbook

FORM = "souk_trader_v1"
SAVED = "Enregistré. Arrive sur les téléphones à la synchronisation suivante."
WRONG = [
    ("tekst", "a", "A"),
    ("select_one size", "b", "B"),
    ("text", "c c", "C"),
    ("text", "d", None),
    ("integer", "e", "E", "${nobody} = 1"),
]


def tour_forms(tour: Tour, scratch: Path) -> None:
    """From the list of forms, signed in as the coach, back to it."""
    _who_is_asked(tour)
    _retired(tour)
    _a_wrong_file(tour, scratch)
    _a_draft(tour, scratch)
    tour.go("/forms")


def _who_is_asked(tour: Tour) -> None:
    tour.go(f"/forms/{FORM}")
    tour.wait_for("Enregistrer qui interroger")
    tour.see("form")
    tour.choose("Un quota par section")
    tour.fill("Premier jour de la saison", "1/10/2026")
    tour.page.locator(".quotas input").first.fill("12")
    tour.press("Enregistrer qui interroger")
    tour.page.get_by_text(tour.say(SAVED)).wait_for()
    tour.see("form-quota")
    tour.page.get_by_role("table").first.scroll_into_view_if_needed()
    tour.see("form-progress")
    tour.choose("Un échantillon au hasard")
    tour.see("form-sample")
    tour.choose("Tout le monde, à tout moment")
    tour.press("Enregistrer qui interroger")
    tour.page.get_by_text(tour.say(SAVED)).wait_for()


def _retired(tour: Tour) -> None:
    tour.press("Retirer le formulaire")
    tour.wait_for("Remettre en usage")
    tour.page.mouse.wheel(0, -5000)
    tour.see("form-retired")
    tour.press("Remettre en usage")
    tour.wait_for("Retirer le formulaire")


def _a_wrong_file(tour: Tour, scratch: Path) -> None:
    tour.go("/forms")
    path = scratch / "faults.xlsx"
    path.write_bytes(workbook(WRONG))
    tour.wait_for("Choisir un fichier de formulaire")
    tour.page.locator("input[type=file]").set_input_files(path)
    tour.page.get_by_role("table").wait_for()
    tour.see("form-faults")


def _a_draft(tour: Tour, scratch: Path) -> None:
    tour.page.locator("input[type=file]").set_input_files(next_version(scratch / "next.xlsx"))
    tour.wait_for("Publier cette version")
    phone = tour.page.frame_locator("iframe")
    expect(phone.get_by_role("heading", level=2)).to_be_visible()
    tour.see("form-draft")
    _refuse(tour, phone)
    tour.page.locator(".trial-saved").get_by_role("table").wait_for()
    tour.see("form-tried")
    tour.page.get_by_role("heading", level=2).nth(1).scroll_into_view_if_needed()
    tour.see("form-changes")
    tour.press("Laisser ce fichier")


def _refuse(tour: Tour, phone: FrameLocator) -> None:
    """The shortest interview: consent is not given."""
    phone.locator("label:has(input[type=radio])").nth(1).click()
    phone.get_by_role("button", name=tour.say("Terminer")).click()


def next_version(path: Path) -> Path:
    """The shipped form as a coach changes it: a question renamed, one worded anew, one more, and a
    translation forgotten."""
    book = load_workbook(LIBRARY / f"{FORM}.xlsx")
    survey, settings = book["survey"], book["settings"]
    settings.cell(2, _column(settings, "version")).value = "2026120401"
    french, name = _column(survey, "label::Français (fr)"), _column(survey, "name")
    asked = [row for row in range(2, survey.max_row + 1) if survey.cell(row, french).value]
    survey.cell(asked[4], french).value = "Autrement demandé"
    survey.cell(asked[6], french).value = None
    survey.insert_rows(asked[-1] + 1)
    survey.cell(asked[-1] + 1, _column(survey, "type")).value = "text"
    survey.cell(asked[-1] + 1, name).value = "remark_of_the_day"
    for language in ("العربية (ar)", "Français (fr)", "English (en)"):
        column = _column(survey, f"label::{language}")
        survey.cell(asked[-1] + 1, column).value = "ملاحظة / Remarque"
    book.save(path)
    return path


def _column(sheet: Worksheet, head: str) -> int:
    return next(int(cell.column) for cell in sheet[1] if cell.value == head)
