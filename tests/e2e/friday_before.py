"""The week before a first Friday, at the desk: the souk, its list, its team, their zones."""

from playwright.sync_api import expect

from tests.e2e.commune import Commune
from tests.e2e.desk import Desk
from tests.e2e.friday_list import GRAINS, PLACES, TRADERS, VEG, fill_in
from tests.e2e.phone import Phone
from tests.e2e.tour_set_up import code_on, tour_set_up

HASSAN, LATIFA, OFFICIAL = "Hassan Bidaoui", "Latifa Chaoui", "Najat Regragui"
SECTION_CODES = {VEG: "veg", GRAINS: "grains"}


def open_the_souk(commune: Commune) -> Desk:
    """Whoever sets it up has the code from the console, and no more; today is a souk day."""
    desk = commune.desk()
    code = code_on(commune.server.log)
    tour_set_up(desk.page, "fr", code, lambda _: None, weekday=commune.today.weekday())
    desk.hand.press("Ouvrir le souk")
    expect(desk.page.get_by_role("link", name="Équipe et garde")).to_be_visible()
    return desk


def bring_in_the_list(commune: Commune, desk: Desk) -> None:
    """The template is downloaded, filled in, shown as it was understood, and imported."""
    file = commune.folder / "liste.xlsx"
    desk.go_to("Registre")
    desk.page.get_by_role("link", name="Import").click()
    with desk.page.expect_download() as template:
        desk.hand.press("Modèle en français")
    template.value.save_as(file)
    fill_in(file)
    desk.page.locator("input[type=file]").first.set_input_files(file)
    heading = desk.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("À ajouter")
    for counted in (f"{len(PLACES)}", f"{len(TRADERS)}"):
        expect(heading).to_contain_text(counted)
    desk.hand.press("Importer", whole=True)
    expect(desk.page.get_by_text("Ajoutés").first).to_be_visible()


def add_to_team(desk: Desk, name: str, role: str = "animation") -> None:
    desk.go_to("Équipe et garde")
    desk.hand.wait_for("Ajouter quelqu’un")
    desk.hand.open_sheet("Ajouter quelqu’un")
    desk.hand.fill("Nom en arabe", name)
    desk.hand.fill("Nom en lettres latines", name)
    desk.hand.choose(role)
    desk.hand.press("Ajouter quelqu’un")
    desk.page.locator("dialog[open]").wait_for(state="hidden")


def give_zone(desk: Desk, name: str, section: str, *, backup: bool = False) -> None:
    desk.arrange(name)
    desk.hand.press("Donner une zone")
    sheet = desk.page.locator("dialog[open]")
    sheet.locator("select").first.select_option(SECTION_CODES[section])
    if backup:
        desk.hand.choose("zone de secours")
    desk.hand.press("Enregistrer", whole=True)
    desk.hand.wait_for("Donner une zone")
    expect(sheet).to_contain_text("zone de secours" if backup else section)
    desk.hand.close()


def let_a_phone_join(commune: Commune, desk: Desk, name: str) -> Phone:
    return commune.phone().join(desk.invite(name))
