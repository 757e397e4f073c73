"""The coach, before the bus leaves: five steps, from what has not arrived to a closed day."""

from playwright.sync_api import expect
from sqlmodel import col, select

from rahba.entries.tables import Entry, Review
from tests.e2e.commune import Commune
from tests.e2e.desk import KEPT, SECOND_LOOK_MS, Desk
from tests.e2e.faults import Fault, no_fault
from tests.e2e.phone import Phone
from tests.e2e.test_whole_story import HELPERS, REMARK, mend


def see_five_steps(desk: Desk) -> None:
    desk.go_to("Jour de souk")
    desk.until(lambda: desk.page.locator("ol.five > li").count() == 5)
    desk.says("toutes les saisies connues sont arrivées").wait_for()


def return_the_survey_and_have_it_mended(desk: Desk, phone: Phone, code: str) -> None:
    desk.open_review("Tout", "Questionnaire", code)
    desk.return_entry(HELPERS, REMARK)
    phone.receive_until("{n} saisie renvoyée")
    mend(phone, "2")
    phone.send_all()


def decide_without_a_network(commune: Commune, desk: Desk, code: str) -> None:
    """The decision waits in the desk, and goes once when there is a network again."""
    desk.open_review("Tout", "Questionnaire", code)
    commune.network.rule = no_decision_passes
    desk.approve_entry()
    desk.says(KEPT).wait_for()
    assert approvals_of_the_survey(commune) == 0
    commune.network.rule = no_fault
    desk.until(lambda: desk.page.get_by_text(desk.hand.say(KEPT)).count() == 0)
    assert approvals_of_the_survey(commune) == 1


def no_decision_passes(_method: str, path: str, _before: int) -> Fault:
    return "lose_request" if "/decision" in path else "pass"


def approvals_of_the_survey(commune: Commune) -> int:
    database = commune.database()
    with database.read() as session:
        made = session.exec(
            select(Review)
            .join(Entry, col(Entry.id) == Review.entry_id)
            .where(Entry.kind == "survey", Review.decision == "approve")
        ).all()
    database.dispose()
    return len(made)


def approve_what_was_looked_at(desk: Desk, step: str) -> None:
    """All that a step lists, chosen at once."""
    desk.go_to("Jour de souk")
    desk.go_to("Revue")
    steps = desk.page.get_by_role("navigation", name=desk.hand.say("Saisies à revoir"))
    desk.until(lambda: steps.count() > 0)
    steps.get_by_role("link", name=desk.hand.say(step)).click()
    boxes = desk.page.locator(".qi input")
    desk.page.wait_for_timeout(SECOND_LOOK_MS)
    if boxes.count() == 0:
        return
    boxes.first.check()
    if desk.hand.has("Choisir tout ce qui est affiché"):
        desk.hand.press("Choisir tout ce qui est affiché")
    desk.hand.press("Valider les {n}")
    desk.until(lambda: boxes.count() == 0)


def approve_registrations_by_section(desk: Desk) -> None:
    desk.go_to("Jour de souk")
    sections = desk.page.locator(".by-section button")
    desk.until(lambda: sections.count() > 0)
    while sections.count() > 0:
        left = sections.count()
        sections.first.click()
        expect(sections).to_have_count(left - 1)
    desk.hand.wait_for("Annuler ces {n} validations")


def approve_the_rest_and_close(desk: Desk) -> None:
    rest = desk.hand.find("Valider {n}", whole=True)
    if rest.count() > 0:
        rest.first.click()
        expect(rest).to_have_count(0)
    desk.close_day()
