"""A coach brings a form, tries it as on the phone, publishes and retires it (SPEC FD1 to FD4)."""

from pathlib import Path

from playwright.sync_api import Request, expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.roster import known_at
from tests.forms.workbooks import workbook

HEADER = ("type", "name", "label::العربية (ar)", "label::Français (fr)")
LIKED = "Quelle couleur préférez-vous ?"
COLOURS = workbook(
    [("select_one colour", "liked", "ما لونك المفضل؟", LIKED)],
    [
        ("list_name", "name", "label::العربية (ar)", "label::Français (fr)"),
        ("colour", "red", "أحمر", "rouge"),
        ("colour", "blue", "أزرق", "bleu"),
    ],
    HEADER,
)
WRONG = workbook([("tekst", "a", "A"), ("select_one size", "b", "B"), ("text", "c c", "C")])


def test_fd_a_form_from_its_file_to_the_phone_and_back(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, tmp_path: Path
) -> None:
    phone = hand_phone().join(souk.invite())
    desk = sit_down("coach")
    desk.go_to("Formulaires")
    faults_are_all_named(desk, tmp_path)
    try_it(desk, tmp_path)
    desk.hand.press("Publier cette version")
    desk.says("« {title} » est publié, version {version}").wait_for()

    hear_of_it(phone)
    who = known_at(souk.laid, "livestock", 3)
    phone.look_up(who)
    phone.hand.press("Questionnaire")
    phone.hand.press("Colours")
    expect(Interview(phone).asked()).to_have_text(LIKED)

    desk.hand.go("/forms/colours")
    desk.hand.wait_for("Retirer le formulaire")
    desk.hand.press("Retirer le formulaire")
    desk.hand.wait_for("Remettre en usage")
    hear_of_it(phone)
    phone.look_up(known_at(souk.laid, "livestock", 4))
    phone.hand.press("Questionnaire")  # one form is left, so nobody asks which
    expect(Interview(phone).asked()).not_to_have_text(LIKED)


def faults_are_all_named(desk: Desk, folder: Path) -> None:
    choose(desk, folder / "wrong.xlsx", WRONG)
    rows = desk.page.get_by_role("table").locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(2)).to_contain_text("bad_name")


def try_it(desk: Desk, folder: Path) -> None:
    """In Arabic while the desk speaks French; what is answered stays in the page."""
    choose(desk, folder / "colours.xlsx", COLOURS)
    desk.hand.wait_for("Publier cette version")
    inside = desk.page.frame_locator("iframe")
    expect(inside.get_by_role("heading", name=LIKED)).to_be_visible()
    sent: list[Request] = []
    desk.page.on("request", sent.append)
    desk.hand.press("العربية")
    expect(inside.locator("html[lang=ar][dir=rtl]")).to_be_attached()
    expect(desk.page.locator("html[lang=fr]")).to_be_attached()
    inside.get_by_text("أزرق").click()
    inside.get_by_role("button", name="إنهاء").click()
    saved = desk.page.locator(".trial-saved")
    expect(saved.get_by_role("row", name="/data/liked")).to_contain_text("blue")
    saved.get_by_role("button", name="JSON").click()
    expect(saved.locator("pre")).to_contain_text('"outcome": "completed"')
    assert [request.url for request in sent if request.url.startswith("http")] == []


def choose(desk: Desk, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    desk.page.locator("input[type=file]").set_input_files(path)


def hear_of_it(phone: Phone) -> None:
    """By the button; what is new is on the phone afterwards."""
    phone.open_sending()
    with phone.page.expect_response("**/sync/pull*"):
        phone.hand.press("Envoyer maintenant")
    phone.says("Tout est arrivé").wait_for()
