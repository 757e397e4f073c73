"""An animator's day, from the first place to the sentence that ends it (SPEC PH14, CO1, PR)."""

from collections import Counter

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, Souk
from tests.e2e.held import read_held
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.registration import register_here
from tests.e2e.roster import known_at
from tests.e2e.souk import NOBODYS_PLACE
from tests.e2e.test_whole_story import HALF_WAY, OWNER, PURPOSES
from tests.e2e.walk import Walk

ARRIVED = "Tout est arrivé sur le serveur."
ONLY_HERE = "{n} saisies n’existent que sur ce téléphone"
NEWCOMER = "بوشعيب القزاديري"
MARKED = 3


def test_a_day_ends_with_what_is_only_on_the_phone_and_then_with_everything_arrived(
    souk: Souk, hand_phone: HandPhone
) -> None:
    phone = hand_phone().join(souk.invite())
    souk.server.kill()
    walk_and_go_back_for_who_was_away(phone)
    stop_a_survey(phone, known_at(souk.laid, "grains", 5))
    register_somebody(phone)
    leave_the_list(phone, NEWCOMER)

    end_the_day(phone)
    phone.says(ONLY_HERE).wait_for()
    assert not phone.says(ARRIVED).count()
    souk.server.start()
    phone.insist("Envoyer maintenant", until=lambda: phone.says(ARRIVED).count() > 0)
    assert not phone.says(ONLY_HERE).count()

    held = read_held(souk.laid)
    assert Counter(entry.body["status"] for entry in held.of_kind("presence")) == {
        "present": MARKED + 1
    }
    (survey,) = held.of_kind("survey")
    assert survey.body["outcome"] == "stopped"
    assert HALF_WAY not in survey.body["answers"]
    said = Counter(entry.body["decision"] for entry in held.of_kind("consent"))
    assert said["withdrawn"] == PURPOSES
    (registration,) = held.of_kind("trader")
    assert registration.state == "rejected"
    assert_off_the_list(phone, NEWCOMER)


def walk_and_go_back_for_who_was_away(phone: Phone) -> None:
    """The first was away; on the second pass, which goes there and nowhere else, they are back."""
    walk = Walk.begin(phone)
    away = walk.mark("absent")
    for _ in range(MARKED - 1):
        walk.mark("present")
    phone.go_to("Aujourd’hui")
    phone.hand.press("Second passage", nth=0)
    phone.hand.press("Les parcourir")
    again = Walk(phone)
    assert again.at() == away
    again.mark("present")
    phone.says("Toutes les places de la zone sont relevées").wait_for()


def stop_a_survey(phone: Phone, who: str) -> None:
    phone.look_up(who)
    phone.hand.press("Questionnaire")
    Interview(phone).answer_until(HALF_WAY, OWNER)
    phone.hand.open_sheet("Pause")
    phone.hand.press("La personne s’arrête : garder ce qui est dit")
    expect(phone.page.get_by_role("main")).to_contain_text("inachevé")


def register_somebody(phone: Phone) -> None:
    """Whom the roster knows at no place, at the one where it knows nobody."""
    phone.go_to("Chercher")
    phone.page.get_by_role("searchbox").fill(str(NOBODYS_PLACE))
    unknown_there = phone.page.get_by_role("main").get_by_role(
        "button", name="aucun commerçant connu"
    )
    unknown_there.filter(has_text="veg").click()
    register_here(phone, NEWCOMER, "Légumes")


def leave_the_list(phone: Phone, who: str) -> None:
    phone.look_up(who)
    phone.hand.open_sheet("Demander le retrait")
    phone.hand.press("Enregistrer le retrait")
    phone.says("L’accord est retiré. Le nom quitte la liste après l’envoi.").wait_for()


def end_the_day(phone: Phone) -> None:
    phone.go_to("Aujourd’hui")
    phone.hand.press("Finir ma journée")
    phone.page.get_by_role("heading", level=1, name="Finir ma journée").wait_for()


def assert_off_the_list(phone: Phone, who: str) -> None:
    """Once the withdrawal arrived, the phones are told that the name is gone."""
    phone.go_to("Chercher")
    phone.page.get_by_role("searchbox").fill(who)
    phone.says("Personne de ce nom ou de ce numéro sur ce téléphone.").wait_for()
