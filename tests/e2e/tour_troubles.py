"""The screens of what hinders: no network, an unknown phone, no room, no store left."""

from pathlib import Path

from playwright.sync_api import Page, Route

from tests.e2e.tour import Tour, Visit

NAME = "souk.example"
NAMED = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"  # what a browser takes this machine for
# As a phone answers whose memory is full.
NO_ROOM = """() => {
  window.putBefore = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
}"""
ROOM_AGAIN = "() => { IDBObjectStore.prototype.put = window.putBefore; }"
TAKE_THE_STORES = """async () => {
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
}"""


def tour_insecure(page: Page, lang: str, address: str, visit: Visit) -> None:
    """An address that is neither https nor this machine itself, then a browser that is too old."""
    tour = Tour(page, lang, visit)
    page.goto(address.replace("127.0.0.1", NAME))
    tour.speak()
    tour.see("insecure")
    page.add_init_script("delete window.DecompressionStream")
    page.goto(address)
    tour.speak()
    tour.see("unsupported")


def tour_troubles(tour: Tour, scratch: Path) -> None:
    """A phone that has joined; at the end everything has arrived."""
    _joined_already(tour)
    with tour.offline():
        _without_network(tour, scratch)
    with tour.syncing_answered(_not_signed_in):
        _signed_out(tour)
    tour.send()
    _no_room(tour)


def tour_store_lost(tour: Tour) -> None:
    """The browser takes the database away while the app is open."""
    tour.page.evaluate(TAKE_THE_STORES)
    tour.page.get_by_role("alert").first.wait_for()
    tour.see("store-lost")


def _not_signed_in(route: Route) -> None:
    problem = {"type": "about:blank", "title": "", "status": 401, "code": "not_signed_in"}
    route.fulfill(status=401, json=problem, content_type="application/problem+json")


def _joined_already(tour: Tour) -> None:
    tour.go("/join/GH4K-7PQM")
    tour.wait_for("Ajouter une personne sur ce téléphone")
    tour.see("join-already")
    tour.go("/closings")
    tour.page.locator(".plan, main .empty").first.wait_for()
    tour.see("closings-none")


def _without_network(tour: Tour, scratch: Path) -> None:
    tour.go("/walk")
    tour.mark_here()
    tour.go("/sync")
    tour.press("Envoyer maintenant")
    tour.page.get_by_text(tour.say("Pas de réseau pour l’instant. On peut continuer.")).wait_for()
    tour.see("sync-offline")
    tour.go("/end-of-day")
    tour.page.locator("svg.qr-code").wait_for()
    tour.see("end-of-day-only-here")
    tour.go("/by-hand")
    tour.press("Exporter ce qui n’est pas envoyé")
    tour.page.locator(".banner").wait_for()
    tour.see("by-hand-exported")
    nothing = scratch / "nothing.rahba"
    nothing.write_text("{}")
    tour.page.locator("input[type=file]").set_input_files(nothing)
    tour.page.get_by_text(tour.say("Ce n’est pas un fichier de Rahba.")).wait_for()
    tour.see("by-hand-no-file")


def _signed_out(tour: Tour) -> None:
    tour.go("/sync")
    tour.press("Envoyer maintenant")
    tour.wait_for("Rejoindre")
    tour.see("sync-signed-out")
    tour.go("/")
    tour.wait_for("Rejoindre")
    tour.see("today-signed-out")
    tour.press("Rejoindre")
    tour.wait_for("Rejoindre avec ce téléphone")
    tour.see("join-again")


def _no_room(tour: Tour) -> None:
    tour.go("/walk")
    tour.wait_to_hear()
    tour.page.evaluate(NO_ROOM)
    tour.mark_here()
    tour.wait_for("Compris")
    tour.see("walk-not-saved")
    tour.go("/")
    tour.see("today-full")
    tour.page.evaluate(ROOM_AGAIN)
    tour.press("Compris")
    tour.go("/walk")
    tour.wait_to_hear()
    tour.mark_here()
