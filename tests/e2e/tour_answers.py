"""What a coach chooses of the answers to a form, at the desk."""

from tests.e2e.tour import Tour


def see_answers(tour: Tour) -> None:
    """Begins at any page of the desk, as a coach."""
    tour.press("Données", whole=True)
    tour.open_sheet("Télécharger les réponses")
    tour.see("answers")
    tour.close()
