"""The screens of a registration."""

import re
from contextlib import suppress

from playwright.sync_api import FilePayload
from playwright.sync_api import TimeoutError as Unseen

from tests.e2e.camera import take_picture
from tests.e2e.tour import SETTLE_MS, Tour

# Part of the name of many, so that somebody is found.
COMMON_NAME = "محمد"
NEWCOMER = "بوشعيب القزاديري"
ASKED_WITHIN_MS = 1200


def tour_register(tour: Tour) -> None:
    """Somebody at a place where nobody was known."""
    tour.press("Inscrire", whole=True)
    tour.see("register-consent")
    tour.press("Continuer")
    tour.see("register-consent-error")
    tour.press("Pas d’accord")
    tour.see("register-refused")
    tour.press("Revenir aux questions")
    _agree(tour)
    tour.see("register-who")
    tour.press("Continuer")
    tour.see("register-who-error")
    tour.press("Autre famille")
    tour.see("register-families")
    _introduce(tour, NEWCOMER)
    tour.see("register-badge")
    _photograph(tour)
    tour.choose("Un autre badge")
    tour.fill("Code du badge", "K-0457-9")
    tour.fill("Téléphone", "0600")
    tour.press("Enregistrer l’inscription")
    tour.see("register-badge-error")
    tour.choose("Le suivant de la pile")
    tour.fill("Téléphone", "0612345678")
    tour.press("Enregistrer l’inscription")
    _same_person(tour)
    tour.page.wait_for_url(re.compile("#/walk"))
    tour.see("register-saved")


def _photograph(tour: Tour) -> None:
    """The stall, where they agreed to it; then what is no picture."""
    camera = tour.page.locator("input[type=file][capture]")
    nothing: FilePayload = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    camera.set_input_files(nothing)
    tour.page.locator("main .st.fix").wait_for()
    tour.page.locator(".photo-field").scroll_into_view_if_needed()
    tour.see("register-photo-unreadable")
    camera.set_input_files(take_picture(tour.page))
    tour.page.locator("main img").wait_for()
    tour.page.locator("main img").scroll_into_view_if_needed()
    tour.see("register-photo")


def tour_register_elsewhere(tour: Tour) -> None:
    """A namesake of somebody, met away from any place."""
    namesake = _somebody_known(tour)
    tour.go("/find")
    tour.page.get_by_role("searchbox").fill("")
    tour.press("Inscrire", whole=True)
    _agree(tour)
    _introduce(tour, namesake)
    tour.press("Continuer")
    _same_person(tour)
    tour.see("register-place")
    tour.press("Enregistrer l’inscription")
    tour.see("register-place-error")
    tour.choose("Ambulant, sans place fixe")
    tour.press("Enregistrer l’inscription")
    _same_person(tour)


def _somebody_known(tour: Tour) -> str:
    tour.go("/find")
    tour.page.get_by_role("searchbox").fill(COMMON_NAME)
    tour.page.locator("main a").first.click()
    name = tour.page.get_by_role("heading", level=1)
    name.filter(has_text=COMMON_NAME).wait_for()
    return name.inner_text().strip()


def _agree(tour: Tour) -> None:
    """Yes to each purpose."""
    tour.rows().first.wait_for()
    for row in tour.rows().all()[::2]:
        row.click()
    tour.press("Continuer")


def _introduce(tour: Tour, name: str) -> None:
    tour.fill("Le nom sous lequel on le connaît", name)
    if tour.has("Autre famille"):
        tour.press("Autre famille")
    tour.page.locator(".tiles").get_by_role("button").first.click()
    tour.rows().first.click()
    tour.press("Continuer")
    _same_person(tour)


def _same_person(tour: Tour) -> None:
    """Asked once, several times or not at all: nobody is the same."""
    no = tour.page.get_by_role("button", name=tour.say("Non, une autre"))
    with suppress(Unseen):
        while True:
            no.wait_for(timeout=ASKED_WITHIN_MS)
            tour.see("register-same")
            no.click()
            tour.page.wait_for_timeout(SETTLE_MS)
