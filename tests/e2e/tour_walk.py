"""The screens of the walk."""

from tests.e2e.demo import Landmarks
from tests.e2e.tour import Tour
from tests.e2e.tour_register import COMMON_NAME


def tour_walk(tour: Tour, landmarks: Landmarks) -> None:
    """From the first place to one where nobody is known, and there it ends."""
    tour.press("Commencer la tournée")
    _to_place(tour, "Une autre personne")
    tour.see("walk")
    tour.press("Pas là pour l’instant")
    tour.wait_to_hear()
    tour.see("walk-undo")
    _to_place(tour, "Une autre personne")
    tour.open_sheet("Une autre personne")
    tour.see("walk-someone-else")
    tour.press("Un commerçant déjà inscrit")
    tour.page.get_by_role("searchbox").fill(COMMON_NAME)
    tour.see("walk-pick")
    tour.press("Retour")
    lane = tour.page.get_by_label(tour.say("Places autour de vous"))
    lane.get_by_role("button").first.click()
    tour.page.locator("dialog[open]").wait_for()
    tour.see("walk-change-mark")
    tour.close()
    _elsewhere(tour)
    _go_to(tour, landmarks.shared)
    tour.see("walk-shared")
    tour.open_sheet("Autre", whole=True)
    tour.see("walk-instead-of")
    tour.close()
    tour.press("Je suis ailleurs")
    tour.page.locator("main").get_by_role("button").nth(1).click()
    _go_to(tour, landmarks.listed)
    tour.wait_for("Informer et inscrire")
    tour.see("walk-listed")
    tour.press("Je suis ailleurs")
    tour.page.locator("main").get_by_role("button").nth(1).click()
    _go_to(tour, landmarks.nobodys)
    tour.see("walk-nobody")


def _elsewhere(tour: Tour) -> None:
    """Through the smallest section to its end, then asking for a place in the first one."""
    tour.press("Je suis ailleurs")
    tour.see("walk-elsewhere")
    tour.page.locator("main").get_by_role("button").last.click()
    tour.press("Toute la rahba")
    while not tour.has("Second passage"):
        tour.mark_here()
        tour.wait_to_hear()
    tour.see("walk-done")
    tour.press("Je suis ailleurs")
    tour.page.locator("main").get_by_role("button").nth(1).click()
    tour.fill("À partir de quelle place ?", "9999")
    tour.press("Y aller")
    tour.see("walk-from-place")


def _go_to(tour: Tour, number: str) -> None:
    tour.fill("À partir de quelle place ?", number)
    tour.press("Y aller")


def _to_place(tour: Tour, french: str) -> None:
    """Goes on until a place offers this."""
    for _ in range(60):
        tour.wait_to_hear()
        if tour.find(french, whole=True).count():
            return
        tour.mark_here()
    raise AssertionError(f"no place offers {french}")
