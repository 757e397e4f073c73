"""The screens of the team: people, their phones and zones, and work that came by hand."""

import json
from pathlib import Path

from playwright.sync_api import Route

from tests.e2e.tour import Tour
from tests.e2e.tour_newcomer import tour_newcomers
from tests.e2e.tour_trust import tour_silent_phones
from tests.recording import new_id


def tour_team(tour: Tour, scratch: Path) -> None:
    tour.press("Équipe et garde")
    tour.wait_for("Ajouter quelqu’un")
    tour.see("team")
    tour_silent_phones(tour)
    tour.open_sheet("Ajouter quelqu’un")
    tour.press("Ajouter quelqu’un")
    tour.see("team-add")
    tour.close()
    tour.open_sheet("Codes de déblocage")
    tour.see("team-unlock-codes")
    tour.close()
    phones = tour.page.get_by_role("table").get_by_role("button", name=tour.say("{n} téléphone"))
    phones.first.click()
    tour.page.locator("dialog[open]").wait_for()
    tour.see("team-phones")
    tour.press("Inviter un téléphone")
    tour.page.locator(".qr").wait_for()
    tour.see("team-invitation")
    tour.close()
    tour.open_sheet("Organiser")
    tour.wait_for("Donner une zone")
    tour.see("team-arrange")
    tour.press("Donner une zone")
    tour.see("team-zone")
    tour.press("Retour")
    tour.press("Nommer à la suppléance du coach")
    tour.press("Enregistrer")
    tour.page.locator("dialog[open] .column button").last.scroll_into_view_if_needed()
    tour.see("team-deputy")
    tour.close()
    _forgotten_password(tour)
    _by_hand(tour, scratch)
    tour_newcomers(tour)


def _forgotten_password(tour: Tour) -> None:
    """Of the official, who is at the desk too."""
    row = tour.page.get_by_role("row").filter(has_text=tour.within("commune"))
    row.get_by_role("button", name=tour.say("Organiser")).click()
    tour.page.locator("dialog[open]").wait_for()
    tour.press("Code pour un nouveau mot de passe")
    tour.page.locator("dialog[open] .code").wait_for()
    tour.see("team-password-code")
    tour.close()


def _by_hand(tour: Tour, scratch: Path) -> None:
    """A file that is none, then one of which the server has most."""
    file = scratch / "phone.rahba"
    chosen = tour.page.locator("input[type=file]")
    file.write_text("nothing")
    chosen.set_input_files(file)
    tour.page.locator("dialog[open] .error").wait_for()
    tour.see("team-by-hand-unreadable")
    tour.close()
    sealed = {"format": 1, "market_id": new_id(), "ops": [], "count": 0, "signature": "-"}
    file.write_text(json.dumps(sealed))
    tour.page.route("**/rescue", _taken_but_some)
    chosen.set_input_files(file)
    tour.page.locator("dialog[open] .st").first.wait_for()
    tour.see("team-by-hand")
    tour.close()
    tour.page.unroute("**/rescue")


def _taken_but_some(route: Route) -> None:
    codes = ["applied"] * 14 + ["quarantined"] * 2 + ["retry"]
    results = [{"op_id": new_id(), "code": code} for code in codes]
    route.fulfill(json={"results": results, "counts": {}})
