"""ME: a stall photographed without a network, sent by hand, seen at the desk, erased on request."""

import hashlib

from playwright.sync_api import FilePayload, Locator, Page
from sqlmodel import select

from rahba.entries.images import flaw_of
from rahba.entries.tables import Medium
from tests.e2e.camera import take_picture
from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.phone import Phone
from tests.e2e.registration import agree_to_all, name_them
from tests.e2e.souk import LaidSouk

NEWCOMER = "بوشعيب القزاديري"
NO_FACES = "Photographiez l’étal et la marchandise. Aucun visage ne doit apparaître."
PHOTO_WAITS = "{n} photo de ce téléphone n’est pas encore envoyée"
MOST_BYTES = 60_000
LONG_EDGE = 1280
MEASURE = "img => img.decode().then(() => [img.naturalWidth, img.naturalHeight])"


def test_ME10_a_stall_is_photographed_offline_sent_by_hand_seen_at_the_desk_and_erased(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    # In the browser's own language: a killed one may have forgotten that another was chosen.
    phone = hand_phone(lang="ar").join(souk.invite())
    souk.server.kill()
    to_the_badge(phone)
    assert phone.says(NO_FACES).count()
    picture = take_picture(phone.page)
    assert b"Exif" in picture["buffer"]
    assert len(picture["buffer"]) > 10 * MOST_BYTES
    give(phone, picture)
    phone.kill()

    phone.open()
    phone.hand.go("/paused")
    phone.page.get_by_role("link", name=NEWCOMER).click()
    phone.page.get_by_role("button", name=phone.hand.say("Retirer la photo")).wait_for()
    save_as_itinerant(phone)
    end_of_day_counts_the_photo(phone)

    souk.server.start()
    send_the_data(phone)
    assert medium(souk.laid).state == "expected"
    phone.hand.press("Envoyer les photos maintenant")
    verdict(phone, "Tout est arrivé").wait_for()
    assert_nothing_but_a_picture(medium(souk.laid))

    desk = sit_down("coach")
    desk.open_review("Tout", "Inscription", NEWCOMER)
    seen = desk.page.get_by_role("img", name=desk.hand.say("Photo de l’étal"))
    seen.wait_for()
    width, height = seen.evaluate(MEASURE)
    assert max(width, height) <= LONG_EDGE
    desk.approve_entry()
    desk.go_to("Registre")
    desk.page.get_by_role("searchbox").fill(NEWCOMER)
    desk.hand.open_sheet("Voir la photo")
    desk.page.locator("dialog[open] img").evaluate(MEASURE)
    desk.hand.close()

    erase(souk)
    gone = medium(souk.laid)
    assert (gone.state, gone.data) == ("erased", None)
    phone.receive_until("Chercher")
    assert bytes_kept(phone.page) == 0


def to_the_badge(phone: Phone) -> None:
    phone.go_to("Chercher")
    phone.page.get_by_role("searchbox").fill(NEWCOMER)
    phone.hand.press("Inscrire « {name} »")
    agree_to_all(phone)
    name_them(phone, NEWCOMER, "إصلاح الأحذية", family="الحرف والإصلاح")


def give(phone: Phone, picture: FilePayload) -> None:
    """To the button of the camera, as the browser hands a picture over."""
    phone.page.locator("input[type=file][capture=environment]").set_input_files(picture)
    shown = phone.page.locator("main img")
    shown.wait_for()
    width, height = shown.evaluate(MEASURE)
    assert max(width, height) <= LONG_EDGE
    assert width * 3 == height * 4


def save_as_itinerant(phone: Phone) -> None:
    phone.hand.choose("Sans badge pour l’instant")
    phone.hand.press("Continuer")
    phone.hand.choose("Ambulant, sans place fixe")
    phone.hand.press("Enregistrer l’inscription")
    phone.says("Inscrit : {name}").wait_for()


def end_of_day_counts_the_photo(phone: Phone) -> None:
    phone.hand.go("/end-of-day")
    row = phone.page.get_by_role("link", name=phone.hand.say("Photos en attente d’envoi"))
    row.wait_for()
    assert row.inner_text().strip().endswith("1")


def send_the_data(phone: Phone) -> None:
    phone.hand.go("/sync")
    phone.insist("Envoyer maintenant", until=lambda: verdict(phone, PHOTO_WAITS).count() > 0)


def verdict(phone: Phone, french: str) -> Locator:
    """The sentence above everything, where it says this."""
    return phone.page.locator(".verdict .q").get_by_text(phone.hand.say(french))


def medium(laid: LaidSouk) -> Medium:
    database = laid.database()
    with database.read() as session:
        found = session.exec(select(Medium)).one()
    database.dispose()
    return found


def assert_nothing_but_a_picture(found: Medium) -> None:
    assert found.state == "received"
    assert found.data is not None
    assert hashlib.sha256(found.data).hexdigest() == found.sha256
    assert len(found.data) == found.size <= MOST_BYTES
    assert flaw_of(found.type, found.data) is None
    assert not any(mark in found.data for mark in (b"Exif", b"EXIF", b"GPS", b"XMP", b"ICC"))


def erase(souk: Souk) -> None:
    with souk.desk_api() as api:
        [found] = api.get("/registry/traders", params={"q": NEWCOMER}).json()["items"]
        asked = api.post("/requests", json={"trader_id": found["trader_id"], "sort": "erase"})
        request_id = asked.raise_for_status().json()["id"]
        api.post(f"/requests/{request_id}/close", json={"outcome": "done"}).raise_for_status()


KEPT = """
async () => {
  const known = await indexedDB.databases();
  const { name } = known.find(({ name }) => name.startsWith('rahba-person-'));
  const db = await new Promise((resolve, reject) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const count = await new Promise((resolve) => {
    const asked = db.transaction('media').objectStore('media').count();
    asked.onsuccess = () => resolve(asked.result);
  });
  db.close();
  return count;
}
"""


def bytes_kept(page: Page) -> int:
    """How many photos this phone's store holds."""
    kept: int = page.evaluate(KEPT)
    return kept
