"""Every screen of the desk: the coach's pages, then what is asked for on them."""

from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Page, Route

from tests.e2e.camera import take_picture
from tests.e2e.demo import DemoSouk
from tests.e2e.tour import Tour, Visit
from tests.e2e.tour_register import COMMON_NAME
from tests.e2e.tour_requests import tour_requests
from tests.e2e.tour_trust import tour_locked_day, tour_silent_phones
from tests.photos import JPEG, named
from tests.recording import new_id

# The demo has no photos: the desk is shown one as if its entry had named it.
PHOTO = named(JPEG)


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
    _friday(tour)
    _review(tour)
    _team(tour)
    _calendar(tour)
    _souk(tour)
    _registry(tour)
    _import(tour, scratch)
    tour_requests(tour)
    _forms(tour, scratch)
    _data(tour)
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
    tour.fill("Identifiant", "coach")
    tour.fill("Mot de passe", password)
    tour.press("Entrer")
    tour.wait_for("Voir la garde")


def _friday(tour: Tour) -> None:
    tour.see("friday")
    tour_locked_day(tour)


def _review(tour: Tour) -> None:
    tour.go("/review/all/all")
    tour.wait_for("Suivant")
    tour.open_sheet("Filtrer")
    tour.see("review-filter")
    _open_first_of(tour, "presence")
    tour.see("review-presence")
    tour.open_sheet("{n} critère")
    _open_first_of(tour, "survey")
    tour.see("review-survey")
    tour.press("Renvoyer")
    tour.see("review-return-needs-words")
    _choose_ways(tour)
    tour.open_sheet("Rejeter")
    tour.press("Rejeter", whole=True)
    tour.see("review-reject")
    tour.close()
    _reject_a_registration(tour)
    tour.go("/review/refused")
    tour.page.locator(".refused, .empty").first.wait_for()
    tour.see("review-refused")
    tour.go("/review/all/all")
    tour.page.locator(".qi input").first.wait_for()
    for box in tour.page.locator(".qi input").all()[:3]:
        box.check()
    tour.see("review-several")
    tour.go("/review/duplicates")
    tour.see("duplicates")


def _open_first_of(tour: Tour, kind: str) -> None:
    """From the open filter to the first entry of a kind."""
    tour.top().get_by_label(tour.say("Type")).select_option(kind)
    tour.press("Afficher")
    tour.page.locator(".qi a").first.click()


def _choose_ways(tour: Tour) -> None:
    """Answers are returned one by one: some can be asked again, those about today cannot (SV8);
    or they are set to unknown, and the rest is approved (SV9)."""
    for answer in tour.page.locator(".answers dt button").all()[2:9]:
        answer.click()
    tour.page.locator(".way .chips button").last.click()
    tour.see("review-return-ways")
    for way in tour.page.locator(".way").all():
        way.locator(".chips button").last.click()
    tour.see("review-approve-rest")


def _reject_a_registration(tour: Tour) -> None:
    """Who rejects somebody's registration says where their marks and surveys go (ST9)."""
    tour.page.locator(".qh .link").click()
    tour.page.locator("dialog[open]").wait_for()
    tour.top().get_by_label(tour.say("Type")).select_option("trader")
    tour.press("Afficher")
    tour.page.route("**/review/entries/*", _as_if_marked)
    tour.page.locator(".qi a").last.click()
    tour.page.locator("img.stall-photo").wait_for()
    tour.page.unroute("**/review/entries/*")
    tour.page.locator("img.stall-photo").scroll_into_view_if_needed()
    tour.see("review-photo")
    tour.open_sheet("Rejeter")
    tour.see("review-reject-registration")
    tour.close()


def _as_if_marked(route: Route) -> None:
    """Whoever waits for a decision in the demo has neither mark nor survey nor photo yet."""
    answer = route.fetch()
    entry = answer.json()
    entry["hanging"] = {"presence": 2, "survey": 1}
    entry["body"]["photo"] = PHOTO
    route.fulfill(response=answer, json=entry)


def _as_if_photographed(route: Route) -> None:
    answer = route.fetch()
    page = answer.json()
    for trader in page["items"][:2]:
        trader["photo"] = {"entry_id": new_id(), "sha256": PHOTO["sha256"]}
    route.fulfill(response=answer, json=page)


def _team(tour: Tour) -> None:
    tour.press("Équipe et garde")
    tour.wait_for("Ajouter quelqu’un")
    tour.see("team")
    tour_silent_phones(tour)
    tour.open_sheet("Ajouter quelqu’un")
    tour.press("Ajouter quelqu’un")
    tour.see("team-add")
    tour.close()
    tour.open_sheet("Codes de déblocage")
    tour.see("team-unlock-codes")
    tour.close()
    phones = tour.page.get_by_role("table").get_by_role("button", name=tour.say("{n} téléphone"))
    phones.first.click()
    tour.page.locator("dialog[open]").wait_for()
    tour.see("team-phones")
    tour.press("Inviter un téléphone")
    tour.page.locator(".qr").wait_for()
    tour.see("team-invitation")
    tour.close()
    tour.open_sheet("Organiser")
    tour.wait_for("Donner une zone")
    tour.see("team-arrange")
    tour.press("Donner une zone")
    tour.see("team-zone")
    tour.close()


def _calendar(tour: Tour) -> None:
    tour.go("/calendar")
    tour.wait_for("Jours de souk")
    tour.page.get_by_role("table").wait_for()
    tour.see("calendar")
    tour.open_sheet("Jours de souk")
    tour.see("calendar-weekdays")
    tour.close()
    tour.open_sheet("Déplacer")
    tour.see("calendar-move")
    tour.close()


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
    field.fill(COMMON_NAME)
    tour.page.wait_for_timeout(800)
    tour.see("registry-found")
    field.fill("ززززز")
    tour.page.wait_for_timeout(800)
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
    tour.page.locator("input[type=file]").set_input_files(_wrong_workbook(scratch))
    tour.page.get_by_role("table").wait_for()
    tour.see("forms-refused")


def _wrong_workbook(scratch: Path) -> Path:
    """A list that is not there, a function that no phone has."""
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    for row in (
        ("type", "name", "label", "relevant"),
        ("select_one animal", "animal", "Which animal?", None),
        ("integer", "heads", "How many?", "pulldata('a', 'b', 'c', 'd') = 1"),
    ):
        survey.append(row)
    settings = book.create_sheet("settings")
    settings.append(("form_title", "form_id", "version"))
    settings.append(("Animals", "animals", "1"))
    path = scratch / "animals.xlsx"
    book.save(path)
    return path


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
