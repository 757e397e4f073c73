"""The walk through the souk on a phone: one tap a place."""

import re
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Locator, expect

from tests.e2e.phone import Phone

Status = Literal[
    "present", "absent", "closed_early", "occupied_unregistered", "open_without_trader"
]
PRESS = {
    "present": "Présent·e",
    "absent": "Pas là pour l’instant",
    "closed_early": "Parti·e tôt",
}
PRESS_AT_NOBODYS = {
    "absent": "Place vide",
    "occupied_unregistered": "Occupé, non inscrit",
    "open_without_trader": "Ouvert sans titulaire",
}

# As `HEAR_AGAIN`, within the page.
FAST_FINGER = """async ([times, mark, undo]) => {
  const when = async (found) => {
    while (!found()) await new Promise((done) => setTimeout(done, 2));
    return found();
  };
  const button = (pattern) => () => [...document.querySelectorAll("button")]
    .find(({ innerText }) => new RegExp(pattern).test(innerText));
  const saved = () => Number(
    /(\\d+) saisies? sur le téléphone/.exec(document.body.innerText)?.[1]);
  const before = saved();
  const now = performance.now.bind(performance);
  let ahead = 0;
  performance.now = () => now() + ahead;
  for (let n = 0; n < times; n++) {
    ahead += 1000;
    (await when(button(mark))).click();
    await when(() => saved() === before + 1);
    (await when(button(undo))).click();
    await when(() => saved() === before);
  }
  ahead += 1000;
}"""


@dataclass(frozen=True)
class At:
    """Where one stands."""

    section: str
    number: int
    who: str  # the trader known there; empty where the roster knows nobody


class Walk:
    """The screen of the walk, which must stand there."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._page = phone.page
        self._page.locator("[aria-current=step]").wait_for()

    @classmethod
    def begin(cls, phone: Phone) -> "Walk":
        """From Today, or on from where it stopped."""
        phone.hand.find("Commencer la tournée").or_(
            phone.hand.find("Reprendre · place {number}")
        ).first.click()
        return cls(phone)

    def at(self) -> At:
        section = self._page.get_by_role("heading", level=1).inner_text().strip()
        number = self._page.locator("[aria-current=step] b").inner_text()
        known = self._page.locator("main .who")
        return At(section, int(number), known.inner_text().strip() if known.count() else "")

    def is_over(self) -> bool:
        return self._phone.says("Toutes les places de la zone sont relevées").count() > 0

    def knows_somebody(self) -> bool:
        return self._phone.hand.has("Présent·e")

    def mark(self, status: Status) -> At:
        """Mark the place where one stands and be at the next; answers which one was marked."""
        words = PRESS if self.knows_somebody() else PRESS_AT_NOBODYS
        return self.tap(words[status])

    def tap(self, french: str) -> At:
        """As `mark`, by the words on the button."""
        here = self.at()
        self._phone.hand.press(french, whole=True)
        left = self._page.locator("[aria-current=step] b").get_by_text(str(here.number), exact=True)
        expect(left).to_have_count(0)  # the next place stands there, or none is left
        self._phone.hand.wait_to_hear()
        return here

    def stand_at(self, section: str, number: int) -> None:
        """At a place of this section, wherever the walk is."""
        self._phone.hand.press("Je suis ailleurs")
        self._page.get_by_role("main").get_by_role("button", name=section).last.click()
        self._phone.hand.fill("À partir de quelle place ?", str(number))
        self._phone.hand.press("Y aller")
        expect(self._page.locator("[aria-current=step] b")).to_have_text(str(number))

    def take_back(self, number: int) -> None:
        """The mark of a place that one has just passed, from its square in the lane."""
        self._lane().get_by_role("button", name=re.compile(rf"^{number}\b")).click()
        self._phone.hand.press("Supprimer ce relevé")

    def change(self, number: int, french: str) -> None:
        """Another mark for a place that one has just passed, from its square in the lane."""
        self._lane().get_by_role("button", name=re.compile(rf"^{number}\b")).click()
        self._page.get_by_role("dialog").wait_for()
        self._phone.hand.choose(french)
        self._page.get_by_role("dialog").wait_for(state="hidden")

    def mark_and_undo(self, times: int) -> None:
        """A mark of this place and its undoing, again and again, by a finger without a pause."""
        words = [self._phone.hand.say(word, whole=True) for word in ("Présent·e", "Annuler")]
        self._page.evaluate(FAST_FINGER, [times, *(word.pattern for word in words)])

    def _lane(self) -> Locator:
        return self._page.get_by_role("list", name=self._phone.hand.say("Places autour de vous"))
