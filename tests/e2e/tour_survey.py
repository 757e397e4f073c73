"""The screens of a survey: asked, paused, finished, asked again; and which of two forms."""

from tests.e2e.demo import DemoSouk
from tests.e2e.tour import Tour
from tests.e2e.tour_asking import tour_asking
from tests.e2e.tour_register import COMMON_NAME
from tests.forms.workbooks import workbook_of

# Neither first nor about a period that is over: it may be asked at another souk (SPEC SV8).
ASKED_AGAIN = "/data/interview/freq"
LONGER_THAN_ANY_FORM = 60
ARABIC, FRENCH = "label::العربية (ar)", "label::Français (fr)"
WATER = {
    "survey": [
        ("type", "name", ARABIC, FRENCH),
        ("integer", "metres", "على أي بعد يوجد الماء، بالمتر؟", "À combien de mètres est l’eau ?"),
    ],
    "settings": [
        ("form_title", "form_id", "version", "default_language"),
        ("الماء في السوق", "water", "1", "العربية (ar)"),
    ],
}


def tour_survey(tour: Tour) -> None:
    """From a trader's page to the last question, where it is paused."""
    tour.press("Questionnaire")
    seen: set[str] = set()
    for _ in range(LONGER_THAN_ANY_FORM):
        tour.page.wait_for_timeout(150)
        kind = _question_kind(tour)
        if kind not in seen:
            seen.add(kind)
            tour.see(f"survey-{kind}")
            if len(seen) == 1:
                tour_asking(tour)
        if kind == "number" and "error" not in seen:
            seen.add("error")
            _unusual(tour)
        if tour.has("Terminer"):
            break
        _answer(tour, kind)
        tour.press("Suivant")
        if tour.page.locator(".error, .err").count() and "missing" not in seen:
            seen.add("missing")
            tour.see("survey-missing")
    tour.open_sheet("Pause")
    tour.see("survey-stop")
    tour.press("Reprendre plus tard")
    tour.go("/paused")
    tour.see("paused")


def tour_asked_again(tour: Tour, demo: DemoSouk) -> None:
    """What was paused is finished and sent, and one answer comes back."""
    tour.go("/paused")
    tour.page.get_by_role("main").get_by_role("link").first.click()
    tour.wait_for("Terminer")
    _answer(tour, _question_kind(tour))
    tour.press("Terminer")
    tour.page.get_by_text(tour.say("Questionnaire enregistré")).wait_for()
    tour.send()
    demo.ask_again(ASKED_AGAIN)
    tour.send()
    tour.go("/")
    tour.wait_for("{n} questionnaire à redemander")
    tour.see("today-ask-again")
    tour.go("/entries")
    tour.see("entries-returned")
    tour.press("Reposer les questions")
    tour.page.locator("main h2.q").wait_for()
    tour.see("ask-again")


def tour_another_form(tour: Tour, demo: DemoSouk) -> None:
    """A second form is published: from now on one is asked which."""
    demo.publish(workbook_of(WATER))
    tour.send()
    tour.go("/find")
    tour.page.get_by_role("searchbox").fill(COMMON_NAME)
    tour.page.locator("main a").nth(1).click()
    tour.press("Questionnaire")
    tour.page.wait_for_url("**/*#/surveys/**")
    tour.see("survey-pick")


def _question_kind(tour: Tour) -> str:
    main = tour.page.locator("main")
    if main.get_by_role("searchbox").count():
        return "long-list"
    for role, kind in (("radio", "one"), ("checkbox", "several"), ("textbox", "number")):
        if main.get_by_role(role).count():  # type: ignore[arg-type]
            return kind
    return "other"


def _unusual(tour: Tour) -> None:
    """A number that cannot be, then the way on says why."""
    tour.page.locator("main input").first.fill("999999")
    tour.press("Suivant")
    tour.see("survey-error")


def _answer(tour: Tour, kind: str) -> None:
    if kind == "number":
        tour.page.locator("main input").first.fill("3")
        return
    tour.rows().first.click()
    if kind == "long-list" and not tour.page.locator("input:checked").count():
        tour.rows().first.click()
