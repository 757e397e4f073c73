"""An official's week: the registry without answers, presence on one sheet of paper, files for a
spreadsheet, and the page that the law wants."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Playwright
from sqlmodel import update

from rahba.catalog.tables import Occupancy
from rahba.clock import World
from tests.e2e.browser import DESK
from tests.e2e.conftest import SitDown, Souk
from tests.e2e.paper import pages_of, printed_text
from tests.e2e.tour import open_page
from tests.recording import open_notebook

MARKED = 9


def record_marks(souk: Souk) -> None:
    """Nine places of the grain section, seen this morning by the first animator; the traders of
    the souk have registered."""
    database = souk.laid.database()
    database.transact(
        lambda session: session.execute(update(Occupancy).values(source="registration"))
    )
    notebook = open_notebook(database, World(), souk.laid.market)
    day = souk.laid.today.isoformat()
    for number in range(1, MARKED + 1):
        status = "absent" if number % 3 == 0 else "present"
        notebook.push_one(notebook.mark(souk.laid.place("grains", number), status, souk_date=day))
    database.dispose()


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_PR6_presence_and_coverage_print_on_one_sheet(
    souk: Souk, sit_down: SitDown, tmp_path: Path, lang: str
) -> None:
    record_marks(souk)
    desk = sit_down("official", lang=lang)
    desk.go_to("Souk")
    desk.page.get_by_role("table").wait_for()
    assert pages_of(desk.page, tmp_path / f"day-{lang}.pdf") == 1
    said = printed_text(desk.page)
    # of the marks none was approved yet: the sheet says so, and that unseen is not absent
    assert {"ar": "مؤقتة", "fr": "provisoires"}[lang] in said
    assert {"ar": "ليس غيابا", "fr": "n’est pas une absence"}[lang] in said
    desk.hand.press("8 semaines")
    assert pages_of(desk.page, tmp_path / f"weeks-{lang}.pdf") == 1


def test_EX1_an_official_takes_the_figures_as_a_workbook(souk: Souk, sit_down: SitDown) -> None:
    record_marks(souk)
    desk = sit_down("official", lang="ar")
    desk.go_to("Souk")
    desk.page.get_by_role("table").wait_for()
    with desk.page.expect_download() as download:
        desk.hand.press("Excel", whole=True)
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    assert sheet.sheet_view.rightToLeft
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert dict(zip(head, rows[-1], strict=True))["الأماكن المسجَّلة"] == MARKED


def test_AC1_an_official_sees_who_trades_and_no_answer(souk: Souk, sit_down: SitDown) -> None:
    desk = sit_down("official")
    tabs = desk.page.get_by_role("navigation", name=desk.hand.say("Pages du bureau"))
    assert tabs.inner_text().split() == "Souk Registre Demandes".split()
    with souk.desk_api("official") as api:
        assert api.get("/registry/traders").status_code == 200
        assert api.get("/export/survey.csv").status_code == 403
        assert api.get("/review/queue").status_code == 403


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_anybody_reads_what_the_law_wants_said_and_prints_it_on_one_sheet(
    souk: Souk, playwright: Playwright, tmp_path: Path, lang: str
) -> None:
    with open_page(playwright, lang, DESK) as page:
        page.goto(f"{souk.url}/desk#/law/{souk.laid.market.code}")
        heading = {"ar": "حقوقكم", "fr": "Vos droits"}[lang]
        page.get_by_role("button", name={"ar": "العربية", "fr": "Français"}[lang]).click()
        page.get_by_role("heading", name=heading).wait_for()
        assert {"ar": "09.08", "fr": "09-08"}[lang] in page.locator("main").inner_text()
        assert pages_of(page, tmp_path / f"law-{lang}.pdf") == 1
