"""A phone that is made ready on the eve, and the coach who sees it (SPEC RE)."""

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.phone import Phone

NOT_WHOLE = "Incomplète, ou une plus récente existe. À télécharger là où il y a du réseau."
OTHERS = 2  # animators without a phone
# What a browser grants an app that is installed or often used.
GRANT_STORAGE = {"permissions": ["durableStorage"]}


def test_RE1_RE4_a_phone_says_what_is_missing_until_it_is_ready_and_the_coach_sees_why(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    phone = hand_phone().join(souk.invite())
    open_ready(phone)
    expect(phone.says("Prêt, sauf une chose")).to_be_visible()
    expect(phone.says("Demander la protection")).to_be_visible()
    phone.wait_until(lambda: ["storage"] in why_not(souk))
    desk = sit_down("coach")
    desk.go_to("Équipe et garde")
    expect(desk.page.get_by_text("0 sur 3 prêts")).to_be_visible()
    # Who and why is said before the day: during it the names would be in the way.
    expect(desk.page.get_by_text("mémoire non protégée")).to_have_count(0)

    throw_a_file_away(phone)
    grant_storage(phone)
    phone.page.reload()
    expect(phone.says(NOT_WHOLE)).to_be_visible()
    phone.hand.press("Télécharger")
    expect(phone.says("Ce téléphone est prêt")).to_be_visible()
    phone.wait_until(lambda: len(why_not(souk)) == OTHERS)
    desk.go_to("Jour de souk")
    expect(desk.page.get_by_text("1 sur 3 prêts")).to_be_visible()


def why_not(souk: Souk) -> list[list[str]]:
    """What the phones of those who are not ready said, to the coach."""
    with souk.desk_api() as api:
        return [one["failing"] for one in api.get("/team").json()["ready"]["not_ready"]]


def open_ready(phone: Phone) -> None:
    phone.go_to("Aujourd’hui")
    phone.hand.press("Réglages")
    phone.hand.press("Prêt pour le souk")


def grant_storage(phone: Phone) -> None:
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("Browser.grantPermissions", GRANT_STORAGE)


def throw_a_file_away(phone: Phone) -> None:
    """As a browser does that is short of room."""
    thrown = phone.page.evaluate(
        """async () => {
          const name = (await caches.keys()).find((name) => name.startsWith('rahba-app-'));
          const cache = await caches.open(name);
          return cache.delete('/icon-512.png');
        }"""
    )
    assert thrown
