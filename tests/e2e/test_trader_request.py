"""A trader asks to be erased: found by name, registered, shown, carried out, and gone (SPEC RQ)."""

from pathlib import Path

from sqlmodel import select

from rahba.catalog.tables import Trader
from rahba.requests.tables import SubjectRequest
from tests.e2e.conftest import SitDown, Souk
from tests.e2e.roster import known_at


def test_RQ5_a_trader_who_asks_is_found_shown_and_erased(
    souk: Souk, sit_down: SitDown, tmp_path: Path
) -> None:
    name = known_at(souk.laid, "grains", 4)
    desk = sit_down("coach")
    desk.go_to("Demandes")
    desk.hand.open_sheet("Noter une demande")
    desk.page.locator("dialog[open]").get_by_role("searchbox").fill(name)
    desk.page.wait_for_timeout(1500)
    desk.hand.rows().filter(has_text=name).first.click()
    desk.hand.choose("Effacement")
    desk.hand.press("Enregistrer la demande")
    desk.page.locator("dialog[open]").wait_for(state="hidden")
    # ten days, from today
    desk.page.get_by_text("10 jours restants").wait_for()

    desk.hand.press("Ouvrir")
    desk.page.get_by_role("heading", name="Identité").wait_for()
    assert name in desk.text()
    desk.page.pdf(path=tmp_path / "held.pdf", prefer_css_page_size=True)
    desk.hand.press("Effacer les données")
    desk.hand.press("Effacer pour de bon, sans retour")
    desk.page.get_by_text("personne effacée").wait_for()

    database = souk.laid.database()
    with database.read() as session:
        assert session.exec(select(SubjectRequest)).one().trader_id is None
        gone = session.exec(select(Trader).where(Trader.state == "withdrawn")).one()
        assert gone.known_as == ""
    database.dispose()


def test_RQ2_a_refusal_asks_for_its_reason(souk: Souk, sit_down: SitDown) -> None:
    with souk.desk_api("official") as api:
        [found] = api.get("/registry/traders?limit=1").json()["items"]
        taken = api.post("/requests", json={"trader_id": found["trader_id"], "sort": "object"})
        request_id = taken.raise_for_status().json()["id"]
    desk = sit_down("coach")
    desk.hand.go(f"/requests/{request_id}")
    desk.hand.wait_for("Refuser")
    desk.hand.press("Refuser")
    desk.hand.press("Refuser")
    desk.page.get_by_role("alert").wait_for()
    desk.hand.fill("Motif du refus, à dire à la personne", "ce n’est pas la même personne")
    desk.hand.press("Refuser")
    desk.page.get_by_text("refusée").wait_for()
