"""New at nine without a network: the coach reads out a code, and nothing is lost (SPEC DC)."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.held import read_held
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.pins import choose_pin
from tests.e2e.test_shared_phone import FIRST_PIN, SECOND_PIN, change_to, name_of
from tests.e2e.test_whole_story import OWNER
from tests.e2e.walk import Walk

NAME = "Fatima Zahra"
MARKS = 2


WRONG = "Ce n’est pas le code du {day}. Vérifiez les chiffres, et la date de ce téléphone."
WAITS = "Vos saisies sont gardées : le coach doit encore dire qui vous êtes."


def test_dc_somebody_new_begins_on_a_colleagues_phone_without_a_network_and_one_press_links_them(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    colleague = name_of(souk, 0)
    phone = hand_phone().join(souk.invite(0))
    phone.hand.press("Choisir un code PIN")
    choose_pin(phone, FIRST_PIN)
    await_codes(phone)
    desk = sit_down("coach")
    code = read_out(desk)
    souk.server.kill()

    begin_here(phone, code)
    walk_and_ask(phone)
    assert phone.entries_in("enregistré sur le téléphone") == MARKS + 1

    souk.server.start()
    change_to(phone, colleague, FIRST_PIN)
    phone.send_all()
    sent_behind_the_pin(souk)
    change_to(phone, NAME, SECOND_PIN)
    phone.until(lambda: phone.entries_in("en suspens") == MARKS + 1, "the coach's word")
    assert read_held(souk.laid).entries == []

    link(desk, colleague)
    phone.hear(lambda: phone.entries_in("envoyé") == MARKS + 1)
    held = read_held(souk.laid)
    assert held.kinds() == {"presence": MARKS, "survey": 1}
    phone.go_to("Aujourd’hui")
    assert phone.says(WAITS).count() == 0
    desk.go_to("Revue")
    row = desk.page.get_by_role("listitem").get_by_role("link", name="Questionnaire")
    desk.until(lambda: row.count() > 0)


def await_codes(phone: Phone) -> None:
    """Until the phone carries a code: the form asks for one."""
    phone.page.goto(phone.page.url.split("#")[0] + "#/here")
    phone.hand.wait_for("Commencer")
    phone.page.goto(phone.page.url.split("#")[0] + "#/")


def read_out(desk: Desk) -> str:
    """From the desk, while there is a network: the first is of the day that stands next."""
    desk.go_to("Équipe et garde")
    shown = desk.page.locator("dialog[open] .code")
    desk.until(lambda: shown.count() > 0, press="Code du jour")
    code = shown.first.inner_text()
    assert re.fullmatch(r"\W*\d{4} \d{4}\W*", code)
    desk.hand.close()
    return re.sub(r"\D", "", code)


def begin_here(phone: Phone, code: str) -> None:
    """A wrong code first, which leads nowhere."""
    phone.go_to("Aujourd’hui")
    phone.hand.press("Réglages")
    phone.hand.press("Ajouter sans réseau")
    phone.hand.fill("Nom de la nouvelle personne", NAME)
    field = phone.page.get_by_label(re.compile("^Code du "))
    field.fill(str((int(code) + 1) % 10**8).zfill(8))
    phone.hand.press("Commencer")
    expect(
        phone.says(
            "Ce n’est pas le code du {day}. Vérifiez les chiffres, et la date de ce téléphone."
        )
    ).to_be_visible()
    field.fill(f"{code[:4]} {code[4:]}")
    phone.hand.press("Commencer")
    phone.says("Plusieurs personnes utilisent ce téléphone : à chacune son code PIN.").wait_for()
    choose_pin(phone, SECOND_PIN)


def walk_and_ask(phone: Phone) -> None:
    expect(phone.says(WAITS)).to_be_visible()
    phone.hand.press("Choisir une rahba et commencer")
    phone.page.get_by_role("main").get_by_role("button", name="veg").last.click()
    phone.hand.press("Toute la rahba")
    walk = Walk(phone)
    for _ in range(MARKS):
        walk.mark("present")
    phone.look_up(walk.at().who)
    phone.hand.press("Questionnaire")
    Interview(phone).answer_all(OWNER)


def sent_behind_the_pin(souk: Souk) -> None:
    """The colleague's phone sends for the closed store too, sealed (RS4)."""
    with souk.desk_api() as desk:
        (one,) = desk.get("/team/newcomers").raise_for_status().json()
    assert (one["name"], one["code_ok"]) == (NAME, True)


def link(desk: Desk, colleague: str) -> None:
    desk.go_to("Jour de souk")
    desk.go_to("Équipe et garde")
    takes_part = desk.hand.find("Fait partie de l’équipe")
    desk.until(lambda: takes_part.count() > 0)
    row = desk.page.get_by_role("listitem").filter(has_text=NAME)
    expect(row).to_contain_text(re.compile(rf"sur le téléphone de \W*{colleague}"))
    expect(row).to_contain_text(f"{MARKS + 1} saisies attendent")
    takes_part.click()
    desk.until(lambda: desk.page.get_by_role("status").filter(has_text=NAME).count() > 0)
