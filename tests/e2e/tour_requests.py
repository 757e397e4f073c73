"""The screens of a trader's request, and the page that the law wants."""

from tests.e2e.tour import Tour
from tests.e2e.tour_register import COMMON_NAME


def tour_requests(tour: Tour) -> None:
    """From an empty list to what is held about a person, the answers, and how it ends."""
    tour.go("/requests")
    tour.wait_for("Noter une demande")
    tour.see("requests-none")
    tour.open_sheet("Noter une demande")
    tour.top().get_by_role("searchbox").fill(COMMON_NAME)
    tour.rows().filter(has=tour.page.locator("bdi")).first.wait_for()
    tour.press("Enregistrer la demande")
    tour.see("request-take")
    tour.rows().first.click()
    tour.choose("Effacement")
    tour.press("Enregistrer la demande")
    tour.page.locator("dialog[open]").wait_for(state="hidden")
    tour.wait_for("Ouvrir")
    tour.see("requests")
    tour.press("Ouvrir")
    tour.wait_for("Refuser")
    tour.press("Refuser")
    tour.see("request-held")
    tour.press("Réponses")
    tour.page.locator(".facts").first.wait_for()
    tour.see("request-answers")
    tour.go("/law")
    tour.wait_for("Revenir au bureau")
    tour.see("law")
    tour.go("/requests")
