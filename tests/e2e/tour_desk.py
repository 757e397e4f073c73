"""Every screen of the desk: the coach's pages, then what is asked for on them."""

from pathlib import Path

from playwright.sync_api import Page, Route

from tests.e2e.camera import take_picture
from tests.e2e.demo import DemoSouk
from tests.e2e.tour import Tour, Visit
from tests.e2e.tour_answers import see_answers
from tests.e2e.tour_forms import tour_forms
from tests.e2e.tour_register import COMMON_NAME
from tests.e2e.tour_requests import tour_requests
from tests.e2e.tour_review import PHOTO, tour_review
from tests.e2e.tour_team import tour_team
from tests.e2e.tour_trust import tour_locked_day
from tests.recording import new_id

CODE_OF_A_PAGE = "**/assets/Review-*.js"
PATIENCE_OVER = """() => {
  const later = window.setTimeout;
  window.setTimeout = (then, ms) => later(then, Math.min(ms, 100));
}"""


def tour_desk(page: Page, lang: str, demo: DemoSouk, scratch: Path, visit: Visit) -> None:
    """
    Args:
        scratch: a folder for a workbook that cannot be published.
        visit: called with each screen's name while it stands there.
    """
    tour = Tour(page, lang, visit)
    tour.speak()
    picture = take_picture(page)
    page.route(
        f"**/media/{PHOTO['sha256']}",
        lambda route: route.fulfill(body=picture["buffer"], content_type=picture["mimeType"]),
    )
    _sign_in(tour, demo.password)
    _page_late(tour)
    _friday(tour, demo.closed_day())
    tour_review(tour)
    tour_team(tour, scratch)
    _calendar(tour)
    _souk(tour)
    _registry(tour)
    _import(tour, scratch)
    tour_requests(tour)
    _forms(tour, scratch)
    _data(tour)
    see_answers(tour)
    _account(tour)


def _sign_in(tour: Tour, password: str) -> None:
    tour.see("sign-in")
    tour.fill("Identifiant", "coach")
    tour.fill("Mot de passe", "not this")
    tour.press("Entrer")
    tour.page.get_by_role("alert").wait_for()
    tour.see("sign-in-refused")
    tour.press("J’ai un code")
    tour.see("sign-in-code")
    tour.press("Entrer avec un mot de passe")
    tour.sign_in("coach", password)


def _page_late(tour: Tour) -> None:
    """The code of a page never comes; loaded again, the page is there."""
    lost: list[Route] = []
    tour.page.route(CODE_OF_A_PAGE, lambda route: route.continue_() if lost else lost.append(route))
    tour.page.evaluate(PATIENCE_OVER)
    tour.go("/review")
    tour.wait_for("Recharger")
    tour.see("page-late")
    tour.press("Recharger")
    tour.wait_for("Filtrer")
    tour.page.unroute(CODE_OF_A_PAGE)
    tour.go("/")
    tour.wait_for("Voir la garde")


def _friday(tour: Tour, closed_day: str) -> None:
    """Today, as it is and locked, then one that was closed."""
    tour.see("friday")
    tour_locked_day(tour)
    tour.go(f"/friday/{closed_day}")
    tour.open_sheet("Rouvrir la journée")
    tour.press("Rouvrir la journée")
    tour.see("friday-reopen")
    tour.close()
    tour.see("friday-closed")


def _as_if_photographed(route: Route) -> None:
    answer = route.fetch()
    page = answer.json()
    for trader in page["items"][:2]:
        trader["photo"] = {"entry_id": new_id(), "sha256": PHOTO["sha256"]}
    route.fulfill(response=answer, json=page)


def _calendar(tour: Tour) -> None:
    tour.go("/calendar")
    tour.wait_for("Jours de souk")
    tour.page.get_by_role("table").wait_for()
    tour.see("calendar")
    tour.open_sheet("Jours de souk")
    tour.see("calendar-weekdays")
    tour.close()
    tour.open_sheet("Autre horaire")
    tour.press("Enregistrer")
    tour.see("calendar-hours")
    tour.close()
    tour.open_sheet("Jour en plus")
    tour.press("Jour en plus")
    tour.see("calendar-add")
    tour.close()
    tour.open_sheet("Déplacer")
    tour.see("calendar-move")
    tour.close()
    tour.open_sheet("Annuler")
    tour.see("calendar-cancel")
    tour.press("Annuler ce souk")
    tour.page.locator("dialog[open]").wait_for(state="hidden")
    tour.wait_for("Rétablir")
    tour.see("calendar-cancelled")


def _souk(tour: Tour) -> None:
    tour.press("Souk", whole=True)
    tour.wait_for("8 semaines")
    tour.see("souk")
    tour.press("8 semaines")
    tour.see("souk-weeks")
    tour.go("/places")
    tour.page.get_by_role("table").first.wait_for()
    tour.see("places")


def _registry(tour: Tour) -> None:
    tour.press("Registre", whole=True)
    tour.page.get_by_role("cell", name="K-").first.wait_for()
    tour.see("registry")
    tour.find("Même personne que…").first.click()
    tour.page.locator("dialog[open]").wait_for()
    tour.see("registry-same-person")
    tour.close()
    tour.page.route("**/registry/traders?*", _as_if_photographed)
    tour.page.reload()
    tour.open_sheet("Voir la photo")
    tour.page.locator("img.stall-photo").wait_for()
    tour.see("registry-photo")
    tour.close()
    tour.page.unroute("**/registry/traders?*")
    field = tour.page.get_by_role("searchbox")
    with tour.page.expect_response("**/registry/traders?*"):
        field.fill(COMMON_NAME)
    tour.see("registry-found")
    field.fill("ززززز")
    tour.page.locator("main .empty").wait_for()
    tour.see("registry-nothing")
    tour.go("/cards")
    tour.page.locator(".a4, .empty").first.wait_for()
    tour.see("cards")


def _import(tour: Tour, scratch: Path) -> None:
    tour.go("/intake")
    tour.wait_for("Modèle en français")
    tour.see("import")
    file = tour.page.locator("input[type=file]").first
    file.set_input_files(_list(scratch / "liste.csv", place="three"))
    tour.page.get_by_role("table").first.wait_for()
    tour.see("import-to-mend")
    file.set_input_files(_list(scratch / "liste.csv", place="9"))
    tour.wait_for("Importer")
    tour.see("import-understood")


def _list(path: Path, place: str) -> Path:
    """As an old Excel writes it, with a column that is not asked for."""
    heading = "Nom;Métier;Rahba;N° de place;CIN"
    path.write_text(f"{heading}\nBoujemaa Zerouali;VEG01;veg;{place};W1\n", encoding="cp1252")
    return path


def _forms(tour: Tour, scratch: Path) -> None:
    tour.press("Formulaires", whole=True)
    tour.wait_for("Voir les questions")
    tour.see("forms")
    tour.open_sheet("Voir les questions")
    tour.see("forms-preview")
    tour.close()
    tour_forms(tour, scratch)


def _data(tour: Tour) -> None:
    tour.press("Données", whole=True)
    tour.wait_for("Créer une clé")
    tour.see("data")
    tour.open_sheet("Créer une clé")
    tour.press("Créer", whole=True)
    tour.see("data-new-key")
    tour.fill("Nom du programme", "Tableau de bord")
    tour.press("Créer", whole=True)
    tour.wait_for("Copier")
    tour.see("data-key")
    tour.close()


def _account(tour: Tour) -> None:
    tour.page.locator(".who-am-i").click()
    tour.see("account")
    tour.close()
    tour.page.context.set_offline(True)
    tour.press("Registre", whole=True)
    tour.page.get_by_role("alert").or_(
        tour.page.get_by_text(tour.say("Réessayer"))
    ).first.wait_for()
    tour.see("offline")
    tour.page.context.set_offline(False)


def tour_desk_small(page: Page, lang: str, demo: DemoSouk, visit: Visit) -> None:
    """The pages that a coach opens on a phone, in the souk itself."""
    tour = Tour(page, lang, visit)
    tour.speak()
    tour.see("small-sign-in")
    tour.sign_in("coach", demo.password)
    tour.see("small-friday")
    tour.go("/review/all/all")
    tour.page.locator(".qi a").first.wait_for()
    tour.see("small-review")
    tour.page.locator(".qi a").first.click()
    tour.wait_for("Suivant")
    tour.see("small-review-entry")
    for name, path, there in (
        ("team", "/team", "Ajouter quelqu’un"),
        ("calendar", "/calendar", "Jours de souk"),
        ("souk", "/souk", "8 semaines"),
        ("registry", "/registry", "Même personne que…"),
        ("requests", "/requests", "Noter une demande"),
        ("data", "/data", "Créer une clé"),
    ):
        tour.go(path)
        tour.wait_for(there)
        tour.see(f"small-{name}")
    tour.open_sheet("Créer une clé")
    tour.see("small-sheet")
