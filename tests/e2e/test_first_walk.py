"""A souk of which no list exists: two phones without a network lay out its places (SPEC FW)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e.browser import DESK, Browser
from tests.e2e.desk import LANGUAGE_NAMES, Desk
from tests.e2e.phone import Phone
from tests.e2e.registration import agree_to_all, name_them
from tests.e2e.server import RealServer
from tests.e2e.tour_set_up import code_on
from tests.setup.souk import SOUK

LANE = "3"
NEWCOMER = "بوشعيب القزاديري"


@dataclass
class EmptySouk:
    """Open, with a coach and two animators, and not one place."""

    server: RealServer
    animators: list[str]

    @contextmanager
    def coach(self) -> Iterator[httpx.Client]:
        base = f"{self.server.url}/api/v1"
        with httpx.Client(base_url=base, headers={"X-Rahba": "1"}, timeout=30) as api:
            me = {"login": SOUK["coach"]["login"], "password": SOUK["coach"]["password"]}
            api.post("/desk/login", json=me).raise_for_status()
            yield api

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        with self.coach() as api:
            answer = api.request(method, path, json=body)
            assert answer.is_success, answer.text
            return answer.json()

    def places(self) -> list[int]:
        """The numbers of lane 3, in walking order."""
        places = self.ask("GET", "/places/veg")["places"]
        return [place["number"] for place in places]


@pytest.fixture
def souk(tmp_path: Path) -> Iterator[EmptySouk]:
    server = RealServer(tmp_path / "data").start()
    try:
        yield open_empty(server)
    finally:
        server.stop()


def open_empty(server: RealServer) -> EmptySouk:
    """Opened as a commune does it, on a souk day."""
    today = datetime.now(ZoneInfo("Africa/Casablanca")).isoweekday()
    answers = SOUK | {"code": code_on(server.log), "weekdays": [today]}
    httpx.post(
        f"{server.url}/api/v1/setup", json=answers, headers={"X-Rahba": "1"}, timeout=30
    ).raise_for_status()
    opened = EmptySouk(server, [])
    for name in ("Hassan", "Latifa"):
        person = {"name_ar": name, "name_latin": name, "sex": "ns", "role": "animator"}
        opened.animators.append(opened.ask("POST", "/team/people", person)["id"])
    return opened


@pytest.fixture
def phones(playwright: Playwright, souk: EmptySouk, tmp_path: Path) -> Iterator[list[Phone]]:
    """One for each animator, joined."""
    opened = []
    for n, person_id in enumerate(souk.animators):
        code = souk.ask("POST", "/team/invitations", {"person_id": person_id})["code"]
        phone = Phone(Browser(playwright, tmp_path / f"phone-{n}", lang="fr"), souk.server.url)
        opened.append(phone.open())
        phone.page.get_by_role("button", name=LANGUAGE_NAMES["fr"]).click()
        phone.hand.fill("Code d’invitation", code)
        phone.hand.press("Rejoindre avec ce téléphone")
        phone.insist("Continuer la réception", until=offers_first_walk(phone))
        phone.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    yield opened
    for n, phone in enumerate(opened):
        phone.close(picture=tmp_path / f"phone-{n}.png")


def test_FW1_FW5_two_phones_lay_out_a_lane_and_the_coach_orders_and_approves_it(
    souk: EmptySouk, phones: list[Phone], playwright: Playwright, tmp_path: Path
) -> None:
    one, other = phones
    souk.server.kill()  # so that neither hears of the other
    for phone in phones:
        begin(phone)
    one_numbers = [add(one, "Table", "Inscrire plus tard"), add(one, "Tente", "Ne veut pas")]
    other_numbers = [add(other, "À même le sol", "Inscrire plus tard")]
    one_numbers.append(register(one))
    assert len({*one_numbers, *other_numbers}) == 4

    souk.server.start()
    one.send_all()
    other.send_all()
    assert sorted(souk.places()) == sorted([*one_numbers, *other_numbers])

    browser = Browser(playwright, tmp_path / "desk", lang="fr", viewport=DESK)
    desk = Desk(browser, souk.server.url).open()
    desk.sign_in(SOUK["coach"]["login"], SOUK["coach"]["password"])
    put_first(desk, other_numbers[0], souk)
    approve_all(souk)
    desk.close(picture=tmp_path / "desk.png")

    rows = fed(souk)
    assert sorted(row["number"] for row in rows["place"]) == sorted([*one_numbers, *other_numbers])
    assert {row["pitch"] for row in rows["place"]} == {"table", "tent", "ground", "shop"}
    assert [row["known_as"] for row in rows["trader"]] == [NEWCOMER]
    assert [row["decision"] for row in rows["consent"]].count("refused") == 1


def offers_first_walk(phone: Phone) -> Callable[[], bool]:
    return lambda: phone.hand.has("Première tournée")


def begin(phone: Phone) -> None:
    """To the lane in front of one."""
    phone.hand.press("Première tournée")
    phone.page.locator("main a[href='#/first-walk/veg']").click()
    phone.page.locator(f"main a[href='#/first-walk/veg/{LANE}']").click()


def add(phone: Phone, pitch: str, then: str) -> int:
    """A place of this kind; its number."""
    shown = phone.page.locator(".hero .n")
    number = shown.inner_text()
    phone.hand.choose(pitch)
    phone.hand.press(then)
    expect(shown).not_to_have_text(number)
    return int(number)


def register(phone: Phone) -> int:
    """A place whose trader registers at once; then one stands in the same lane again."""
    shown = phone.page.locator(".hero .n")
    number = shown.inner_text()
    phone.hand.choose("Boutique en dur")
    phone.hand.press("Inscrire", whole=True)
    agree_to_all(phone)
    name_them(phone, NEWCOMER, "Légumes")
    phone.hand.press("Enregistrer l’inscription")
    phone.says("Inscrit : {name}").wait_for()
    expect(shown).to_be_visible()
    expect(shown).not_to_have_text(number)
    return int(number)


def put_first(desk: Desk, number: int, souk: EmptySouk) -> None:
    """Move the place to the front of its lane, see what undo does, and move it again."""
    before = souk.places()
    assert before[0] != number
    desk.page.goto(f"{souk.server.url}/desk#/places")
    row = desk.page.get_by_role("row").filter(
        has=desk.page.get_by_role("rowheader", name=str(number))
    )
    earlier = row.get_by_role("button", name=desk.hand.say("Plus tôt"))
    desk.until(lambda: earlier.count() > 0)
    earlier.focus()
    desk.page.keyboard.press("Enter")
    desk.until(lambda: souk.places() != before)
    desk.hand.press("Annuler")
    desk.until(lambda: souk.places() == before)
    for _ in range(before.index(number)):
        moved = walked_otherwise(souk)
        earlier.click()
        desk.until(moved)
    assert souk.places() == [number, *(each for each in before if each != number)]


def walked_otherwise(souk: EmptySouk) -> Callable[[], bool]:
    """Whether the lane is walked otherwise than now."""
    before = souk.places()
    return lambda: souk.places() != before


def approve_all(souk: EmptySouk) -> None:
    """As the coach does it in bulk."""
    today = datetime.now(ZoneInfo("Africa/Casablanca")).date().isoformat()
    queue = souk.ask("GET", f"/review/queue?date={today}&limit=100")["items"]
    decisions = [
        {
            "decision_id": f"00000000-0000-4000-8000-{n:012d}",
            "entry_id": item["entry_id"],
            "rev": item["rev"],
            "decision": "approve",
            "reason": "",
        }
        for n, item in enumerate(queue)
    ]
    results = souk.ask("POST", "/review/decisions", {"decisions": decisions})
    assert "place" in {item["kind"] for item in queue}, results


def fed(souk: EmptySouk) -> dict[str, list[dict[str, Any]]]:
    """What a program holds, by kind."""
    wanted = {"name": "ground", "projection": "pii", "kinds": []}
    key = souk.ask("POST", "/keys", wanted)["key"]
    answer = httpx.get(
        f"{souk.server.url}/api/v1/feed/approved", headers={"Authorization": f"Bearer {key}"}
    ).raise_for_status()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in json.loads(answer.text)["rows"]:
        found.setdefault(row["kind"], []).append(row["body"])
    return found
