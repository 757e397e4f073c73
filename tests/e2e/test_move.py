"""Another address, as docs/operations.md says it: empty a phone at the old one, join at the new."""

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.held import assert_taken_once, read_held
from tests.e2e.walk import Walk


def test_a_phone_empties_at_the_old_address_and_goes_on_at_the_new(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    phone = hand_phone().join(souk.invite())
    before = Walk.begin(phone).mark("present")
    phone.go_to("Aujourd’hui")
    desk = sit_down("coach")
    phone.send_all()
    desk.go_to("Équipe et garde")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text(
        desk.hand.say("Toutes les saisies connues sont arrivées")
    )

    new_address = souk.server.url
    assert new_address != souk.url
    phone.page.goto(new_address)
    phone.join(souk.invite())
    walk = Walk.begin(phone)
    walk.stand_at(before.section, before.number + 1)
    walk.mark("absent")
    phone.go_to("Aujourd’hui")
    phone.send_all()

    held = read_held(souk.laid)
    assert_taken_once(held)
    assert {entry.stall_id: entry.body["status"] for entry in held.of_kind("presence")} == {
        souk.laid.place(before.section, before.number): "present",
        souk.laid.place(before.section, before.number + 1): "absent",
    }
