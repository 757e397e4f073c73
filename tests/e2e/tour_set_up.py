"""Opening a souk on an empty server, page by page, as whoever sets it up would."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.server import RealServer
from tests.e2e.tour import Tour, Visit

LOGIN, PASSWORD = "fatna", "un souk chaque vendredi"
TYPED: tuple[dict[str, str], ...] = (
    {
        "Commune, en arabe": "كيسر",
        "Commune, en français": "Guisser",
        "Nom du souk, en arabe": "سوق جمعة كيسر",
        "Nom du souk, en français": "Souk du vendredi de Guisser",
    },
    {},
    {
        "Gestionnaire, en arabe": "جماعة كيسر",
        "Gestionnaire, en français": "Commune de Guisser",
        "Adresse postale": "Guisser, province de Settat",
        "À qui s’adresser": "Bureau du souk, siège de la commune",
        "Téléphone": "+212 5 00 00 00 00",
        "Référence CNDP": "Déposée le 12 novembre 2026, numéro attendu",
    },
    {
        "Nom du ou de la coach, en arabe": "فاطنة",
        "Nom en lettres latines": "Fatna",
        "Identifiant de connexion": LOGIN,
        "Mot de passe choisi": PASSWORD,
        "Le mot de passe, encore une fois": PASSWORD,
    },
)
NAMES = ("souk", "sections", "operator", "entrance")
FRIDAY = 4
SPOKEN_AT_FIRST = "ar"


CODE = re.compile(r"code +([A-Z2-9]{4}-[A-Z2-9]{4})")


@contextmanager
def serve_empty(data_dir: Path) -> Iterator[tuple[RealServer, str]]:
    """A server without a souk, and the code that its console shows."""
    server = RealServer(data_dir).start()
    try:
        yield server, code_on(server.log)
    finally:
        server.stop()


def code_on(console: Path) -> str:
    found = CODE.search(console.read_text())
    assert found, console.read_text()
    return found[1]


def tour_set_up(page: Page, lang: str, code: str, visit: Visit, weekday: int = FRIDAY) -> None:
    """`page` shows the desk of an empty server; at the end stands all of it.

    Args:
        weekday: on which the souk is held; Monday is 0.
    """
    tour = Tour(page, lang, visit)
    # Until the server has said that it is empty the sign-in stands there: a press would be lost.
    Tour(page, SPOKEN_AT_FIRST, visit).wait_for("Commencer")
    tour.speak()
    tour.wait_for("Commencer")
    tour.see("set-up-code")
    tour.fill("Code affiché par le serveur", "AAAA-AAAA")
    tour.press("Commencer")
    page.get_by_role("alert").first.wait_for()
    tour.see("set-up-code-wrong")
    tour.fill("Code affiché par le serveur", code)
    tour.press("Commencer")
    tour.wait_for("Continuer")
    tour.press("Continuer")
    tour.see("set-up-souk-missing")
    for step, answers in enumerate(TYPED):
        _fill(tour, step, answers, weekday)
        tour.see(f"set-up-{NAMES[step]}")
        tour.press("Continuer")
    tour.wait_for("Modifier")
    tour.see("set-up-summary")


def _fill(tour: Tour, step: int, answers: dict[str, str], weekday: int) -> None:
    for label, answer in answers.items():
        tour.fill(label, answer)
    if step == 0:
        tour.page.get_by_role("checkbox").nth(weekday).check()
    if step == 1:
        tour.page.get_by_role("textbox").first.fill("8")
        for section in ("culture", "services"):
            tour.page.locator(f".ground li:has(.sec-{section}) input[type=checkbox]").uncheck()
        tour.press("Avancer {section}", nth=1)
