"""A day closed without a network: the coach's phone reads one code after the other (SPEC QR)."""

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.e2e.camera import hold_at, shoot
from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.phone import Phone
from tests.e2e.test_shared_phone import mark_two, name_of

COLLECT = "Relever les fins de journée"
MARKED = "envoyé : 0 · seulement sur le téléphone : 2 · à corriger : 0"


def test_qr3_qr4_the_coachs_phone_reads_every_closing_without_a_network_and_brings_them_to_the_desk(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, tmp_path: Path
) -> None:
    film = tmp_path / "seen.y4m"
    phones = [hand_phone().join(souk.invite(n)) for n in range(3)]
    names = [name_of(souk, n) for n in range(3)]
    coach = hand_phone(film=film).join(souk.invite_coach(), ready=[COLLECT])
    souk.server.kill()

    for phone in phones:
        mark_two(phone)
    shown = [hold_at(coach.page, closing_shown_by(phone)) for phone in phones]
    shoot(film, shown[:2])
    coach.hand.press(COLLECT)
    expect(coach.says("{done} sur {total}")).to_have_text("2 sur 3")
    expect_lists(coach, names[2:], names[:2])

    coach.hand.press("Fermer la caméra")
    text = copied_from(phones[2])
    type_code(coach, text.replace(".0.2.0.", ".2.0.0."))
    expect(coach.says("La signature de ce code est fausse. Rien n’a été relevé.")).to_be_visible()
    expect(coach.says("{done} sur {total}")).to_have_text("2 sur 3")
    shoot(film, shown[2:])
    coach.hand.press("Ouvrir la caméra")
    expect(coach.says("{done} sur {total}")).to_have_text("3 sur 3")
    expect_lists(coach, [], names)
    expect(coach.page.get_by_role("listitem").filter(has_text=MARKED)).to_have_count(3)

    for phone in phones:
        phone.kill()
    coach.kill()
    coach.open()
    souk.server.start()
    coach.hear(lambda: {one["by"] for one in custody(souk).values()} == {"qr"})
    assert {(one["pending"], one["by"]) for one in custody(souk).values()} == {(2, "qr")}

    desk = sit_down("coach")
    desk.go_to("Équipe et garde")
    for name in names:
        row = desk.page.get_by_role("row").filter(has_text=name)
        expect(row).to_contain_text("par QR")


def closing_shown_by(phone: Phone) -> bytes:
    """The picture of the code at the end of the day; what offers to take a mark back covers it."""
    phone.go_to("Aujourd’hui")
    phone.hand.press("Finir ma journée")
    phone.page.locator(".undo").wait_for(state="hidden")
    return phone.page.locator("svg.qr-code").screenshot()


def copied_from(phone: Phone) -> str:
    phone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.hand.press("Copier le texte du code")
    phone.hand.wait_for("Texte copié")
    return str(phone.page.evaluate("() => navigator.clipboard.readText()"))


def type_code(coach: Phone, text: str) -> None:
    coach.hand.fill("Texte du code", text)
    coach.hand.press("Vérifier")


def expect_lists(coach: Phone, missing: list[str], there: list[str]) -> None:
    """Whose closing the coach's phone has, and whose not."""
    for head, names in (("Pas encore relevés", missing), ("Relevés", there)):
        rows = coach.page.get_by_role("list", name=head, exact=True).get_by_role("listitem")
        expect(rows).to_have_count(len(names))
        for name in names:
            expect(rows.filter(has_text=name)).to_have_count(1)


def custody(souk: Souk) -> dict[str, Any]:
    """What the desk knows of each animator."""
    with souk.desk_api() as desk:
        team = desk.get("/team").raise_for_status().json()["people"]
    animators = souk.laid.market.animators
    return {one["id"]: one["custody"] for one in team if one["id"] in animators}
