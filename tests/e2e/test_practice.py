"""Practice in a real browser: marked, killed, left; nothing of it reaches the server (SPEC PT)."""

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, Souk
from tests.e2e.faults import no_fault
from tests.e2e.held import read_held
from tests.e2e.phone import Phone
from tests.e2e.test_revoked_phone import nothing_passes
from tests.e2e.walk import Walk

REAL, PRACTISED = 2, 3
STORES = "async () => (await indexedDB.databases()).map(({ name }) => name)"


def test_PT1_PT3_PT4_what_was_practised_stays_on_the_phone_and_goes_with_the_practice(
    souk: Souk, hand_phone: HandPhone
) -> None:
    phone = hand_phone().join(souk.invite())
    souk.network.rule = nothing_passes
    record(phone, REAL)
    begin(phone)
    souk.network.rule = no_fault

    record(phone, PRACTISED)
    phone.kill()
    phone.open()
    expect(phone.page.locator(".practice")).to_be_visible()
    phone.go_to("Mes saisies")
    expect(phone.page.locator(".practice")).to_be_visible()
    phone.go_to("Aujourd’hui")
    expect(phone.page.get_by_text(f"{PRACTISED} sur 20")).to_be_visible()
    assert read_held(souk.laid).receipts == []

    phone.hand.press("Quitter l’exercice")
    expect(phone.page.locator(".practice")).to_have_count(0)
    phone.wait_until(lambda: len(read_held(souk.laid).receipts) == REAL)
    phone.send_all()
    assert len(read_held(souk.laid).of_kind("presence")) == REAL
    assert not [name for name in phone.page.evaluate(STORES) if "practice" in name]


def record(phone: Phone, marks: int) -> None:
    walk = Walk.begin(phone)
    for _ in range(marks):
        walk.mark("present")
    phone.go_to("Aujourd’hui")


def begin(phone: Phone) -> None:
    phone.hand.press("Réglages")
    phone.hand.press("S’exercer")
    expect(phone.page.locator(".practice")).to_be_visible()
    phone.hand.wait_for("Commencer la tournée")
