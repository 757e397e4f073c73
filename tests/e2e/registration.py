"""Registering a trader on a phone, step by step."""

from playwright.sync_api import expect

from tests.e2e.phone import Phone


def register_here(phone: Phone, known_as: str, trade: str) -> None:
    """From a place of the walk where nobody is known: consent to everything, name, trade, badge.

    The family of trades is that of the section one stands in.
    """
    hand = phone.hand
    hand.press("Inscrire", whole=True)
    agree_to_all(phone)
    name_them(phone, known_as, trade)
    hand.press("Enregistrer l’inscription")
    phone.says("Inscrit : {name}").wait_for()


def agree_to_all(phone: Phone) -> None:
    hand = phone.hand
    hand.wait_for("Pas d’accord")
    for purpose in phone.page.locator("main").get_by_role("group").all():
        yes = phone.page.get_by_role("radio", name=hand.say("Oui", whole=True))
        purpose.locator("label").filter(has=yes).click()
    hand.press("Continuer")


def name_them(phone: Phone, known_as: str, trade: str, family: str = "") -> None:
    """Who they are, up to the badge; `trade` and `family` as the screen says them."""
    hand = phone.hand
    hand.fill("Le nom sous lequel on le connaît", known_as)
    if family:
        phone.page.get_by_role("button", name=family, exact=True).click()
    hand.rows().filter(has_text=trade).first.click()
    hand.press("Continuer")
    phone.page.get_by_role("radio", name=hand.say("Sans badge pour l’instant")).wait_for()


def inform(phone: Phone, known_as: str, *, itinerant: bool = False) -> None:
    """Somebody on a list: consent first; name and trade stand there as the list says them."""
    hand = phone.hand
    hand.find("Informer et inscrire {name}").filter(has_text=known_as).or_(
        hand.find("Informer et inscrire", whole=True)
    ).first.click()
    agree_to_all(phone)
    named = phone.page.get_by_label(hand.say("Le nom sous lequel on le connaît"))
    expect(named).to_have_value(known_as)
    hand.press("Continuer")
    phone.page.get_by_role("radio", name=hand.say("Sans badge pour l’instant")).wait_for()
    if itinerant:
        hand.press("Continuer")
        hand.choose("Ambulant, sans place fixe")
    hand.press("Enregistrer l’inscription")
    phone.says("Inscrit : {name}").wait_for()
