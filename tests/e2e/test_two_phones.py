"""Two phones in a section, a correction an hour later, somebody registered twice (PR, OP8)."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.held import read_held
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.registration import register_here
from tests.e2e.souk import NOBODYS_PLACE, PLACES_EACH
from tests.e2e.walk import Walk

SECTION = "veg"
NEWCOMER = "بوشعيب القزاديري"
TRADE = "Légumes"


def test_two_phones_a_later_correction_and_a_merge_give_the_figures_of_the_rules(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    one = hand_phone().join(souk.invite(0))
    other = hand_phone().join(souk.invite(1))
    souk.server.kill()  # so that neither hears of the other

    an_hour_ago = earlier(now())
    one.page.clock.set_fixed_time(an_hour_ago)
    one.hand.press("Commencer la tournée")
    mark(one, 1, "Pas là pour l’instant")
    mark(one, 2, "Présent·e")
    mark(one, 3, "Pas là pour l’instant")
    register(one)
    other.hand.press("Commencer la tournée")
    mark(other, 1, "Présent·e")
    mark(other, 2, "Pas là pour l’instant")
    mark(other, 4, "Pas là pour l’instant")
    register(other)
    one.page.clock.set_fixed_time(now())
    correct(one, 3, "Présent·e")

    souk.server.start()
    one.send_all()
    other.send_all()
    assert_corrected(souk, an_hour_ago)
    assert figures(souk) == {
        "traders": {"present": 5, "absent": 1, "not_recorded": PLACES_EACH - 1 - 4},
        "places": {"marked": 5, "known": PLACES_EACH},
    }

    desk = sit_down("coach")
    merge_the_two(desk)
    desk.close_day()
    assert figures(souk) == {
        "traders": {"present": 4, "absent": 1, "not_recorded": PLACES_EACH - 1 - 4},
        "places": {"marked": 5, "known": PLACES_EACH},
    }
    desk.go_to("Souk")
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("80")

    who = put_off_then_refused(one)
    one.send_all()
    other.hear(lambda: refused_once(other, who))
    let_all_be_asked_again(desk, souk)


def now() -> datetime:
    return datetime.now(ZoneInfo("Africa/Casablanca"))


def earlier(moment: datetime) -> datetime:
    """An hour before, or what of the day there was."""
    return max(moment - timedelta(hours=1), moment.replace(hour=0, minute=1))


def mark(phone: Phone, number: int, french: str) -> None:
    Walk(phone).stand_at(SECTION, number)
    phone.hand.press(french, whole=True)
    expect(phone.page.locator("[aria-current=step] b")).to_have_text(str(number + 1))
    phone.hand.wait_to_hear()


def register(phone: Phone) -> None:
    Walk(phone).stand_at(SECTION, NOBODYS_PLACE)
    register_here(phone, NEWCOMER, TRADE)


def correct(phone: Phone, number: int, french: str) -> None:
    """From the square of the place in the lane, as it stands behind one."""
    Walk(phone).stand_at(SECTION, number + 1)
    lane = phone.page.get_by_role("list", name=phone.hand.say("Places autour de vous"))
    lane.get_by_role("button", name=str(number)).first.click()
    phone.page.get_by_role("dialog").wait_for()
    phone.hand.choose(french)
    phone.page.get_by_role("dialog").wait_for(state="hidden")


def assert_corrected(souk: Souk, an_hour_ago: datetime) -> None:
    """One entry of two revisions, recorded an hour apart; nobody calls the clock suspect (CL2)."""
    held = read_held(souk.laid)
    place = souk.laid.place(SECTION, 3)
    [entry] = [each for each in held.of_kind("presence") if each.stall_id == place]
    assert (entry.rev, entry.body["status"]) == (2, "present")
    ops = [json.loads(each.op) for each in held.revisions if each.entry_id == entry.id]
    first, second = sorted(datetime.fromisoformat(op["recorded_at"]) for op in ops)
    assert abs(first - an_hour_ago) < timedelta(seconds=1)
    assert second - first >= timedelta(minutes=50) or an_hour_ago.hour == 0
    assert [each.flags for each in held.of_kind("presence") if "clock_suspect" in each.flags] == []


def figures(souk: Souk) -> dict[str, Any]:
    """Of the section today, as an official gets them."""
    with souk.desk_api("official") as desk:
        answer = desk.get("/insight/presence", params={"weeks": 1}).raise_for_status().json()
    today = souk.laid.today.isoformat()
    [cell] = [
        cell for cell in answer["cells"] if cell["date"] == today and cell["section"] == SECTION
    ]
    return {"traders": cell["traders"], "places": cell["places"]}


def put_off_then_refused(phone: Phone) -> str:
    """«Not now» keeps the survey at its place, where it is gone on with (SV11)."""
    phone.go_to("Aujourd’hui")
    who = Walk.begin(phone).at().who
    phone.look_up(who)
    phone.hand.press("Questionnaire")
    Interview(phone)
    phone.hand.press("Pas maintenant")
    phone.hand.press("Questionnaire remis à plus tard")
    Interview(phone).give("non")
    phone.hand.press("Terminer")
    phone.says("Questionnaire enregistré").wait_for()
    return who


def refused_once(phone: Phone, who: str) -> bool:
    """What another phone asked stands at the trader (SV10)."""
    phone.look_up(who)
    return phone.says("n’a pas accepté, {day}").count() > 0


def let_all_be_asked_again(desk: Desk, souk: Souk) -> None:
    """The coach's day, from tomorrow on (SV10)."""
    desk.go_to("Formulaires")
    desk.hand.press("Ouvrir")
    desk.hand.wait_for("Enregistrer le jour")
    tomorrow = (souk.laid.today + timedelta(days=1)).isoformat()
    desk.hand.fill("Redemander à partir du", tomorrow)
    desk.hand.press("Enregistrer le jour")
    desk.says("On redemande à partir du {day}.").wait_for()


def merge_the_two(desk: Desk) -> None:
    desk.go_to("Revue")
    desk.hand.press("Doublons possibles")
    keep = desk.page.get_by_role("button", name=desk.hand.say("Même personne, garder celle-ci"))
    desk.until(lambda: keep.count() > 0)
    keep.first.click()
    undo = desk.page.get_by_role("button", name=desk.hand.say("Annuler la fusion"))
    desk.until(lambda: undo.count() > 0)
