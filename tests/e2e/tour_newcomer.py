"""Somebody new without a network: the form on a phone, the code and the word at the desk."""

import re
from typing import Any

from playwright.sync_api import Route

from tests.e2e.tour import Tour

NAME, WRONG = "فاطمة الزهراء", "00000000"


def tour_add_here(tour: Tour) -> None:
    """On a phone that has a PIN and carries the codes."""
    tour.go("/here")
    tour.wait_for("Commencer")
    tour.see("add-here")
    tour.fill("Nom de la nouvelle personne", NAME)
    tour.page.locator("main input").last.fill(WRONG)
    tour.press("Commencer")
    tour.page.get_by_role("alert").wait_for()
    tour.see("add-here-wrong")


def tour_newcomers(tour: Tour) -> None:
    """At the coach's desk, on the page of the team."""
    tour.press("Code du jour")
    tour.page.locator("dialog[open] .code").first.wait_for()
    tour.see("team-day-code")
    tour.close()
    tour.page.route(re.compile("/team/newcomers$"), _two_wait)
    tour.page.reload()
    tour.wait_for("Fait partie de l’équipe")
    tour.see("team-newcomers")
    tour.press("C’est quelqu’un de l’équipe", nth=0)
    tour.see("team-same-person")
    tour.close()
    tour.page.unroute(re.compile("/team/newcomers$"))


def _two_wait(route: Route) -> None:
    """In the demo nobody is new."""
    host = {"id": "host", "name_ar": "حسن بناني", "name_latin": "Hassan Bennani"}
    one: dict[str, Any] = {
        "device_id": "one",
        "name": NAME,
        "souk_date": "2026-11-27",
        "code_ok": True,
        "arrived_at": "2026-11-27T12:00:00Z",
        "host": host,
        "held": 42,
        "on_the_phone": 3,
    }
    other = one | {"device_id": "other", "name": "Youssef", "code_ok": False, "held": 5}
    route.fulfill(json=[one, other | {"on_the_phone": 0}])
