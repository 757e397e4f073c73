"""Two people on one phone: each behind a PIN, and nobody's work in the other's hands (SPEC VA)."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.held import assert_taken_once, read_held
from tests.e2e.phone import PATIENCE, Phone
from tests.e2e.pins import await_code, choose_pin, type_pin
from tests.e2e.roster import known_at
from tests.e2e.walk import Walk

FIRST_PIN, SECOND_PIN, WRONG_PIN, NEW_PIN = "2580", "916370", "1470", "7913"
# All that the browser keeps of the phone's stores, as one text; bytes as the letters they may be.
DUMP = """async () => {
  const letters = (bytes) => new TextDecoder('utf-8').decode(bytes)
    + new TextDecoder('utf-16le').decode(bytes.slice(0, bytes.length & ~1));
  const said = (_, value) => value instanceof ArrayBuffer ? letters(new Uint8Array(value))
    : ArrayBuffer.isView(value) ? letters(new Uint8Array(value.buffer)) : value;
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  let all = '';
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const rows = await done(db.transaction(store).objectStore(store).getAll());
      all += name + ' ' + store + ' ' + JSON.stringify(rows, said) + '\\n';
    }
    db.close();
  }
  return all;
}"""


def test_f12_two_people_share_a_phone_and_a_forgotten_pin_loses_nothing(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    first, second = (name_of(souk, n) for n in (0, 1))
    phone = hand_phone().join(souk.invite(0))
    phone.hand.press("Choisir un code PIN")
    choose_pin(phone, FIRST_PIN)
    await_code(souk, first)
    add_second(phone, souk.invite(1))
    await_code(souk, second)
    code = read_out(sit_down("coach"), first)
    souk.server.kill()

    mark_two(phone)
    change_to(phone, first, FIRST_PIN)
    mark_two(phone)
    phone.page.get_by_text("2 saisies sur le téléphone").first.wait_for()  # the walk goes on before
    phone.kill()
    phone.open()

    assert unsent_on_tiles(phone) == {first: 2, second: 2}
    nothing_is_readable(phone, souk)
    forget_the_pin(phone, first, code)
    phone.kill()
    phone.open()
    open_with(phone, first, NEW_PIN)
    assert phone.entries_in("enregistré sur le téléphone") == 2

    souk.server.start()
    phone.send_all()
    await_code(souk, first, spent=code)
    change_to(phone, second, SECOND_PIN)
    phone.send_all()
    held = read_held(souk.laid)
    assert_taken_once(held)
    authors = [entry.author_id for entry in held.of_kind("presence")]
    people = souk.laid.market.animators
    assert {person: authors.count(person) for person in people[:2]} == {
        people[0]: 2,
        people[1]: 2,
    }


def name_of(souk: Souk, animator: int) -> str:
    with souk.desk_api() as desk:
        people = desk.get("/team").json()["people"]
    wanted = souk.laid.market.animators[animator]
    (name,) = [person["name_latin"] for person in people if person["id"] == wanted]
    return str(name)


def add_second(phone: Phone, code: str) -> None:
    phone.go_to("Aujourd’hui")
    phone.hand.press("Réglages")
    phone.hand.press("Ajouter une personne sur ce téléphone")
    phone.hand.fill("Code d’invitation", code)
    phone.hand.press("Rejoindre avec ce téléphone")
    must = phone.says("Plusieurs personnes utilisent ce téléphone : à chacune son code PIN.")
    must.wait_for(timeout=PATIENCE * 1000)
    choose_pin(phone, SECOND_PIN)


def read_out(desk: Desk, name: str) -> str:
    """From the sheet that the coach prints for the morning."""
    desk.go_to("Équipe et garde")
    sheet = desk.page.locator("dialog[open]")
    desk.until(lambda: sheet.count() > 0, press="Codes de déblocage")
    code = sheet.get_by_role("row", name=name).locator("b").inner_text()
    assert re.fullmatch(r"[A-Z2-9]{5}-[A-Z2-9]{5}", code)
    desk.hand.close()
    return code


def mark_two(phone: Phone) -> None:
    phone.go_to("Aujourd’hui")
    walk = Walk.begin(phone)
    walk.mark("present")
    walk.mark("absent" if walk.knows_somebody() else "occupied_unregistered")


def tile(phone: Phone, name: str) -> Any:
    return phone.page.get_by_role("button", name=re.compile(re.escape(name)))


def change_to(phone: Phone, name: str, pin: str) -> None:
    phone.go_to("Aujourd’hui")
    phone.hand.press("Changer de personne")
    open_with(phone, name, pin)


def open_with(phone: Phone, name: str, pin: str) -> None:
    tile(phone, name).click()
    type_pin(phone, pin)
    phone.hand.press("Ouvrir", whole=True)
    phone.page.get_by_role("navigation").wait_for()


def unsent_on_tiles(phone: Phone) -> dict[str, int]:
    """What the lock screen counts without a key."""
    tiles = phone.page.get_by_role("list", name=phone.hand.say("Qui utilise le téléphone ?"))
    tiles.wait_for()
    found = {}
    for text in tiles.get_by_role("listitem").all_inner_texts():
        name, said = [line for line in text.splitlines() if line.strip()][:2]
        found[name.strip()] = int((re.search(r"\d+", said) or [0])[0])
    return found


def nothing_is_readable(phone: Phone, souk: Souk) -> None:
    said = phone.page.evaluate(DUMP)
    place = souk.laid.place("grains", 1)
    assert "rahba-person-" in said
    for secret in (known_at(souk.laid, "grains", 1), "status", "present", "stall_id", place):
        assert secret not in said, secret


def forget_the_pin(phone: Phone, name: str, code: str) -> None:
    tile(phone, name).click()
    type_pin(phone, WRONG_PIN)
    phone.hand.press("Ouvrir", whole=True)
    expect(phone.says("Ce code PIN est faux.")).to_be_visible()
    phone.hand.press("Code PIN oublié")
    phone.hand.fill("Code de déblocage", "AAAAA-AAAAA")
    phone.hand.press("Ouvrir", whole=True)
    expect(
        phone.says("Ce code n’ouvre pas cette réserve. Vérifiez les caractères un à un.")
    ).to_be_visible()
    phone.hand.fill("Code de déblocage", code.lower().replace("-", " "))
    phone.hand.press("Ouvrir", whole=True)
    expect(phone.says("Nouveau code PIN")).to_be_visible()
    choose_pin(phone, NEW_PIN)
