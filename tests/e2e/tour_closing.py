"""The day closed without a network: a phone's code, and the coach's phone that collects them."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Route

from tests.e2e.tour import Tour

# The key by which this phone signs, which lies in the browser and can be used there alone.
OWN_KEY = """
const open = indexedDB.open('rahba');
await new Promise((done) => { open.onsuccess = done; });
const all = open.result.transaction('facts').objectStore('facts').getAll();
await new Promise((done) => { all.onsuccess = done; });
open.result.close();
const fact = (key) => all.result.find((row) => row.key === key).sealed;
"""
PUBLIC = f"""async () => {{ {OWN_KEY}
  return crypto.subtle.exportKey('jwk', fact('device_key').publicKey);
}}"""
SIGN = f"""async (signed) => {{ {OWN_KEY}
  const how = {{ name: 'ECDSA', hash: 'SHA-256' }};
  const by = fact('device_key').privateKey;
  const made = await crypto.subtle.sign(how, by, new TextEncoder().encode(signed));
  const letters = btoa(String.fromCharCode(...new Uint8Array(made)));
  return signed + '.' + letters.replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
}}"""
# Of the team: the first is this very phone under another name, since it can sign; the second is
# missing.
HAJAR = {"id": "hajar", "name_ar": "هاجر بنعلي", "name_latin": "Hajar Benali"}
YOUSSEF = {"id": "youssef", "name_ar": "يوسف العمراني", "name_latin": "Youssef Amrani"}
DIGEST = "0123456789abcdef"


def tour_closing(tour: Tour) -> None:
    """On an animator's phone, which is a coach's meanwhile."""
    tour.go("/end-of-day")
    code = tour.page.locator("svg.qr-code")
    code.scroll_into_view_if_needed()
    tour.see("closing-code")
    _, souk_date, device_id, *_ = _copied(tour).split(".")
    key = tour.page.evaluate(PUBLIC)
    tour.page.route("**/sync/pull*", lambda route: _with_team(route, device_id, key))
    tour.go("/sync")
    tour.press("Envoyer maintenant")
    tour.go("/")
    tour.wait_for("Relever les fins de journée")
    tour.press("Relever les fins de journée")
    tour.page.locator("main").get_by_role("alert").wait_for()
    tour.see("closing-collect")
    _collect(tour, souk_date, device_id)
    tour.page.unroute("**/sync/pull*")


def _copied(tour: Tour) -> str:
    tour.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tour.press("Copier le texte du code")
    tour.wait_for("Texte copié")
    return str(tour.page.evaluate("() => navigator.clipboard.readText()"))


def _with_team(route: Route, device_id: str, key: dict[str, str]) -> None:
    page = route.fetch().json()
    public = {"x": key["x"], "y": key["y"]}
    page["me"]["team_phones"] = [
        {"device_id": device_id, "person": HAJAR, "key": public},
        {"device_id": YOUSSEF["id"], "person": YOUSSEF, "key": public},
    ]
    route.fulfill(json=page)


def _collect(tour: Tour, souk_date: str, device_id: str) -> None:
    says = f"rahba-closing-1.{souk_date}.{device_id}.12.3.1.{DIGEST}"
    now = datetime.now(UTC)
    long_ago, fresh = (
        tour.page.evaluate(SIGN, f"{says}.{int(at.timestamp())}")
        for at in (now - timedelta(hours=2), now)
    )
    _give(
        tour,
        fresh.replace(".12.3.1.", ".15.0.1."),
        "La signature de ce code est fausse. Rien n’a été relevé.",
    )
    tour.see("closing-forged")
    _give(tour, long_ago, "Code trop ancien : {name}. Il n’est pas relevé.")
    tour.see("closing-stale")
    _give(tour, fresh, "Relevé : {name}")
    tour.see("closing-taken")
    tour.page.get_by_role("listitem").last.scroll_into_view_if_needed()
    tour.see("closing-people")


def _give(tour: Tour, code: str, answer: str) -> None:
    tour.fill("Texte du code", code)
    tour.press("Vérifier")
    said = tour.page.get_by_role("status").get_by_text(tour.say(answer))
    said.wait_for()
    said.scroll_into_view_if_needed()
