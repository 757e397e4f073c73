"""Every screen of an animator's phone, from the first to the last, on the demo souk."""

import gzip
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, Route

from tests.e2e.demo import DemoSouk
from tests.e2e.tour import Tour, Visit
from tests.e2e.tour_closing import tour_closing
from tests.e2e.tour_lock import tour_lock
from tests.e2e.tour_newcomer import tour_add_here
from tests.e2e.tour_ready import tour_practice, tour_ready
from tests.e2e.tour_register import (
    COMMON_NAME,
    NEWCOMER,
    tour_register,
    tour_register_elsewhere,
)
from tests.e2e.tour_survey import tour_another_form, tour_asked_again, tour_survey
from tests.e2e.tour_troubles import tour_store_lost, tour_troubles
from tests.e2e.tour_trust import tour_revoked
from tests.e2e.tour_walk import tour_walk

GZIP_MAGIC = b"\x1f\x8b"


def tour_phone(page: Page, lang: str, demo: DemoSouk, scratch: Path, visit: Visit) -> None:
    """
    Args:
        scratch: a folder for a file that is none of Rahba's.
        visit: called with each screen's name while it stands there.
    """
    tour = Tour(page, lang, visit)
    tour.speak()
    landmarks = demo.landmarks()
    _join(tour, demo.invite(), demo.invite())
    tour_walk(tour, landmarks)
    tour_register(tour)
    _find(tour)
    tour_survey(tour)
    tour_register_elsewhere(tour)
    _withdraw(tour)
    _mine(tour)
    _day_sheet(tour)
    _end_of_day(tour)
    _settings(tour)
    tour_ready(tour)
    tour_practice(tour)
    tour_troubles(tour, scratch)
    tour_asked_again(tour, demo)
    tour_closing(tour)
    tour_another_form(tour, demo)
    _second_pass(tour)
    _refused_by_server(tour)
    _first_walk(tour)
    _no_souk(tour)
    tour_lock(tour, demo.invite())
    tour_add_here(tour)
    tour_revoked(tour, demo)
    tour_store_lost(tour)


def _join(tour: Tour, code: str, another: str) -> None:
    """`another` invitation is what a phone needs that the server no longer knows."""
    tour.see("join")
    _erased(tour)
    tour.join("AAAA-AAAA")
    tour.page.get_by_role("alert").first.wait_for()
    tour.see("join-unknown")
    tour.page.route("**/sync/snapshot/*", _signed_out)
    tour.join(code)
    tour.page.get_by_role("alert").first.wait_for()
    tour.see("join-interrupted")
    tour.page.unroute("**/sync/snapshot/*")
    tour.join(another)
    tour.wait_for("Commencer la tournée")
    tour.see("today")


def _erased(tour: Tour) -> None:
    """What a phone finds that had joined, once its browser has thrown the store away."""
    tour.page.evaluate("localStorage.setItem('rahba.held', '{\"unsent\":3}')")
    tour.page.reload()
    tour.wait_for("Rejoindre avec ce téléphone")
    tour.see("join-erased")
    tour.page.evaluate("localStorage.removeItem('rahba.held')")
    tour.page.reload()
    tour.wait_for("Rejoindre avec ce téléphone")


def _signed_out(route: Route) -> None:
    problem = {"type": "about:blank", "title": "", "status": 401, "code": "not_signed_in"}
    route.fulfill(status=401, json=problem, content_type="application/problem+json")


def _find(tour: Tour) -> None:
    tour.go("/find")
    tour.see("find")
    field = tour.page.get_by_role("searchbox")
    field.fill("ززززز")
    tour.see("find-nothing")
    field.fill(COMMON_NAME)
    tour.see("find-results")
    tour.page.locator("main a").first.click()
    tour.see("trader")
    tour.press("Changer la fiche")
    tour.see("trader-change")
    tour.press("Retour")


def _withdraw(tour: Tour) -> None:
    tour.go("/find")
    tour.page.get_by_role("searchbox").fill(COMMON_NAME)
    tour.page.locator("main a").nth(1).click()
    tour.open_sheet("Demander le retrait")
    tour.see("trader-withdraw")
    with tour.offline():
        tour.press("Enregistrer le retrait")
        tour.page.locator(".banner").wait_for()
        tour.see("trader-withdrawn")


def _mine(tour: Tour) -> None:
    tour.go("/")
    tour.wait_for("Réglages")
    tour.see("today-underway")
    tour.go("/entries")
    tour.see("entries")
    tour.press("Corriger cette réponse")
    tour.see("mend-survey")
    tour.go("/entries/today/received")
    tour.see("entries-received")
    _open_first(tour)
    tour.see("entry")
    tour.press("Corriger")
    tour.see("mend")
    tour.send()
    tour.go("/entries/today/received")
    # What they agreed to names them too: the photo is with the registration.
    registered = tour.page.get_by_role("main").get_by_role("link", name=tour.say("Inscription"))
    registered.filter(has_text=NEWCOMER).first.click()
    tour.page.locator("main img").wait_for()
    tour.see("entry-photo")


def _open_first(tour: Tour) -> None:
    tour.page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()


def _day_sheet(tour: Tour) -> None:
    tour.go("/day-sheet")
    tour.see("day-sheet")
    tour.press("Enregistrer la feuille")
    tour.see("day-sheet-error")


def _end_of_day(tour: Tour) -> None:
    tour.go("/end-of-day")
    tour.see("end-of-day")


def _settings(tour: Tour) -> None:
    tour.go("/settings")
    tour.see("settings")
    tour.go("/sync")
    tour.see("sync")
    tour.go("/by-hand")
    tour.see("by-hand")


def _second_pass(tour: Tour) -> None:
    tour.go("/second-pass")
    tour.see("second-pass")


def _refused_by_server(tour: Tour) -> None:
    """The server finds something in an entry that it cannot take, then the phone is signed out."""

    def refuse(route: Route) -> None:
        body = route.request.post_data_buffer or b""
        plain = gzip.decompress(body) if body[:2] == GZIP_MAGIC else body
        sent = [json.loads(text) for text in json.loads(plain)["ops"]]
        if not sent:
            return route.fallback()
        results = [
            {"op_id": op["op_id"], "code": "invalid",
             "errors": [{"path": "waste_kg", "code": "out_of_range"}]}
            for op in sent
        ]  # fmt: skip
        answer = {
            "epoch": sent[0]["epoch"],
            "server_time": sent[0]["recorded_at"],
            "results": results,
        }
        return route.fulfill(json={**answer, "min_app": "0.0.0"})

    tour.page.route("**/sync/push", refuse)
    tour.go("/day-sheet")
    tour.choose("soleil")
    tour.fill("Déchets organiques ramassés", "90000")
    tour.press("Enregistrer la feuille")
    tour.page.wait_for_url(re.compile("#/(?!day-sheet)"))
    tour.go("/sync")
    tour.press("Envoyer maintenant")
    tour.go("/entries")
    row = tour.page.get_by_role("main").get_by_text(tour.say("à corriger")).last
    row.wait_for()
    row.scroll_into_view_if_needed()
    tour.see("entries-to-fix")
    tour.go("/entries/today/to_fix")
    _open_first(tour)
    tour.see("entry-to-fix")
    tour.page.unroute("**/sync/push")


def _first_walk(tour: Tour) -> None:
    tour.go("/first-walk")
    tour.see("first-walk")
    tour.page.locator("main a").first.click()
    tour.see("first-walk-lanes")
    tour.page.locator("main a").first.click()
    tour.wait_for("Inscrire plus tard")
    tour.press("Inscrire plus tard")
    tour.see("first-walk-pitch-needed")
    tour.choose("Tente")
    tour.press("Inscrire plus tard")
    tour.see("first-walk-added")


def _no_souk(tour: Tour) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    tour.go("/")
    tour.page.clock.install(time=tomorrow)
    tour.page.reload()
    tour.wait_for("Le souk se tient aujourd’hui")
    tour.see("today-no-souk")
