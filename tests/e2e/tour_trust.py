"""What the coach can trust: a locked day, silent phones, and a phone that was signed out."""

import re
from datetime import UTC, datetime

from playwright.sync_api import Route

from tests.e2e.demo import DemoSouk
from tests.e2e.tour import Tour


def tour_locked_day(tour: Tour) -> None:
    tour.page.route("**/review/days/*", _as_if_locked)
    tour.page.route("**/team?*", _as_if_silent)
    tour.page.reload()
    tour.wait_for("Rouvrir la journée")
    tour.see("friday-locked")
    tour.page.unroute("**/review/days/*")
    tour.page.unroute("**/team?*")


def tour_silent_phones(tour: Tour) -> None:
    tour.page.route("**/team", _as_if_silent)
    tour.page.reload()
    tour.page.locator(".banner.fix").first.wait_for()
    tour.see("team-silent")
    tour.page.unroute("**/team")


def tour_revoked(tour: Tour, demo: DemoSouk) -> None:
    """The coach signs the phone out while something is on it: the last of a phone's screens."""
    tour.page.route("**/sync/push", lambda route: route.abort())
    tour.go("/day-sheet")
    tour.choose("pluie")
    tour.press("Enregistrer la feuille")
    tour.page.wait_for_url(re.compile("#/(?!day-sheet)"))
    tour.page.unroute("**/sync/push")
    tour.page.route("**/sync/push", _taken_by_nobody)
    tour.page.route("**/sync/pull*", _revoked_by_the_coach)
    tour.go("/sync")
    invited, send = tour.find("J’ai une nouvelle invitation"), tour.find("Envoyer maintenant")
    invited.or_(send).first.wait_for()
    if not invited.count():  # the phone may have asked by itself by now
        tour.press_if_there(send)
    invited.wait_for()
    tour.see("revoked")
    tour.page.reload()
    tour.page.get_by_role("listitem").first.get_by_role("button").click()
    tour.wait_for("Rejoindre de nouveau")
    tour.see("revoked-lock")
    tour.fill("Code de déblocage", demo.unlock_code())
    tour.press("Ouvrir", whole=True)
    invited.wait_for()


def _taken_by_nobody(route: Route) -> None:
    """An answer that names no op settles none: it waits on (PH2)."""
    now = datetime.now(UTC).isoformat()
    route.fulfill(json={"epoch": "e", "server_time": now, "min_app": "0.0.0", "results": []})


def _revoked_by_the_coach(route: Route) -> None:
    problem = {"type": "about:blank", "title": "", "status": 401, "code": "phone_revoked"}
    route.fulfill(status=401, json=problem, content_type="application/problem+json")


def _as_if_locked(route: Route) -> None:
    """Locking the demo's day would leave nothing to decide on the screens after it."""
    day = route.fetch().json()
    lock = {
        "date": day["date"],
        "by": {"name_ar": "رشيد العلوي", "name_latin": "Rachid Alaoui"},
        "at": f"{day['date']}T17:40:00Z",
    }
    route.fulfill(json=day | {"closed": True, "locked": True, "lock": lock})


def _as_if_silent(route: Route) -> None:
    """In the demo nobody's phone went silent."""
    team = route.fetch().json()
    animators = [
        person
        for person in team["people"]
        if any(held["role"] == "animator" for held in person["roles"])
    ]
    silent = [
        {
            "person_id": person["id"],
            "device": {"id": person["id"], "name": "Galaxy A03"},
            "pending": pending,
            "heard_at": f"{team['souk_date']}T09:10:00Z",
        }
        for person, pending in zip(animators, (12, 3), strict=False)
    ]
    route.fulfill(json=team | {"silent": silent})
