"""The screens of PIN and lock: one person, then two stores on one phone."""

from tests.e2e.tour import Tour

PIN, WRONG, NEXT_PIN = "2580", "1470", "7913"


def tour_lock(tour: Tour, another: str) -> None:
    """`another` is an invitation; the phone has no PIN yet; it is left open, with the new store."""
    tour.go("/pin")
    tour.wait_for("Continuer")
    tour.see("pin-choose")
    _choose(tour, "1234")
    tour.see("pin-guessable")
    _choose_and_repeat(tour, PIN)
    tour.go("/settings")
    tour.see("settings-pin")
    tour.page.reload()
    _enter(tour, WRONG)
    tour.page.get_by_role("alert").wait_for()
    tour.see("lock-wrong")
    tour.press("Code PIN oublié")
    tour.see("lock-forgotten")
    tour.press("Rejoindre de nouveau")
    tour.join(another)
    must = tour.say("Plusieurs personnes utilisent ce téléphone : à chacune son code PIN.")
    tour.page.get_by_text(must).wait_for()
    tour.see("pin-due")
    _choose_and_repeat(tour, NEXT_PIN)
    tour.go("/")
    tour.wait_for("Changer de personne")
    tour.see("today-shared")
    tour.press("Changer de personne")
    tour.wait_for("Ajouter une personne sur ce téléphone")
    tour.page.get_by_role("listitem").first.wait_for()
    tour.see("lock")
    tour.page.get_by_role("listitem").first.get_by_role("button").click()
    _enter(tour, NEXT_PIN)
    tour.wait_for("Changer de personne")


def _choose(tour: Tour, pin: str) -> None:
    _type(tour, pin)
    tour.press("Continuer", whole=True)


def _choose_and_repeat(tour: Tour, pin: str) -> None:
    _choose(tour, pin)
    _type(tour, pin)
    tour.press("Enregistrer le code PIN")
    tour.page.get_by_role("button", name="0", exact=True).wait_for(state="detached")


def _enter(tour: Tour, pin: str) -> None:
    tour.page.get_by_role("button", name="1", exact=True).wait_for()
    _type(tour, pin)
    tour.press("Ouvrir", whole=True)


def _type(tour: Tour, pin: str) -> None:
    for digit in pin:
        tour.page.get_by_role("button", name=digit, exact=True).click()
