"""A day on which the phone itself fails, or is shut out (SPEC F7, F8, F9, F15).

The phones share a server; each test hands out one of its own.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import CDPSession, expect

from rahba.entries.tables import Entry
from tests.e2e.conftest import HandPhone, Souk, serve_souk
from tests.e2e.faults import no_fault, no_network
from tests.e2e.field import Field
from tests.e2e.held import read_held
from tests.e2e.phone import LANGUAGE_NAMES, Phone
from tests.e2e.souk import LaidSouk

YEARS = timedelta(days=3 * 365)
FORGOTTEN_MS = 3000  # after which the browser asks again how much room there is
ERASED = "Le navigateur a effacé ce que l’application gardait."
FULL = "La mémoire du téléphone est pleine : plus rien ne s’enregistre. Ce qui est saisi est gardé."


@pytest.fixture(scope="module")
def souk(laid: LaidSouk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Souk]:
    with serve_souk(laid, tmp_path_factory.mktemp("hostile") / "data") as served:
        yield served


@pytest.fixture(autouse=True)
def a_network_that_works(souk: Souk) -> Iterator[None]:
    yield
    souk.network.rule = no_fault


def test_f7_a_store_that_the_browser_threw_away_is_told_and_what_was_sent_is_there(
    souk: Souk, hand_phone: HandPhone
) -> None:
    """PH15: the worker lives on, so the app opens; it says what is lost and how to join again."""
    phone = hand_phone()
    browser(phone).send("Browser.grantPermissions", {"permissions": ["durableStorage"]})
    field = Field(souk, phone.join(souk.invite(2)))
    field.mark(2)
    field.send_all()
    expect(phone.page.get_by_role("main")).to_contain_text("protégé")
    souk.network.rule = no_network
    field.mark(1)
    browser(phone).send(
        "Storage.clearDataForOrigin", {"origin": souk.url, "storageTypes": "indexeddb"}
    )
    phone.page.goto(souk.url)
    phone.says(ERASED).wait_for()
    phone.says("{n} modification pas encore envoyée est perdue").wait_for()
    souk.network.rule = no_fault
    phone.join(souk.invite(2))
    assert phone.entries_in("envoyé") == 2
    phone.page.goto(souk.url)
    phone.hand.wait_for("Réglages")
    assert not phone.says(ERASED).count()


def test_f8_who_cleared_the_browsers_data_joins_again_and_has_the_day_back(
    souk: Souk, hand_phone: HandPhone
) -> None:
    """PL4, PL7: not even the worker is left; the marks of the day are where they were."""
    phone = hand_phone()
    field = Field(souk, phone.join(souk.invite(1)))
    before = phone.entries_in("envoyé")
    marked = field.mark(3)
    field.send_all()
    phone.page.goto("about:blank")
    browser(phone).send("Storage.clearDataForOrigin", {"origin": souk.url, "storageTypes": "all"})
    phone.page.goto(souk.url)
    phone.page.get_by_role("button", name=LANGUAGE_NAMES["fr"]).wait_for()
    assert not phone.says(ERASED).count()
    phone.join(souk.invite(1))
    assert phone.entries_in("envoyé") == before + 3
    assert field.walk().at().number == marked[-1].number + 1
    field.walk().change(marked[-1].number, "Pas là pour l’instant")
    field.send_all()
    assert field.arrived()[field.place(marked[-1])] == "absent"


def test_f9_a_phone_that_fills_up_stops_taking_entries_and_keeps_those_it_has(
    souk: Souk, hand_phone: HandPhone
) -> None:
    """PH1: the mark that found no room is not said to be saved; with room again it is made anew."""
    phone = hand_phone().join(souk.invite(0))
    field = Field(souk, phone)
    souk.network.rule = no_network
    saved = field.mark(2)
    devtools = browser(phone)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": souk.url, "quotaSize": 1})
    phone.page.goto("about:blank")
    phone.page.wait_for_timeout(FORGOTTEN_MS)
    phone.page.goto(souk.url)
    walk = field.walk()
    here = walk.at()
    phone.hand.press("Présent·e", whole=True)
    phone.says("La dernière saisie n’est pas enregistrée").wait_for()
    phone.says("La mémoire du téléphone est pleine. Ce qui était déjà saisi est gardé.").wait_for()
    assert walk.at() == here
    phone.go_to("Aujourd’hui")
    phone.says(FULL).wait_for()
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": souk.url})
    saved += field.mark(1)
    assert saved[-1] == here
    phone.go_to("Aujourd’hui")
    assert not phone.says(FULL).count()
    souk.network.rule = no_fault
    field.send_all()
    assert {field.place(at) for at in saved} <= set(field.arrived())


@pytest.mark.parametrize(("animator", "off"), [(0, -YEARS), (1, YEARS)], ids=["behind", "ahead"])
def test_f15_a_clock_that_is_years_off_changes_nothing_but_a_flag(
    souk: Souk, hand_phone: HandPhone, animator: int, off: timedelta
) -> None:
    """CL2, CL4, I14: the souk is today's, by the calendar; it arrives, and asks for a look."""
    phone = hand_phone()
    phone.page.clock.set_system_time(datetime.now().astimezone() + off)
    phone.page.reload()
    field = Field(souk, phone.join(souk.invite(animator)))
    souk.network.rule = no_network
    marked = field.mark(2)
    phone.page.reload()
    assert field.waiting() >= 2
    souk.network.rule = no_fault
    places = {field.place(at) for at in marked}

    def arrived() -> list[Entry]:
        return [e for e in read_held(souk.laid).of_kind("presence") if e.stall_id in places]

    phone.until(lambda: len(arrived()) >= 2, "the timer to send")
    entries = arrived()
    assert {entry.souk_date for entry in entries} == {souk.laid.today}
    assert all("clock_suspect" in entry.flags for entry in entries)
    assert len(entries) == 2


def browser(phone: Phone) -> CDPSession:
    """What only the browser itself can do to a page."""
    return phone.page.context.new_cdp_session(phone.page)
