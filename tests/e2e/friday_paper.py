"""What leaves a first Friday: sheets of paper, a trader's answer, a program's feed."""

import re

from playwright.sync_api import expect

from tests.e2e.commune import Commune
from tests.e2e.desk import Desk
from tests.e2e.friday_before import HASSAN, OFFICIAL
from tests.e2e.friday_list import VEG
from tests.e2e.paper import pages_of, printed_text

LOGIN, PASSWORD = "najat", "barley at first light"
APPROVED_AS_OF = {"fr": "chiffres validés à la date du", "ar": "مصادق عليها إلى غاية"}
NOT_ABSENT = {"fr": "n’est pas une absence", "ar": "ليس غيابا"}
RIGHTS = {"fr": "Vos droits", "ar": "حقوقكم"}
LAW = {"fr": "09-08", "ar": "09.08"}


def let_the_official_in(commune: Commune, coach: Desk) -> Desk:
    """By a code that the coach reads out; the password is the official's own."""
    code = coach.code_for_a_password(OFFICIAL, LOGIN)
    official = commune.desk()
    official.page.get_by_role("button", name="Français").click()
    official.come_in_with(code, LOGIN, PASSWORD)
    tabs = official.page.get_by_role("navigation", name=official.hand.say("Pages du bureau"))
    tabs.wait_for()
    assert tabs.inner_text().split() == ["Souk", "Registre", "Demandes"]
    return official


def read_the_figures(official: Desk) -> None:
    """Two who share a place are two people at one place; who has none stands beside the table."""
    official.go_to("Souk")
    row = official.page.get_by_role("row").filter(
        has=official.page.get_by_role("rowheader", name=VEG)
    )
    row.wait_for()
    numbers = [re.findall(r"\d+", cell) for cell in row.locator("td.n").all_inner_texts()]
    present, places = numbers[2], numbers[-1]
    assert (present, places) == (["4"], ["8", "8"]), numbers
    assert re.search(r"Ambulants présents, hors tableau\W+1\b", official.text())


def print_the_day(commune: Commune, official: Desk, lang: str) -> None:
    """One sheet of A4, which says as of when its figures are approved."""
    official.go_to("Souk")
    official.page.get_by_role("table").wait_for()
    assert pages_of(official.page, commune.folder / f"day-{lang}.pdf") == 1
    said = printed_text(official.page)
    assert APPROVED_AS_OF[lang] in said, said
    assert NOT_ABSENT[lang] in said


def read_the_law(commune: Commune, official: Desk, lang: str) -> None:
    official.hand.go("/law")
    official.page.get_by_role("heading", name=RIGHTS[lang]).wait_for()
    assert LAW[lang] in official.page.locator("main").inner_text()
    assert pages_of(official.page, commune.folder / f"law-{lang}.pdf") == 1
    official.hand.press("Revenir au bureau")


def sit_down_in_arabic(commune: Commune) -> Desk:
    return commune.desk(lang="ar").sign_in(LOGIN, PASSWORD)


def print_cards(commune: Commune, coach: Desk) -> str:
    """Of who was registered, then blank ones of the pile that a phone gives out; answers a code."""
    coach.go_to("Registre")
    coach.hand.press("Cartes à imprimer")
    coach.page.locator(".a4").first.wait_for()
    assert pages_of(coach.page, commune.folder / "cards.pdf") == 2
    code = coach.page.locator(".a4 .badge").first.inner_text().strip()
    pile = coach.page.locator("option").filter(has_text=HASSAN)
    coach.page.locator("select").first.select_option(pile.get_attribute("value"))
    expect(coach.page.locator(".a4")).not_to_have_count(2)
    coach.page.locator(".a4").first.wait_for()
    assert pages_of(coach.page, commune.folder / "pile.pdf") > 2
    return code


def answer_a_trader(commune: Commune, coach: Desk, badge: str) -> None:
    """Found by the card in their hand, shown what is held, printed, done."""
    coach.go_to("Demandes")
    coach.hand.open_sheet("Noter une demande")
    coach.hand.top().get_by_role("searchbox").fill(badge)
    coach.hand.rows().filter(has_text=badge).first.click()
    coach.hand.choose("Accès")
    coach.hand.press("Enregistrer la demande")
    coach.page.locator("dialog[open]").wait_for(state="hidden")
    coach.page.get_by_text("10 jours restants").wait_for()
    coach.hand.press("Ouvrir")
    coach.page.get_by_role("heading", name="Identité").wait_for()
    assert badge in coach.text()
    assert pages_of(coach.page, commune.folder / "held.pdf") >= 1
    coach.hand.press("La feuille a été remise")
    coach.says("faite").wait_for()


def feed_equals_what_is_approved(commune: Commune, coach: Desk) -> None:
    """What a program adds up, with a key made at the desk (FE1)."""
    coach.go_to("Données")
    coach.hand.open_sheet("Créer une clé")
    coach.hand.fill("Nom du programme", "Tableau de bord")
    coach.hand.choose("des données à caractère personnel")
    coach.hand.press("Créer", whole=True)
    reader = commune.reader(coach.page.locator(".secret").inner_text().strip())
    reader.read_on()
    held = commune.held()
    assert {entry.state for entry in held.entries} == {"approved", "rejected"}
    assert reader.approved() == held.approved()
    reader.close()
