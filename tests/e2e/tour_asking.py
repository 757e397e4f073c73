"""The screens around a form's questions on the phone."""

from tests.e2e.tour import Tour


def tour_asking(tour: Tour) -> None:
    """While a question of a survey stands there; it stands there afterwards."""
    tour.open_sheet("Sommaire")
    tour.see("survey-where")
    tour.close()
