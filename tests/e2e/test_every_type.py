"""Every type of question in one form, and a household with nested repeats and 5,000 douars: run on
the phone without a network, in Arabic and in French, to approved and exported rows, and mended, a
nested repeat among it (SPEC SV4, SV20 to SV24)."""

import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import Geolocation, expect

from tests.e2e.camera import take_picture
from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.held import read_held
from tests.e2e.pages import FormWords, Pages
from tests.e2e.phone import Phone
from tests.e2e.programs import Reader
from tests.e2e.roster import known_at
from tests.e2e.test_photo import (
    NEWCOMER,
    assert_nothing_but_a_picture,
    medium,
    save_as_itinerant,
    send_the_data,
    to_the_badge,
)
from tests.forms.household import household
from tests.forms.workbooks import Sheets, sheets_named, workbook_of

PLACE = Geolocation(latitude=32.9871, longitude=-7.4312, accuracy=12.0)
BINARY = {"Content-Type": "application/octet-stream"}
WORK = "/data/member[2]/work[1]"
TOO_LIGHT = "Trois moutons de ce poids ?"
NO_PHOTO = "Pas d’accord pour les photos : aucune n’est prise, et le questionnaire continue."
REMARK = "Douze jours ? Elle en a dit dix."
STALL: Sheets = {
    "survey": [["type", "name", "label::Français (fr)"], ["image", "stall", "L'étal aujourd'hui"]],
    "choices": [["list_name", "name", "label::Français (fr)"]],
    "settings": [["form_id", "version", "form_title"], ["stall_today", "1", "Étal du jour"]],
}
EVERY_TYPE = {
    "/data/section": "livestock",
    "/data/trade": "ovine",
    "/data/words/name": "بّا صالح",
    "/data/words/story": "dès l'enfance\navec mon père",
    "/data/words/sheep": "3",
    "/data/words/weight": "48.5",
    "/data/words/origin": "farm",
    "/data/scales/days": "16",
    "/data/scales/stars": "4",
    "/data/scales/share": "0.5",
    "/data/scales/clean": "neutral",
    "/data/table/water": "enough",
    "/data/table/shade": "bad",
    "/data/goods": "milk wool",
    "/data/wishes": "wish_shade wish_water wish_light",
    "/data/times/since": "2019-03-01",
    "/data/times/born": "1962-01-01",
    "/data/times/opens": "06:30",
    "/data/crate": "K-0457",
    "/data/read": "OK",
}
HOUSEHOLD = {
    "/data/province": "berrechid",
    "/data/commune": "sidirahal",
    "/data/douar": "sidirahal_khazzan_koudia_3",
    "/data/born": "guisser_bouchaib_zitoun_5",
    "/data/member[1]/first": "Ali",
    "/data/member[1]/age": "41",
    "/data/member[1]/work[1]/task": "الحرث",
    "/data/member[1]/work[1]/days": "20",
    "/data/member[2]/first": "Zahra",
    "/data/member[2]/age": "38",
    "/data/member[2]/work": "2",
    f"{WORK}/task": "نسيج",
    f"{WORK}/days": "12",
    "/data/member[2]/work[2]/task": "خياطة",
    "/data/member[2]/work[2]/days": "4",
    "/data/rooms": "2",
    "/data/room[1]/use": "مطبخ",
    "/data/room[2]/use": "نوم",
}


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_sv22_every_type_of_question_is_answered_offline_exported_and_mended(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, lang: str
) -> None:
    words = publish(souk, sheets_named("every_type"), lang)
    phone = joined(hand_phone(lang), souk)
    with offline(phone):
        begin(phone, words.title, known_at(souk.laid, "livestock", 3))
        answer_every_type(Pages(phone, words), phone)
        begin(phone, words.title, known_at(souk.laid, "livestock", 4))
        expect_carried(Pages(phone, words), phone)
    phone.send_all()
    desk = sit_down("coach")
    desk.open_review("Tout", "Questionnaire", "place 3")
    desk.return_entry("Poids en kilos", TOO_LIGHT)
    phone.receive_until("{n} saisie renvoyée")
    mend_the_weight(phone, words)
    phone.send_all()
    row = approved_row(souk)
    given = {path: row[path] for path in row if path.startswith("/data/") and row[path]}
    assert {path: given.pop(path) for path in EVERY_TYPE} == EVERY_TYPE
    assert given.pop("/data/times/seen") == souk.laid.today.isoformat()
    assert given.pop("/data/times/met") == f"{souk.laid.today.isoformat()}T11:45"
    assert "32.987100" in given.pop("/data/where")
    assert given == {}


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_sv21_a_household_of_nested_repeats_is_answered_offline_exported_and_mended(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, lang: str
) -> None:
    words = publish(souk, household(), lang)
    phone = joined(hand_phone(lang), souk)
    with offline(phone):
        begin(phone, words.title, known_at(souk.laid, "livestock", 3))
        answer_household(Pages(phone, words), phone)
    phone.send_all()
    desk = sit_down("coach")
    desk.open_review("Tout", "Questionnaire", "place 3")
    days = desk.page.get_by_role("main").get_by_role("button", name="Jours par mois")
    days.nth(1).click()  # those of the second member, in her first work
    desk.hand.fill("Ce que l’auteur va lire", REMARK)
    desk.hand.press("Envoyer le renvoi")
    phone.receive_until("{n} saisie renvoyée")
    mend(phone, words)
    phone.send_all()
    row = approved_row(souk)
    given = {path: row[path] for path in row if path.startswith("/data/") and row[path]}
    assert given == HOUSEHOLD | {f"{WORK}/days": "10"}


def test_sv25_a_photo_that_a_form_asks_for_is_taken_offline_and_arrives(
    souk: Souk, hand_phone: HandPhone
) -> None:
    words = publish(souk, STALL, "fr")
    phone = joined(hand_phone("ar"), souk)  # shown in French, which the form is in (SV26)
    with offline(phone):
        to_the_badge(phone)
        save_as_itinerant(phone)
        begin(phone, words.title, NEWCOMER)
        asked = Pages(phone, words)
        asked.expect_question("stall")
        picture = take_picture(phone.page)
        phone.page.locator("input[type=file][capture=environment]").set_input_files(picture)
        phone.page.locator("main img").wait_for()
        asked.finish()
    send_the_data(phone)
    phone.hand.press("Envoyer les photos maintenant")
    phone.says("Tout est arrivé").wait_for()
    assert_nothing_but_a_picture(medium(souk.laid))
    row = approved_row(souk)
    assert row["/data/stall"] == row["photo_sha256"] == medium(souk.laid).sha256


def publish(souk: Souk, sheets: Sheets, lang: str) -> FormWords:
    with souk.desk_api() as desk:
        answer = desk.post("/forms", content=workbook_of(sheets), headers=BINARY)
        assert answer.status_code == 201, answer.text
    return FormWords(sheets, lang)


def joined(phone: Phone, souk: Souk) -> Phone:
    """With the form among what it receives: only then does joining leave the screen alone."""
    phone.join(souk.invite())
    phone.page.wait_for_function("() => location.hash === '#/'")
    return phone


@contextmanager
def offline(phone: Phone) -> Iterator[None]:
    phone.page.context.grant_permissions(["geolocation"])
    phone.page.context.set_geolocation(PLACE)
    phone.page.context.set_offline(True)
    yield
    phone.page.context.set_offline(False)


def begin(phone: Phone, title: str, who: str) -> None:
    phone.look_up(who)
    phone.hand.press("Questionnaire")
    page = phone.page
    page.get_by_role("link", name=title).or_(page.get_by_role("button", name=title)).click()


def approved_row(souk: Souk) -> dict[str, str]:
    """Approved by the coach, and read by a program."""
    with souk.desk_api() as desk:
        for entry in read_held(souk.laid).of_kind("survey"):
            decision = {"decision_id": str(uuid.uuid4()), "decision": "approve", "rev": entry.rev}
            desk.post(f"/review/entries/{entry.id}/decision", json=decision).raise_for_status()
    with closing(Reader(souk.server.url, souk.new_key())) as reader:
        [row] = reader.csv("survey")
    return row


def answer_every_type(asked: Pages, phone: Phone) -> None:
    """Each as a finger does it, and once back and forth without losing anything."""
    asked.expect_question("welcome")
    asked.next()
    asked.expect_question("section")
    asked.pick("livestock")  # quick: no button is pressed
    asked.expect_question("trade")
    asked.pick("ovine")
    asked.next()
    asked.expect_question("words")
    answer_words(asked, phone)
    asked.next()
    asked.expect_question("scales")
    answer_scales(asked, phone)
    asked.next()
    for row, level in (("water", "enough"), ("shade", "bad")):
        with asked.at(row):
            asked.pick(level)
    asked.next()
    asked.expect_question("goods")
    asked.back()
    expect(asked.main.locator("label.on")).to_have_count(2)
    asked.next()
    asked.pick("milk", "wool")
    asked.next()
    asked.expect_question("wishes")
    asked.pick("wish_water", "wish_light", "wish_shade")
    phone.hand.press("Monter le rang {n}", nth=1)
    phone.hand.press("Monter le rang {n}", nth=0)
    asked.next()
    answer_times(asked, phone)
    asked.next()
    asked.expect_question("where")
    phone.hand.press("Prendre la position")
    phone.hand.press("Garder {acc} m")
    asked.next()
    asked.expect_question("crate")
    asked.write("K-0457")
    asked.next()
    asked.expect_question("place")
    phone.says(NO_PHOTO).wait_for()  # nobody was asked for it on this phone
    asked.next()
    expect(asked.asked()).to_contain_text("127.5")
    asked.next()
    asked.expect_question("read")
    asked.main.locator("label.checkbox").click()
    asked.finish()


def answer_words(asked: Pages, phone: Phone) -> None:
    """What is missing stops at its question, with the others of the page in sight."""
    asked.next()
    with asked.at("name"):
        expect(asked.here.get_by_role("alert")).to_be_visible()
        asked.write("بّا صالح")
    with asked.at("story"):
        asked.write("dès l'enfance\navec mon père")
    with asked.at("sheep"):
        expect(asked.here.get_by_role("alert")).to_be_visible()
        for _ in range(3):
            asked.press("Plus")
    with asked.at("weight"):
        asked.write("42,5")
    with asked.at("origin"):
        asked.here.get_by_role("button").click()
        asked.pick_in_sheet("farm")


def answer_scales(asked: Pages, phone: Phone) -> None:
    with asked.at("days"):
        asked.press("Plus")
    with asked.at("stars"):
        asked.here.locator("label", has_text="4").click()
    with asked.at("share"):
        asked.here.locator("label", has_text="0.5").click()
    with asked.at("clean"):
        asked.pick("neutral")


def answer_times(asked: Pages, phone: Phone) -> None:
    today = "Date d'aujourd'hui"
    with asked.at("seen"):
        asked.press(today)
    with asked.at("since"):
        asked.write("3")
        asked.write("2019", nth=1)
    with asked.at("born"):
        asked.write("1962")
    with asked.at("opens"):
        asked.write("630")
    with asked.at("met"):
        asked.press(today)
        asked.write("1145", nth=3)


def expect_carried(asked: Pages, phone: Phone) -> None:
    """The next interview begins with the section and the trade of the last; the rest is as new."""
    asked.next()
    for question in ("section", "trade"):
        asked.expect_question(question)
        expect(asked.main.locator("label.on")).to_have_count(1)
        phone.says("Repris du questionnaire précédent ; à changer s’il diffère.").wait_for()
        asked.next()
    with asked.at("name"):
        expect(asked.here.get_by_role("textbox")).to_have_value("")
    asked.pause()


def answer_household(asked: Pages, phone: Phone) -> None:
    asked.pick("berrechid")
    asked.next()
    asked.pick("sidirahal")
    asked.next()
    asked.search("khazan koudia 3")
    asked.pick("sidirahal_khazzan_koudia_3")
    asked.next()
    asked.expect_question("born")
    asked.search("بوشعيب الزيتون 5")
    asked.pick("guisser_bouchaib_zitoun_5")
    asked.next()
    answer_member(asked, "Ali", "41", ("الحرث", "20"))
    phone.hand.press("Ajouter : {label}", nth=1)
    answer_member(asked, "Zahra", "38", ("نسيج", "12"))
    phone.hand.press("Ajouter : {label}", nth=0)
    answer_work(asked, "خياطة", "4")
    take_out_and_back(asked, phone)
    asked.next()
    asked.expect_question("rooms")
    asked.write("2")
    for n, use in ((1, "مطبخ"), (2, "نوم")):
        asked.next()
        expect(asked.asked()).to_contain_text(str(n))
        asked.write(use)
    asked.finish()


def answer_member(asked: Pages, name: str, age: str, work: tuple[str, str]) -> None:
    asked.expect_question("first")
    asked.write(name)
    asked.next()
    expect(asked.asked()).to_contain_text(name)
    asked.write(age)
    asked.next()
    answer_work(asked, *work)


def answer_work(asked: Pages, task: str, days: str) -> None:
    asked.expect_question("task")
    asked.write(task)
    asked.next()
    asked.expect_question("days")
    asked.write(days)


def take_out_and_back(asked: Pages, phone: Phone) -> None:
    """A member goes with all that was said of them, and comes back; a list tells them apart."""
    phone.hand.open_sheet("Sommaire")
    sheet = phone.page.locator("dialog[open]")
    ali = sheet.locator("details", has_text="Ali").first
    ali.locator("summary").click()
    ali.get_by_role("button", name=phone.hand.say("Supprimer : {label}")).click()
    expect(sheet.locator("summary", has_text="Ali")).to_have_count(0)
    phone.hand.close()
    phone.hand.press("Annuler")
    phone.hand.open_sheet("Sommaire")
    expect(sheet.locator("summary", has_text="Ali")).to_have_count(2)
    phone.hand.close()


def mend_the_weight(phone: Phone, words: FormWords) -> None:
    """Its whole page opens; what is not of this question stays as it was."""
    phone.go_to("Mes saisies")
    phone.hand.press("Corriger cette réponse")
    asked = Pages(phone, words)
    asked.expect_question("words")
    with asked.at("weight"):
        expect(asked.here).to_contain_text(TOO_LIGHT)
        asked.write("48,5")
    asked.keep_the_rest()
    expect(asked.main).not_to_contain_text(TOO_LIGHT)


def mend(phone: Phone, words: FormWords) -> None:
    """The comment opens the very question in the very instance."""
    phone.go_to("Mes saisies")
    phone.hand.press("Corriger cette réponse")
    asked = Pages(phone, words)
    asked.expect_question("days")
    expect(asked.main).to_contain_text("Zahra")
    expect(asked.main).to_contain_text("نسيج")
    expect(asked.main).to_contain_text(REMARK)
    asked.write("10")
    asked.keep_the_rest()
    # It may be on its way already: what is sure is that nothing asks for it any more.
    expect(asked.main).not_to_contain_text(REMARK)
