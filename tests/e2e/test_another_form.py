"""Another form, published at the desk, is asked on a phone without a new build, and so is what a
module of it adds once it is turned on (SPEC SV1, SV2, SV5)."""

import re
from contextlib import closing
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.held import read_held
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.programs import Reader
from tests.e2e.roster import known_at
from tests.forms.workbooks import workbook_of

FRENCH = "label::Français (fr)"
MODULE = "bind::rahba:module"
COLUMNS = ("type", "name", FRENCH, "required", "constraint", "relevant", "calculation", MODULE)
Row = tuple[str | None, ...]
FODDER = "D'où vient le fourrage ?"
SURVEY: list[Row] = [
    ("select_one yesno", "brings", "Amenez-vous des bêtes ?", "yes"),
    ("begin_repeat", "animal", "Lot", None, None, "${brings} = 'yes'"),
    ("select_one species", "species", "Quelle espèce ?", "yes"),
    ("integer", "heads", "Combien de têtes ?", "yes", ". > 0 and . < 500"),
    ("end_repeat",),
    ("calculate", "herd", None, None, None, None, "sum(${heads})"),
    ("select_one origin", "fodder", FODDER, "yes", None, None, None, "feeding"),
    ("text", "remark", "Une remarque sur ces ${herd} bêtes ?", None, None, "${herd} > 0"),
]
CHOICES: list[Row] = [
    ("list_name", "name", FRENCH),
    ("yesno", "yes", "oui"),
    ("yesno", "no", "non"),
    ("species", "sheep", "mouton"),
    ("species", "cow", "vache"),
    ("origin", "bought", "acheté"),
    ("origin", "own", "de la ferme"),
    ("rahba_modules", "feeding", "Alimentation"),
]
SETTINGS: list[Row] = [
    ("form_title", "form_id", "version", "default_language", "namespaces"),
    ("Bêtes du jour", "animals_today", "2026112701", "Français (fr)", 'rahba="urn:rahba:xforms"'),
]


def test_sv1_a_form_published_at_the_desk_is_asked_approved_and_exported(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, tmp_path: Path
) -> None:
    phone = hand_phone().join(souk.invite())
    desk = sit_down("coach")
    desk.go_to("Formulaires")
    desk.page.locator("input[type=file]").set_input_files(workbook(tmp_path / "animals.xlsx"))
    desk.hand.wait_for("Publier cette version")
    desk.hand.press("Publier cette version")
    desk.says("« {title} » est publié, version {version}").wait_for()
    turn_on(desk, "Alimentation")

    receive(phone)
    ask_about_two_lots(phone, known_at(souk.laid, "livestock", 3))
    phone.send_all()

    desk.open_review("Tout", "Questionnaire", "place 3")
    desk.page.get_by_text("mouton").wait_for()
    desk.approve_entry()
    desk.until(lambda: bool(read_held(souk.laid).approved("survey")))

    with closing(Reader(souk.server.url, souk.new_key())) as reader:
        [row] = reader.csv("survey")
    assert (row["form_id"], row["form_version"]) == ("animals_today", "2026112701")
    assert {path: row[path] for path in row if path.startswith("/data/") and row[path]} == {
        "/data/brings": "yes",
        "/data/animal[1]/species": "sheep",
        "/data/animal[1]/heads": "12",
        "/data/animal[2]/species": "cow",
        "/data/animal[2]/heads": "5",
        "/data/fodder": "own",
        "/data/remark": "sous la pluie",
    }


def workbook(path: Path) -> Path:
    """The form as a coach fills it in: three sheets."""
    sheets = {"survey": [COLUMNS, *SURVEY], "choices": CHOICES, "settings": SETTINGS}
    path.write_bytes(workbook_of(sheets))
    return path


def turn_on(desk: Desk, module: str) -> None:
    """A module of this form, whose questions phones ask from their next sync on (SPEC SV5)."""
    desk.hand.go("/forms/animals_today")
    desk.hand.wait_for("Enregistrer les modules")
    desk.hand.rows().filter(has_text=module).click()
    desk.hand.press("Enregistrer les modules")
    desk.says("Modules enregistrés.").wait_for()


def receive(phone: Phone) -> None:
    """By the button; what is new is on the phone afterwards."""
    phone.go_to("Mes saisies")
    phone.hand.press("Envoi", whole=True)
    with phone.page.expect_response("**/sync/pull*"):
        phone.hand.press("Envoyer maintenant")
    phone.says("Tout est arrivé").wait_for()


def ask_about_two_lots(phone: Phone, who: str) -> None:
    phone.look_up(who)
    phone.hand.press("Questionnaire")
    phone.page.get_by_role("link", name="Bêtes du jour").or_(
        phone.page.get_by_role("button", name="Bêtes du jour")
    ).click()
    interview = Interview(phone)
    answer(phone, interview, "Amenez-vous des bêtes ?", "oui")
    answer(phone, interview, "Quelle espèce ?", "mouton")
    expect(phone.page.get_by_role("main")).to_contain_text("Combien de têtes ?")
    interview.give("12")
    phone.hand.press("Ajouter : {label}")
    answer(phone, interview, "Quelle espèce ?", "vache")
    answer(phone, interview, "Combien de têtes ?", "5")
    answer(phone, interview, FODDER, "de la ferme")
    # 12 + 5, in the marks that keep a number apart from the direction of the text
    sum_of_both = re.compile(r"Une remarque sur ces \W*17\W* bêtes")
    expect(phone.page.get_by_role("main")).to_contain_text(sum_of_both)
    phone.page.get_by_role("main").get_by_role("textbox").fill("sous la pluie")
    interview.finish()


def answer(phone: Phone, interview: Interview, question: str, given: str) -> None:
    """Also that it is this question which is asked."""
    expect(interview.asked()).to_have_text(question)
    interview.give(given)
    interview.next()
