"""PINs as people choose and type them, and the codes that the desk has of them (SPEC VA)."""

import time

from playwright.sync_api import expect

from tests.e2e.conftest import Souk
from tests.e2e.phone import PATIENCE, Phone


def await_code(souk: Souk, name: str, spent: str = "") -> str:
    """Until the server has a code for this person's phone, another than the one that was used."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with souk.desk_api() as desk:
            rows = desk.post("/team/unlock-codes").raise_for_status().json()
        (code,) = [row["code"] for row in rows if row["person"]["name_latin"] == name]
        if code not in (None, spent):
            return str(code)
        time.sleep(0.5)
    raise AssertionError(f"no code of {name} ever came to the desk")


def type_pin(phone: Phone, pin: str) -> None:
    for digit in pin:
        phone.page.get_by_role("button", name=digit, exact=True).click()


def choose_pin(phone: Phone, pin: str) -> None:
    """Twice the same, from wherever a new one is asked for; the guessable is refused."""
    type_pin(phone, "1234")
    phone.hand.press("Continuer", whole=True)
    expect(phone.says("C’est le premier que l’on essaie. Choisissez-en un autre.")).to_be_visible()
    type_pin(phone, pin)
    phone.hand.press("Continuer", whole=True)
    type_pin(phone, pin)
    phone.hand.press("Enregistrer le code PIN")
    phone.page.get_by_role("button", name="0", exact=True).wait_for(state="detached")
