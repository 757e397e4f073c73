"""The week before: a coach plans days and zones, names a deputy, prints cards (SPEC CA, ZO, DE)."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Playwright, expect
from sqlmodel import Session, select

from rahba.access.tables import Person
from rahba.catalog.badges import format_badge
from rahba.catalog.tables import SoukDay, Trader
from tests.e2e.browser import ARGUMENTS, CHROMIUM
from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.paper import pages_of

CHOSEN = "barley at first light"
LOGIN = "suppleant"
CARDS = 12
ZONE = "Ma zone · {from} à {to}"


def test_CA6_a_souk_that_is_cancelled_at_the_desk_is_said_to_be_on_the_phone(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    plan_today(souk)
    phone = hand_phone().join(souk.invite())
    desk = sit_down("coach")
    desk.go_to("Souk")
    desk.hand.press("Calendrier")
    desk.page.get_by_role("heading", level=1, name="Le souk est aujourd’hui").wait_for()
    row = desk.page.get_by_role("row").filter(has_text="prévu").first
    row.get_by_role("button", name=re.compile("^Annuler")).click()
    desk.hand.choose("Météo")
    desk.hand.press("Annuler ce souk")
    desk.says("annulé").wait_for()

    phone.receive_until("Pas de souk aujourd’hui")
    assert "est annulé" in phone.text()
    assert "météo" in phone.text()

    desk.hand.press("Rétablir")
    desk.page.get_by_role("heading", level=1, name="Le souk est aujourd’hui").wait_for()
    phone.receive_until(ZONE)


def test_CA2_CA4_CA5_a_day_is_moved_one_is_added_and_ramadan_has_its_hours(
    souk: Souk, sit_down: SitDown
) -> None:
    plan_today(souk)
    desk = sit_down("coach")
    desk.go_to("Souk")
    desk.hand.press("Calendrier")
    days = desk.page.get_by_role("row").filter(has=desk.page.get_by_role("rowheader"))
    days.first.get_by_role("button", name=re.compile("^Déplacer")).click()
    give_day(desk, "Au", souk.laid.today + timedelta(days=1))
    desk.hand.press("Déplacer ce souk")
    expect(days.filter(has_text="souk déplacé ici")).to_have_count(1)
    expect(days.filter(has_text="déplacé au")).to_have_count(1)

    desk.hand.open_sheet("Jour en plus")
    give_day(desk, "Jour", souk.laid.today + timedelta(days=2))
    desk.hand.press("Jour en plus")
    added = days.filter(has_text="jour en plus")
    expect(added).to_have_count(1)
    expect(added).to_contain_text("Aïd")

    desk.hand.open_sheet("Autre horaire")
    give_day(desk, "Jusqu’au", souk.laid.today + timedelta(days=29))
    desk.hand.fill("Commence à", "09:30")
    desk.hand.fill("Finit à", "15:00")
    desk.hand.press("Enregistrer", whole=True)
    expect(added).to_contain_text("09:30")
    desk.hand.press("Finir cet horaire")
    expect(added).not_to_contain_text("09:30")

    desk.page.get_by_role("button", name=re.compile("^Rétablir")).click()
    expect(days.filter(has_text="souk déplacé ici")).to_have_count(0)
    expect(days.first.get_by_role("button", name=re.compile("^Déplacer"))).to_be_visible()


def give_day(desk: Desk, label: str, day: date) -> None:
    """Typed as French writes it, into the open sheet."""
    field = desk.page.locator("dialog[open]").get_by_label(desk.hand.say(label))
    field.first.fill(f"{day:%d/%m/%Y}")


def test_ZO2_a_phone_walks_the_zone_that_the_coach_gave(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown
) -> None:
    phone = hand_phone().join(souk.invite(2))
    desk = sit_down("coach")
    desk.arrange(name_of(souk, 2))
    desk.hand.press("Finir")
    desk.says("Aucune zone donnée.").wait_for()
    phone.receive_until("Aucune zone ne vous est encore confiée. Vous pouvez choisir une rahba.")

    desk.hand.press("Donner une zone")
    desk.page.locator("dialog[open] select").first.select_option("grains")
    desk.hand.press("Enregistrer", whole=True)
    desk.hand.wait_for("Donner une zone")
    phone.receive_until(ZONE)


def test_DE4_a_deputy_is_named_and_comes_in_with_a_code(souk: Souk, sit_down: SitDown) -> None:
    coach = sit_down("coach")
    coach.arrange(name_of(souk, 1))
    coach.hand.press("Nommer à la suppléance du coach")
    days = coach.page.locator("dialog[open] input[placeholder='__/__/____']")
    days.last.fill(days.first.input_value())
    coach.hand.press("Enregistrer", whole=True)
    coach.hand.wait_for("Code pour un nouveau mot de passe")
    coach.hand.close()
    code = coach.code_for_a_password(name_of(souk, 1), LOGIN)
    coach.page.locator(".who-am-i").click()
    coach.hand.press("Se déconnecter")

    coach.come_in_with(code, LOGIN, CHOSEN)
    coach.go_to("Revue")
    assert name_of(souk, 1) in coach.text()


def test_CD3_cards_come_out_on_both_sides_of_whole_sheets(souk: Souk, sit_down: SitDown) -> None:
    give_badges(souk)
    desk = sit_down("coach")
    desk.go_to("Registre")
    desk.hand.press("Cartes à imprimer")
    desk.page.locator(".a4").first.wait_for()
    printed = desk.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type ?/Page\b(?!s)", printed)) == 4
    assert re.search(rb"/MediaBox ?\[0 0 59[45][.\d]* 84[12][.\d]*\]", printed)
    fronts = texts(desk.page.locator(".a4").first.locator(".badge"))
    assert fronts == [format_badge("K", n) for n in range(1, 11)]
    assert desk.page.locator(".known").count() == 0


def test_CD3_no_blank_sheet_comes_out_before_the_cards(
    souk: Souk, sit_down: SitDown, playwright: Playwright, tmp_path: Path
) -> None:
    """It once did in every second browser that opened the page by its address, and what is on the
    back of each card was another's then."""
    give_badges(souk)
    desk = sit_down("coach")
    desk.go_to("Registre")
    desk.hand.press("Cartes à imprimer")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    for _ in range(6):
        other = browser.new_context(storage_state=desk.page.context.storage_state())
        page = other.new_page()
        page.goto(desk.page.url)
        page.locator(".a4").first.wait_for()
        assert pages_of(page, tmp_path / "cards.pdf") == 4
        other.close()
    browser.close()


def plan_today(souk: Souk) -> None:
    """Today's souk is planned and has not been held yet, as on the eve."""

    def plan(session: Session) -> None:
        query = select(SoukDay).where(SoukDay.date == souk.laid.today)
        session.exec(query).one().status = "planned"

    change(souk, plan)


def give_badges(souk: Souk) -> None:
    def give(session: Session) -> None:
        traders = session.exec(select(Trader).order_by(Trader.id).limit(CARDS)).all()
        for number, trader in enumerate(traders, 1):
            trader.badge = format_badge("K", number)

    change(souk, give)


def change(souk: Souk, work: Callable[[Session], None]) -> None:
    database = souk.laid.database()
    database.transact(work)
    database.dispose()


def name_of(souk: Souk, animator: int) -> str:
    database = souk.laid.database()
    market = souk.laid.market
    with database.read() as session:
        name = session.get_one(Person, (market.id, market.animators[animator])).name_latin
    database.dispose()
    return name


def texts(found: Locator) -> list[str]:
    return [text.strip() for text in found.all_inner_texts()]
