"""Unsent work leaves as a sealed file, comes by a colleague, and is there once (SPEC RS)."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.camera import take_picture
from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.desk import Desk
from tests.e2e.held import assert_taken_once, read_held
from tests.e2e.phone import Phone
from tests.e2e.pins import await_code, choose_pin, type_pin
from tests.e2e.roster import known_at
from tests.e2e.test_photo import NEWCOMER, give, medium, save_as_itinerant, to_the_badge
from tests.e2e.test_shared_phone import FIRST_PIN, mark_two, name_of


def test_rs_a_colleague_carries_a_file_and_the_closed_phone_sends_the_same_nothing_is_there_twice(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, tmp_path: Path
) -> None:
    author = name_of(souk, 0)
    first, second = (hand_phone().join(souk.invite(n)) for n in (0, 1))
    first.hand.press("Choisir un code PIN")
    choose_pin(first, FIRST_PIN)
    await_code(souk, author)
    souk.server.kill()

    mark_two(first)
    file = export(first, tmp_path)
    said = file.read_text()
    for secret in (known_at(souk.laid, "grains", 1), author, "present", "stall_id"):
        assert secret not in said, secret
    first.kill()
    take_along(second, file)

    souk.server.start()
    second.hear(lambda: not carries(second))
    assert taken(souk) == {souk.laid.market.animators[0]: 2}

    first.open()
    expect(first.page.get_by_text("2 modifications arrivées")).to_be_visible()
    assert taken(souk) == {souk.laid.market.animators[0]: 2}
    type_pin(first, FIRST_PIN)
    first.hand.press("Ouvrir", whole=True)
    first.page.get_by_role("navigation").wait_for()
    first.send_all()
    assert taken(souk) == {souk.laid.market.animators[0]: 2}

    desk = sit_down("coach")
    take_in(desk, file)
    expect(desk.page.locator("dialog[open]")).to_contain_text("2 modifications arrivées")
    assert taken(souk) == {souk.laid.market.animators[0]: 2}


def test_rs7_a_phone_that_is_lost_after_its_export_loses_neither_an_entry_nor_its_photo(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, tmp_path: Path
) -> None:
    phone = hand_phone(lang="ar").join(souk.invite())
    souk.server.kill()
    to_the_badge(phone)
    give(phone, take_picture(phone.page))
    save_as_itinerant(phone)
    file = export(phone, tmp_path)
    phone.kill()

    souk.server.start()
    desk = sit_down("coach")
    take_in(desk, file)
    expect(desk.page.locator("dialog[open]")).to_contain_text("1 photo arrivée")
    assert medium(souk.laid).state == "received"
    assert [entry.body["known_as"] for entry in read_held(souk.laid).of_kind("trader")] == [
        NEWCOMER
    ]


def by_hand(phone: Phone) -> None:
    phone.go_to("Aujourd’hui")
    phone.hand.press("Réglages")
    phone.hand.press("Sans réseau")


def export(phone: Phone, folder: Path) -> Path:
    by_hand(phone)
    with phone.page.expect_download() as downloading:
        phone.hand.press("Exporter ce qui n’est pas envoyé", whole=True)
    name = downloading.value.suggested_filename
    assert re.fullmatch(r"rahba-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.rahba", name)
    downloading.value.save_as(folder / name)
    return folder / name


def take_along(phone: Phone, file: Path) -> None:
    by_hand(phone)
    phone.page.get_by_label("Choisir un fichier").and_(phone.page.locator("input")).set_input_files(
        file
    )
    expect(
        phone.says("Vous portez le fichier. Il partira à la prochaine connexion.")
    ).to_be_visible()
    expect(phone.page.get_by_text("2 modifications ·")).to_be_visible()


def take_in(desk: Desk, file: Path) -> None:
    desk.go_to("Équipe et garde")
    desk.page.get_by_label("Recevoir un fichier de téléphone").and_(
        desk.page.locator("input")
    ).set_input_files(file)


def carries(phone: Phone) -> bool:
    by_hand(phone)
    phone.page.get_by_label("Choisir un fichier").first.wait_for(state="attached")
    phone.page.wait_for_timeout(300)
    return phone.page.get_by_text("2 modifications ·").count() > 0


def taken(souk: Souk) -> dict[str, int]:
    """By whom, and how many of each; none of them twice."""
    held = read_held(souk.laid)
    assert_taken_once(held)
    authors = [entry.author_id for entry in held.of_kind("presence")]
    return {person: authors.count(person) for person in authors}
