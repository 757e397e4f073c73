"""The screens of the eve, and of practice: it begins and ends in the settings' souk."""

from tests.e2e.tour import Tour


def tour_ready(tour: Tour) -> None:
    tour.go("/ready")
    tour.page.locator(".check").first.wait_for()
    tour.wait_for("Demander la protection")
    tour.see("ready")


def tour_practice(tour: Tour) -> None:
    """Leaves the phone where it was."""
    tour.go("/settings")
    tour.press("S’exercer")
    tour.page.locator(".practice").wait_for()
    tour.wait_for("Commencer la tournée")
    tour.see("practice-today")
    tour.press("Commencer la tournée")
    tour.page.locator("[aria-current=step]").wait_for()
    tour.see("practice-walk")
    tour.go("/sync")
    tour.see("practice-sync")
    tour.go("/settings")
    tour.see("practice-settings")
    tour.press("Quitter l’exercice")
    tour.page.locator(".practice").wait_for(state="detached")
    tour.wait_for("Réglages")
