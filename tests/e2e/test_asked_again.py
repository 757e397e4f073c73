"""A survey comes back: one answer is mended without the trader, another is asked again at the place
(SPEC SV8); what still cannot be right is set to unknown, and the rest approved (SV9)."""

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.held import read_held
from tests.e2e.interview import Interview
from tests.e2e.test_whole_story import ANIMATOR, HELPERS, OWNER
from tests.e2e.walk import Walk

HOW_OFTEN = "Combien de fois par mois venez-vous au souk de Guisser ?"
REMARK = "Chaque semaine, avec cinq aides ?"
IN_VAIN = "Deux aides, une seule place : on ne le saura pas."


def test_sv8_an_answer_is_asked_again_at_its_place_and_one_about_today_is_not(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    desk = sit_down("coach")
    phone = hand_phone().join(desk.invite(ANIMATOR))
    here = Walk.begin(phone).at()
    phone.look_up(here.who)
    phone.hand.press("Questionnaire")
    Interview(phone).answer_all(OWNER)
    phone.send_all()

    desk.open_review("Signalées", "Questionnaire", f"place {here.number}")
    for question in (HOW_OFTEN, HELPERS):
        desk.page.get_by_role("main").get_by_role("button", name=question).first.click()
    way = desk.page.get_by_role("group", name=HELPERS)
    expect(way).to_contain_text("période passée")
    expect(way.get_by_role("button")).to_have_count(2)
    expect(way.get_by_role("button", name="Redemander au prochain souk")).to_have_count(0)
    desk.page.get_by_role("group", name=HOW_OFTEN).get_by_role(
        "button", name="Redemander au prochain souk"
    ).click()
    desk.hand.fill("Ce que l’auteur va lire", REMARK)
    desk.hand.press("Envoyer le renvoi")

    phone.receive_until("{n} questionnaire à redemander")
    phone.go_to("Chercher")
    phone.page.get_by_role("searchbox").fill(here.who)
    phone.says("À redemander").wait_for()
    phone.look_up(here.who)
    phone.hand.press("Aller à la place")
    phone.hand.press("{n} question à redemander")
    again = Interview(phone)
    asked = [again.question()]
    while not again.is_last():
        again.next()
        asked.append(again.question())
    assert asked == [HOW_OFTEN, HELPERS]
    again.give("2")
    phone.hand.press("Terminer")
    phone.send_all()
    (mended,) = read_held(souk.laid).of_kind("survey")
    assert (mended.rev, mended.state) == (2, "received")
    assert mended.body["answers"]["/data/interview/helpers_paid"] == 2
    assert mended.body["answers"]["/data/interview/sex"] == "m"

    desk.open_review("Signalées", "Questionnaire", f"place {here.number}")
    desk.page.get_by_role("main").get_by_role("button", name=HELPERS).first.click()
    way = desk.page.get_by_role("group", name=HELPERS)
    way.get_by_role("button", name=desk.hand.say("Mettre à « inconnu »")).click()
    desk.hand.fill("Ce que l’auteur va lire", IN_VAIN)
    desk.hand.press("Valider le reste")
    desk.says("Validé : {what}").wait_for()
    (approved,) = read_held(souk.laid).of_kind("survey")
    assert (approved.rev, approved.state) == (3, "approved")
    assert approved.body["status"] == {"/data/interview/helpers_paid": "unknown"}
    assert "/data/interview/helpers_paid" not in approved.body["answers"]

    phone.hear(lambda: phone.entries_in("validé") == 1)
    phone.look_up(here.who)
    phone.says("{n} réponse mise à « inconnu » par le coach").click()
    phone.says("inconnu, par décision du coach").wait_for()
    expect(phone.page.get_by_text(IN_VAIN)).to_be_visible()
