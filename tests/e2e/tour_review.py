"""The screens of the review: what can be decided, and what comes between."""

from datetime import UTC, datetime

from playwright.sync_api import Route

from tests.e2e.tour import Tour
from tests.photos import JPEG, named

# The demo has no photos: the desk is shown one as if its entry had named it.
PHOTO = named(JPEG)


def tour_review(tour: Tour) -> None:
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
    _somebody_was_first(tour)
    _kept_until_the_network_is_back(tour)


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


def _somebody_was_first(tour: Tour) -> None:
    """Both decisions stand there by name (ST3)."""
    tour.page.route("**/review/entries/*/decision", _decided_meanwhile)
    tour.go("/review/all/sample")
    tour.press("Valider", whole=False)
    tour.wait_for("Regarder de nouveau")
    tour.see("review-meanwhile")
    tour.page.unroute("**/review/entries/*/decision")


def _decided_meanwhile(route: Route) -> None:
    deputy = {"name_ar": "رشيد العلوي", "name_latin": "Rachid Alaoui"}
    now = datetime.now(UTC).isoformat()
    problem = {"type": "about:blank", "title": "", "status": 409, "code": "decided_meanwhile"}
    between = {"by": deputy, "at": now, "decision": "return"}
    current = {"current": {"rev": 1, "state": "returned"}}
    answer = problem | between | current
    route.fulfill(status=409, json=answer, content_type="application/problem+json")


def _kept_until_the_network_is_back(tour: Tour) -> None:
    """A decision without an answer is kept; this one comes too late (ST7)."""
    tour.page.route("**/review/entries/*/decision", lambda route: route.abort())
    tour.press("Regarder de nouveau")
    tour.press("Valider", whole=False)
    tour.page.locator(".banner.waiting .text").first.wait_for()
    tour.see("review-kept")
    tour.page.unroute("**/review/entries/*/decision")
    tour.page.route("**/review/entries/*/decision", _decided_meanwhile)
    tour.page.evaluate("dispatchEvent(new Event('online'))")
    tour.page.get_by_text(
        tour.say("{n} décision gardée n’a pas été prise : la saisie a changé entre-temps")
    ).wait_for()
    tour.see("review-kept-too-late")
    tour.page.unroute("**/review/entries/*/decision")
