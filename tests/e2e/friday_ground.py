"""A first Friday on the ground: two animators, and no network."""

from playwright.sync_api import expect

from tests.e2e.friday_list import (
    GRAIN_SELLER,
    ITINERANT,
    LEAVER,
    OWNER,
    SHARING,
    UNASKED,
    VEG,
)
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.registration import inform
from tests.e2e.test_animators_day import ARRIVED, ONLY_HERE, end_the_day, leave_the_list
from tests.e2e.test_whole_story import OWNER as ANSWERS
from tests.e2e.walk import Walk

SHARED_PLACE = 2


def walk_a_zone_of_the_list(phone: Phone) -> None:
    """Whoever the list names is informed first; what nobody agreed to speaks of the place alone."""
    walk = Walk.begin(phone)
    assert not walk.knows_somebody()
    expect(phone.page.get_by_text("pas encore informé·e")).to_be_visible()
    inform(phone, OWNER)
    inform(phone, SHARING[0])
    walk.stand_at(VEG, SHARED_PLACE)
    inform(phone, SHARING[1])
    walk.stand_at(VEG, SHARED_PLACE)
    walk.tap("Tous présents")
    walk.tap("Ouvert sans titulaire")
    walk.tap("Occupé, non inscrit")
    inform(phone, UNASKED)
    inform(phone, LEAVER)
    walk.tap("Ouvert, plus tard")
    walk.tap("Place vide")
    assert walk.is_over()


def mark_the_itinerant(phone: Phone) -> None:
    """Who has no place is found by name, informed, and marked as a person."""
    phone.look_up(ITINERANT)
    inform(phone, ITINERANT, itinerant=True)
    phone.look_up(ITINERANT)
    phone.hand.press("Présent·e", whole=True)
    expect(phone.page.get_by_role("main")).to_contain_text("Sans place fixe")


def ask_one_and_be_refused_by_another(phone: Phone) -> str:
    """Answers the code under which the survey is read at the desk: never beside a name."""
    phone.look_up(OWNER)
    code = phone.page.get_by_role("main").locator("bdi.num").inner_text()
    phone.hand.press("Questionnaire")
    Interview(phone).answer_all(ANSWERS)
    phone.look_up(UNASKED)
    phone.hand.press("Questionnaire")
    Interview(phone).give("non")
    phone.hand.press("Terminer")
    phone.says("Questionnaire enregistré").wait_for()
    return code


def let_one_leave_the_list(phone: Phone) -> None:
    leave_the_list(phone, LEAVER)


def fall_ill_after_one_place(phone: Phone) -> None:
    Walk.begin(phone)
    inform(phone, GRAIN_SELLER)


def take_over_from_the_colleague(phone: Phone) -> None:
    """The second zone is that of who went home; what they marked is not known here yet."""
    phone.go_to("Aujourd’hui")
    phone.page.evaluate("() => { location.hash = '#/walk' }")
    phone.hand.press("Je suis ailleurs")
    phone.hand.press("Remplacer un·e collègue")
    walk = Walk(phone)
    while not walk.is_over():
        walk.tap("Ouvert, plus tard")


def end_the_day_without_a_network(phone: Phone) -> None:
    end_the_day(phone)
    phone.says(ONLY_HERE).wait_for()
    assert not phone.says(ARRIVED).count()


def end_the_day_with_one(phone: Phone) -> None:
    phone.insist("Envoyer maintenant", until=lambda: phone.says(ARRIVED).count() > 0)
    assert not phone.says(ONLY_HERE).count()
