"""A coach brings a form, tries it as on the phone, publishes it, says who is asked, follows it and
retires it; the phone marks whom to ask without a network (SPEC FD1, FD2, FD4, FD6, FD7)."""

from datetime import timedelta
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
TO_ASK = "à interroger"


def test_fd_a_form_from_its_file_to_the_traders_who_are_asked_and_back(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, tmp_path: Path
) -> None:
    phone = hand_phone().join(souk.invite())
    desk = sit_down("coach")
    desk.go_to("Formulaires")
    faults_are_all_named(desk, tmp_path)
    try_it(desk, tmp_path)
    desk.hand.press("Publier cette version")
    desk.says("« {title} » est publié, version {version}").wait_for()
    ask_each_once(desk, (souk.laid.today - timedelta(days=30)).isoformat())

    hear_of_it(phone)
    who = known_at(souk.laid, "livestock", 3)
    phone.page.context.set_offline(True)
    phone.look_up(who)
    expect(phone.says(TO_ASK)).to_be_visible()
    phone.hand.press("Questionnaire")
    phone.page.get_by_role("button", name="Colours").click()
    Interview(phone).give("bleu")
    phone.hand.press("Terminer")
    phone.says("Questionnaire enregistré").wait_for()
    phone.look_up(who)
    expect(phone.says("fait, {day}")).to_be_visible()
    expect(phone.page.get_by_text(TO_ASK, exact=True)).to_have_count(0)
    phone.page.context.set_offline(False)
    phone.send_all()

    desk.hand.go("/forms")
    desk.hand.go("/forms/colours")
    row = desk.page.get_by_role("row").filter(has=desk.page.get_by_role("rowheader", name="Bétail"))
    asked = row.get_by_role("cell")
    # known, wanted, asked, answered
    expect(asked.nth(2)).to_have_text("1")
    expect(asked.nth(3)).to_have_text("1")

    desk.hand.press("Retirer le formulaire")
    desk.hand.wait_for("Remettre en usage")
    hear_of_it(phone)
    phone.look_up(known_at(souk.laid, "livestock", 4))
    expect(phone.page.get_by_text(TO_ASK, exact=True)).to_have_count(0)
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
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.frame.url.endswith("/try") and "/assets/" not in request.url:
            sent.append(request.url)

    desk.page.on("request", note)
    desk.page.get_by_role("button", name="العربية").click()
    expect(inside.locator("html[lang=ar][dir=rtl]")).to_be_attached()
    expect(desk.page.locator("html[lang=fr]")).to_be_attached()
    inside.locator("label").filter(has_text="أزرق").click()
    inside.get_by_role("button", name="إنهاء").click()
    saved = desk.page.locator(".trial-saved")
    expect(saved.get_by_role("row", name="/data/liked")).to_contain_text("blue")
    saved.get_by_role("button", name="JSON").click()
    expect(saved.locator("pre")).to_contain_text('"outcome": "completed"')
    assert sent == []


def choose(desk: Desk, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    desk.page.locator("input[type=file]").set_input_files(path)


def ask_each_once(desk: Desk, since: str) -> None:
    desk.hand.go("/forms/colours")
    desk.hand.wait_for("Enregistrer qui interroger")
    desk.hand.choose("Chaque commerçant une fois par saison")
    desk.hand.fill("Premier jour de la saison", since)
    desk.hand.press("Enregistrer qui interroger")
    desk.says("Enregistré. Arrive sur les téléphones à la synchronisation suivante.").wait_for()


def hear_of_it(phone: Phone) -> None:
    """By the button; what is new is on the phone afterwards."""
    phone.open_sending()
    with phone.page.expect_response("**/sync/pull*"):
        phone.hand.press("Envoyer maintenant")
    phone.says("Tout est arrivé").wait_for()
