"""A coach closes a day, locks it, is refused a decision, and reopens it (SPEC LK)."""

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.held import read_held
from tests.e2e.walk import Walk

WHY = "La commune demande une correction"


def test_the_figures_of_a_locked_day_stand_until_it_is_reopened(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    phone = hand_phone().join(souk.invite())
    walk = Walk.begin(phone)
    for _ in range(3):
        walk.mark("present")
    phone.go_to("Aujourd’hui")
    phone.send_all()

    desk = sit_down("coach")
    desk.close_day()
    approved = read_held(souk.laid).approved()
    desk.hand.press("Verrouiller les chiffres")
    expect(desk.page.get_by_text("Chiffres de ce jour verrouillés par")).to_be_visible()
    expect(desk.page.get_by_role("heading", name="journée verrouillée")).to_be_visible()
    assert not desk.hand.has("Verrouiller les chiffres")

    phone.go_to("Aujourd’hui")
    walk = Walk.begin(phone)
    late = walk.mark("present")
    phone.go_to("Aujourd’hui")
    phone.send_all()  # a lock stops no push
    desk.open_review("Signalées", "Présence", f"place {late.number}")
    expect(desk.page.get_by_text("Chiffres de ce jour verrouillés par")).to_be_visible()
    actions = desk.page.locator(".deciding")
    expect(actions.get_by_role("button", name="Renvoyer")).to_be_visible()
    expect(actions.get_by_role("button", name="Valider")).to_have_count(0)
    desk.go_to("Souk")
    expect(desk.page.get_by_text("chiffres verrouillés")).to_be_visible()
    assert read_held(souk.laid).approved() == approved

    reopen(desk)
    desk.open_review("Signalées", "Présence", f"place {late.number}")
    desk.approve_entry()
    desk.until(lambda: len(read_held(souk.laid).approved()) == len(approved) + 1)


def reopen(desk: Desk) -> None:
    desk.go_to("Jour de souk")
    desk.hand.open_sheet("Rouvrir la journée")
    desk.hand.fill("Motif", WHY)
    desk.hand.press("Rouvrir la journée")
    closes = desk.page.get_by_role("button", name=desk.hand.say("Clore la journée"))
    desk.until(lambda: closes.count() > 0)
