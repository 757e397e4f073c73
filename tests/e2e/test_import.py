"""A commune's own list, from the template to the first meeting (SPEC IM4-IM7)."""

import io
import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Locator, expect
from sqlmodel import select

from rahba.catalog.tables import Consent, ImportedTrader, Stall, Trader
from rahba.entries.tables import Entry
from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.phone import Phone
from tests.e2e.registration import inform
from tests.e2e.souk import NOBODYS_PLACE

ANIMATOR = "Hajar El Mouden"
WILLING, UNWILLING = "Boujemaa Zerouali", "Ghalia Tsoulia"
NEW_PLACE = 44


def test_whoever_a_list_names_is_informed_at_the_first_meeting_and_not_recorded_before(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, tmp_path: Path
) -> None:
    desk = sit_down("coach")
    phone = hand_phone().join(desk.invite(ANIMATOR))
    bring_in(desk, fill_in(souk, tmp_path / "liste.xlsx"))
    receive(phone)

    meet(phone, WILLING)
    expect(phone.page.get_by_text("pas encore informé·e")).to_be_visible()
    assert not phone.hand.has("Présent·e")
    inform(phone, WILLING)
    meet(phone, UNWILLING)
    decline(phone)
    phone.send_all()

    roster = {trader.id: trader for trader in rows(souk, Trader)}
    registered, gone = (roster[listed(souk)[n].trader_id] for n in (0, 1))
    assert (registered.known_as, registered.state) == (WILLING, "provisional")
    assert (gone.known_as, gone.state) == ("", "withdrawn")
    assert listed(souk)[1].known_as is None
    said = {(c.trader_id, c.purpose, c.decision) for c in rows(souk, Consent)}
    assert {(registered.id, "registration", "given"), (gone.id, "registration", "refused")} <= said
    assert [e.trader_id for e in rows(souk, Entry) if e.kind == "trader"] == [registered.id]
    assert NEW_PLACE in {stall.number for stall in rows(souk, Stall)}


def fill_in(souk: Souk, path: Path) -> Path:
    """The template as a coach fills it in: a new place, and two who are expected."""
    with souk.desk_api() as desk:
        template = desk.get("/imports/template.xlsx", params={"lang": "fr"}).content
    book = load_workbook(io.BytesIO(template))
    places, traders, lists = book.worksheets
    names = [cell.value for cell in lists["A"] if cell.value]
    veg = next(name for name in names if "veg" in str(name).lower())
    trade = next(cell.value for cell in lists["B"] if str(cell.value).startswith("VEG01"))
    places.append([veg, 3, NEW_PLACE])
    traders.append([WILLING, None, None, trade, veg, NOBODYS_PLACE])
    traders.append([UNWILLING, None, None, trade, veg, NEW_PLACE])
    book.save(path)
    return path


def bring_in(desk: Desk, file: Path) -> None:
    desk.go_to("Registre")
    desk.page.get_by_role("link", name="Import").click()
    desk.page.locator("input[type=file]").first.set_input_files(file)
    expect(desk.page.get_by_role("heading", level=1)).to_have_text(counted("À ajouter"))
    desk.page.get_by_role("button", name="Importer", exact=True).click()
    expect(desk.page.get_by_text(counted("Ajoutés"))).to_be_visible()


def counted(what: str) -> re.Pattern[str]:
    """The screen keeps the direction of each part by marks of its own."""
    return re.compile(rf"{what}\s: .?1 place.?, .?2 commerçant·es")


def receive(phone: Phone) -> None:
    """Until the new place is on the phone, with who is expected there."""
    for _ in range(20):
        phone.page.evaluate("() => { location.hash = '#/sync' }")
        phone.hand.press("Envoyer maintenant")
        phone.page.wait_for_timeout(1000)
        phone.go_to("Chercher")
        phone.page.locator("input[type=search]").fill(UNWILLING)
        phone.page.wait_for_timeout(500)
        if found(phone, UNWILLING).count():
            return
    raise AssertionError(f"the list never came:\n{phone.text()}")


def found(phone: Phone, name: str) -> Locator:
    return phone.page.locator("a[href^='#/trader/']").filter(has_text=name)


def meet(phone: Phone, name: str) -> None:
    phone.go_to("Chercher")
    phone.page.locator("input[type=search]").fill(name)
    found(phone, name).first.click()
    phone.page.get_by_role("button", name="Informer et inscrire").wait_for()


def decline(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Informer et inscrire").click()
    phone.hand.press("Pas d’accord")
    phone.hand.press("Compter le refus et revenir")


def listed(souk: Souk) -> list[ImportedTrader]:
    """Who agreed, then who declined."""
    return sorted(rows(souk, ImportedTrader), key=lambda row: row.declined)


def rows(souk: Souk, table: type[Any]) -> list[Any]:
    with souk.laid.database().read() as session:
        return list(session.exec(select(table)))
