"""A phone that the coach signs out: names and PIN leave it, and no work is lost (SPEC RV, PU16)."""

from collections import Counter
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.faults import Fault, no_fault
from tests.e2e.held import read_held
from tests.e2e.phone import Phone
from tests.e2e.pins import await_code, choose_pin
from tests.e2e.walk import Walk

KEPT_ROWS = """
async of => {
  const databases = await indexedDB.databases();
  const { name } = databases.find(({ name }) => name.startsWith('rahba-person-'));
  const open = indexedDB.open(name);
  await new Promise(done => { open.onsuccess = done; });
  const all = open.result.transaction(of).objectStore(of).getAllKeys();
  await new Promise(done => { all.onsuccess = done; });
  open.result.close();
  return all.result.length;
}
"""
PIN, NEW_PIN = "2580", "7913"
BEFORE, AFTER = 2, 3  # marks sent before the phone was given up, and kept on it since


def test_f13_a_phone_that_was_signed_out_loses_the_names_and_nothing_that_was_recorded(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    phone = hand_phone().join(souk.invite())
    walk = Walk.begin(phone)
    for _ in range(BEFORE):
        walk.mark("present")
    phone.go_to("Aujourd’hui")
    phone.hand.press("Choisir un code PIN")
    choose_pin(phone, PIN)
    phone.go_to("Aujourd’hui")
    phone.send_all()
    code = await_code(souk, its_person(souk))
    assert rows(phone, "catalog") > 0
    souk.network.rule = nothing_passes
    walk = walk_on(phone)
    for _ in range(AFTER):
        walk.mark("absent")

    phone.go_to("Aujourd’hui")
    revoke_its_phone(souk)
    souk.network.rule = no_fault
    hear_of_it(phone)
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Téléphone suspendu")
    expect(phone.says("Tout ce qui a été noté sur ce téléphone est arrivé")).to_be_visible()
    assert rows(phone, "catalog") == 0
    assert rows(phone, "entries") == BEFORE + AFTER
    assert Counter(receipt.code for receipt in read_held(souk.laid).receipts) == {
        "applied": BEFORE,
        "held": AFTER,
    }

    desk = sit_down("coach")
    desk.go_to("Revue")
    desk.until(lambda: desk.page.locator("ul.refused").count() > 0, press="Refusées ({n})")
    desk.hand.wait_for("Tout reprendre")
    desk.hand.press("Tout reprendre")
    expect(desk.page.get_by_role("status").filter(has_text="reprises")).to_contain_text(str(AFTER))
    assert len(read_held(souk.laid).entries) == BEFORE + AFTER

    open_by_the_code(phone, code)
    phone.hand.press("J’ai une nouvelle invitation")
    phone.hand.fill("Code d’invitation", souk.invite())
    phone.hand.press("Rejoindre avec ce téléphone")
    phone.insist("Continuer la réception", until=lambda: phone.says("Nouveau code PIN").count() > 0)
    choose_pin(phone, NEW_PIN)
    phone.hand.wait_for("Reprendre · place {number}")
    assert rows(phone, "catalog") > 0
    assert phone.entries_in("envoyé") == BEFORE + AFTER
    assert phone.entries_in("en suspens") == 0


def nothing_passes(_method: str, _path: str, _before: int) -> Fault:
    return "lose_request"


def rows(phone: Phone, store: str) -> int:
    """What lies in the browser's own database, whatever the app says."""
    found: Any = phone.page.evaluate(KEPT_ROWS, store)
    return int(found)


def walk_on(phone: Phone) -> Walk:
    phone.go_to("Aujourd’hui")
    return Walk.begin(phone)


def hear_of_it(phone: Phone) -> None:
    """The network is back; a phone that waits for its own time hears of it later."""
    suspended = phone.says("Téléphone suspendu")
    for _ in range(60):
        phone.page.evaluate("() => { dispatchEvent(new Event('online')); }")
        phone.page.wait_for_timeout(500)
        if suspended.count():
            return


def open_by_the_code(phone: Phone, code: str) -> None:
    """The browser was closed meanwhile: no PIN is asked for any more (RV4)."""
    phone.kill()
    phone.open()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Téléphone suspendu")
    assert not phone.page.get_by_role("button", name="0", exact=True).count()
    phone.hand.fill("Code de déblocage", code)
    phone.hand.press("Ouvrir", whole=True)


def its_person(souk: Souk) -> str:
    with souk.desk_api() as desk:
        people = desk.get("/team").raise_for_status().json()["people"]
    (name,) = (person["name_latin"] for person in people if person["devices"])
    return str(name)


def revoke_its_phone(souk: Souk) -> None:
    with souk.desk_api() as desk:
        people = desk.get("/team").raise_for_status().json()["people"]
        (device,) = (device for person in people for device in person["devices"])
        desk.post(f"/team/devices/{device['id']}/revoke").raise_for_status()
