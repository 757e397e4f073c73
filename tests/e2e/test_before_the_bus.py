"""The coach's twenty-five minutes before the bus: each step with its count and its way back, over a
network that goes away in between (SPEC ST5, ST7, ST8, PU16)."""

import json
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import httpx
from playwright.sync_api import expect
from sqlmodel import select

from rahba.entries.lifecycle import CLEAN, in_sample
from rahba.entries.tables import Review
from tests.e2e.conftest import SitDown, Souk
from tests.e2e.desk import KEPT, Desk
from tests.e2e.faults import Fault, no_fault
from tests.e2e.held import read_held
from tests.recording import new_id

CLEAN_MARKS = 6


def test_st8_each_step_before_the_bus_has_its_count_and_its_way_back(
    souk: Souk, sit_down: SitDown
) -> None:
    send_a_morning(souk)
    desk = sit_down()
    clean = sum(entry.queue_step == CLEAN for entry in read_held(souk.laid).entries)
    assert clean == CLEAN_MARKS

    desk.hand.wait_for("Valider {n}")
    desk.hand.press("Valider {n}", whole=True)
    desk.until(lambda: states(souk)["approved"] == clean)
    desk.hand.press("Annuler ces {n} validations")
    desk.until(lambda: states(souk)["approved"] == 0)

    desk.go_to("Revue")
    desk.page.locator(".qi").first.wait_for()
    souk.network.rule = decisions_are_lost
    desk.approve_entry()
    desk.says(KEPT).wait_for()
    souk.network.rule = no_fault
    desk.until(lambda: desk.page.get_by_text(desk.hand.say(KEPT)).count() == 0)
    assert states(souk)["approved"] == 1
    assert standing_approvals(souk) == 1

    desk.close_day()
    desk.says("{n} saisie refusée par le serveur attend votre décision").wait_for()
    desk.hand.press("Les voir")
    desk.hand.press("Reprendre")
    desk.says("Toujours refusée : {why}").wait_for()
    desk.hand.open_sheet("Écarter")
    desk.hand.fill("Motif", "saisie d’essai")
    desk.hand.press("Écarter", whole=True)
    desk.says("Aucune saisie refusée n’attend.").wait_for()


def test_st8_what_a_closing_approved_goes_back_in_one_press(souk: Souk, sit_down: SitDown) -> None:
    send_a_morning(souk)
    desk = sit_down()
    desk.close_day()
    assert states(souk)["approved"] == CLEAN_MARKS
    desk.hand.press("Annuler la validation d’office ({n})")
    desk.until(lambda: states(souk)["approved"] == 0)
    desk.says("{n} saisies sont revenues en revue").wait_for()


def test_st7_a_hand_that_stays_on_the_keys_approves_returns_rejects_and_takes_back(
    souk: Souk, sit_down: SitDown
) -> None:
    send_a_morning(souk)
    desk = sit_down()
    desk.hand.go("/review/all/all")
    first = opened(desk)
    desk.page.keyboard.press("j")
    second = opened(desk, after=first)

    desk.page.keyboard.press("a")
    desk.until(lambda: states(souk)["approved"] == 1)
    third = opened(desk, after=second)
    desk.page.keyboard.press("u")
    desk.until(lambda: states(souk)["approved"] == 0)

    desk.page.keyboard.press("1")  # a ready phrase, on the whole entry
    desk.page.keyboard.press("r")
    desk.until(lambda: states(souk)["returned"] == 1)
    opened(desk, after=third)
    desk.page.keyboard.press("x")
    expect(desk.page.locator("dialog[open] textarea")).to_be_focused()
    desk.page.keyboard.type("saisie deux fois")
    desk.page.keyboard.press("Tab")  # to the one button
    desk.page.keyboard.press("Enter")
    desk.until(lambda: states(souk)["rejected"] == 1)


def opened(desk: Desk, after: str = "") -> str:
    """The address of the entry that stands open, once it is another one than before."""
    desk.until(lambda: desk.page.url != after and desk.page.locator(".deciding").count() > 0)
    return desk.page.url


def decisions_are_lost(_method: str, path: str, before: int) -> Fault:
    """The first answer, and every request after it."""
    if "/decision" not in path:
        return "pass"
    return "lose_answer" if before == 0 else "lose_request"


def send_a_morning(souk: Souk) -> None:
    """Clean marks, one of the sample, one of a place that nobody knows, and one that is refused."""
    with httpx.Client(base_url=f"{souk.server.url}/api/v1", timeout=30) as phone:
        device = {"name": "A03", "app": "0.1.0"}
        asked = {"code": souk.invite(), "join_key": new_id(), "device": device}
        joined = phone.post("/join", json=asked).raise_for_status().json()
        ids = [next_id(sampled=False) for _ in range(CLEAN_MARKS)]
        stalls = [souk.laid.place("grains", at + 1) for at in range(CLEAN_MARKS + 2)]
        marks = [mark(souk, joined, id_, stall) for id_, stall in zip(ids, stalls, strict=False)]
        marks.append(mark(souk, joined, next_id(sampled=True), stalls[-2]))
        marks.append(mark(souk, joined, next_id(sampled=False), new_id()))
        marks.append(mark(souk, joined, next_id(sampled=False), stalls[-1], status="asleep"))
        request = {
            "protocol": 1, "app": "0.1.0", "epoch": None, "sent_at": now(),
            "manifest": {"pending": 0}, "ops": marks,
        }  # fmt: skip
        signed = {"Authorization": f"Bearer {joined['device_token']}"}
        answer = phone.post("/sync/push", json=request, headers=signed).raise_for_status().json()
    codes = Counter(result["code"] for result in answer["results"])
    assert codes == {"applied": CLEAN_MARKS + 2, "invalid": 1}


def mark(souk: Souk, joined: dict[str, Any], id_: str, stall: str, status: str = "present") -> str:
    return json.dumps(
        {
            "op_id": id_, "type": "create", "entry_id": id_, "base_rev": 0, "kind": "presence",
            "schema_version": 1, "market_id": souk.laid.market.id,
            "person_id": joined["person"]["id"], "device_id": joined["device_id"], "epoch": None,
            "souk_date": souk.laid.today.isoformat(), "body": {"stall_id": stall, "status": status},
            "recorded_at": now(), "tz_offset_min": 60,
        }
    )  # fmt: skip


def next_id(*, sampled: bool) -> str:
    return next(id_ for id_ in iter(new_id, None) if in_sample(id_) is sampled)


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def states(souk: Souk) -> Counter[str]:
    return Counter(entry.state for entry in read_held(souk.laid).entries)


def standing_approvals(souk: Souk) -> int:
    """Approvals that nobody took back."""
    database = souk.laid.database()
    with database.read() as session:
        made = session.exec(select(Review).where(Review.decision == "approve")).all()
        count = sum(review.undone_by is None for review in made)
    database.dispose()
    return count
