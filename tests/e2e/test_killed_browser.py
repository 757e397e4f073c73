"""What was typed and not saved outlives a browser that is killed (SPEC PH6)."""

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.held import assert_taken_once, read_held
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.roster import known_at
from tests.e2e.test_whole_story import HELPERS, OWNER, REMARK
from tests.e2e.walk import Walk

PAUSED = "Questionnaires et inscriptions en pause"
NOTE = "La route de Settat est coupée"
WRITTEN_MS = 800  # a pause in typing, and the write
DEATHS = 20
# Chromium writes localStorage, where the chosen language is, some seconds late.
LANGUAGE_WRITTEN_MS = 8_000
# Marks the place where one stands; resolves once it is said that so many entries are saved.
MARKED_AND_SAVED = """(saved) => new Promise((done) => {
  const said = new RegExp(`(^|\\\\D)${saved} saisies? sur le téléphone`);
  const look = () => said.test(document.body.innerText) && done();
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true,
  });
  [...document.querySelectorAll("button")]
    .find(({ innerText }) => /Présent·e|Place vide/.test(innerText)).click();
})"""


def test_ph6_a_day_sheet_and_a_correction_are_gone_on_with_after_the_battery_died(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    phone = hand_phone().join(souk.invite())
    phone.look_up(known_at(souk.laid, "grains", 1))
    phone.hand.press("Questionnaire")
    Interview(phone).answer_all(OWNER)
    phone.send_all()
    desk = sit_down("coach")
    desk.open_review("Signalées", "Questionnaire", "place 1")
    desk.return_entry(HELPERS, REMARK)
    phone.receive_until("{n} saisie renvoyée")
    souk.server.kill()

    type_a_day_sheet(phone)
    begin_to_mend(phone)
    phone.kill()
    phone.open()
    assert sheet_is_there(phone)
    finish_mending(phone)

    souk.server.start()
    the_network_is_back(phone)
    phone.wait_until(lambda: read_held(souk.laid).of_kind("day_sheet") != [])
    phone.send_all()
    held = read_held(souk.laid)
    (survey,) = held.of_kind("survey")
    assert survey.body["answers"]["/data/interview/helpers_paid"] == 2
    assert survey.body["answers"]["/data/interview/sales_band"] == "b2"
    (sheet,) = held.of_kind("day_sheet")
    assert sheet.body["weather"] == ["rain"]
    assert sheet.body["note"] == NOTE


def the_network_is_back(phone: Phone) -> None:
    """The browser tells the app; nobody presses anything."""
    phone.page.context.set_offline(True)
    phone.page.context.set_offline(False)


def type_a_day_sheet(phone: Phone) -> None:
    phone.go_to("Aujourd’hui")
    phone.hand.press("Feuille du jour")
    phone.hand.choose("pluie")
    phone.hand.fill("Remarque", NOTE)
    phone.page.wait_for_timeout(WRITTEN_MS)


def begin_to_mend(phone: Phone) -> None:
    phone.go_to("Mes saisies")
    phone.hand.press("Corriger cette réponse")
    interview = Interview(phone)
    assert interview.question() == HELPERS
    interview.give("2")
    interview.next()
    phone.page.wait_for_timeout(WRITTEN_MS)


def sheet_is_there(phone: Phone) -> bool:
    """It stands under what is paused, as it was; it is saved from there."""
    phone.go_to("Aujourd’hui")
    phone.hand.press(PAUSED)
    phone.page.get_by_role("main").get_by_role("link", name="Feuille du jour").click()
    expect(phone.page.get_by_label(phone.hand.say("Remarque"))).to_have_value(NOTE)
    phone.hand.press("Enregistrer la feuille")
    phone.page.get_by_role("heading", level=1, name="En pause").wait_for()
    return True


def finish_mending(phone: Phone) -> None:
    """It goes on behind the answer that was given; what is sensitive is not shown (SV6)."""
    phone.go_to("Aujourd’hui")
    phone.hand.press(PAUSED)
    phone.page.get_by_role("main").get_by_role("link", name="correction").click()
    interview = Interview(phone)
    assert interview.question() != HELPERS
    interview.back()
    assert interview.chosen() == "2"
    while not interview.is_last():
        interview.next()
        phone.page.wait_for_timeout(200)
    expect(phone.page.get_by_role("main")).to_contain_text("masquée depuis l’envoi")
    assert interview.chosen() == ""
    phone.hand.press("Terminer")
    phone.page.get_by_role("heading", level=1, name="En pause").wait_for()


def test_ph1_i1_what_was_said_to_be_saved_is_there_though_the_phone_died_at_that_moment(
    souk: Souk, hand_phone: HandPhone
) -> None:
    """SIGKILL within milliseconds of the words, again and again; then all of it arrives."""
    phone = hand_phone().join(souk.invite())
    phone.page.wait_for_timeout(LANGUAGE_WRITTEN_MS)
    souk.server.kill()
    for saved in range(1, DEATHS + 1):
        Walk.begin(phone)
        phone.kill_once(MARKED_AND_SAVED, saved)
        phone.open()
        expect(phone.page.get_by_text(f"{saved} en attente").first).to_be_visible()
    souk.server.start()
    phone.send_all()
    held = read_held(souk.laid)
    assert_taken_once(held)
    assert len(held.of_kind("presence")) == DEATHS
