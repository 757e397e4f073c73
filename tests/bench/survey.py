"""The form of 250 questions on the real screen of a phone without a network, six times slower than
here: from each press and each letter until what it changes is painted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench import long_form
from tests.bench.clock import p95
from tests.bench.figure import Figure
from tests.bench.long_form import Answer
from tests.bench.slowed import UNTIL_PAINTED, slowed
from tests.e2e.browser import Browser
from tests.e2e.conftest import Souk, serve_souk
from tests.e2e.phone import Phone
from tests.e2e.roster import known_at
from tests.e2e.souk import lay_souk
from tests.e2e.test_every_type import joined, publish

REACTION_MS = 50
# Of the traders who are asked: others use this machine too, and the quicker interview counts.
PLACES = (3, 4)
HAND = """() => {
  const main = () => document.querySelector('main');
  const until = UNTIL_PAINTED;
  const asked = () => main()?.querySelector('h2.q')?.textContent.trim() ?? '';
  const type = (field, text) => [...text].map((_, at) => () => {
    field.value = text.slice(0, at + 1);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const acts = (text) => {
    const fields = main().querySelectorAll('input:not([type=radio], [type=checkbox])');
    if (fields.length === 0)
      return text.split(' ').map((name) => () => main().querySelector(`[value="${name}"]`).click());
    const parts = fields.length === 3 ? text.split('-').reverse() : [text];
    return parts.flatMap((part, at) => type(fields[at], part));
  };
  const open = (title) => {
    const row = [...main().querySelectorAll('a, button')]
      .find(({ textContent }) => textContent.includes(title));
    return until(() => row.click(), asked);
  };
  const next = () => {
    const [before, button] = [asked(), [...document.querySelectorAll('footer button')].at(-1)];
    return until(() => button.click(), () => asked() !== before);
  };
  const answer = async (text) => {
    const took = [];
    for (const act of acts(text)) took.push(await until(act));
    return took;
  };
  globalThis.hand = { asked, open, next, answer };
}""".replace("UNTIL_PAINTED", UNTIL_PAINTED)


@dataclass
class Times:
    """In ms, of one interview."""

    opened: float
    answered: list[float] = field(default_factory=list)
    went: list[float] = field(default_factory=list)


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="rahba-bench-") as name, sync_playwright() as started:
        folder = Path(name)
        with serve_souk(lay_souk(folder / "laid"), folder / "data") as souk:
            browser = Browser(started, folder / "profile", lang="fr")
            phone = Phone(browser, souk.url, "fr").open()
            try:
                yield from _interviews(phone, souk)
            finally:
                phone.close(picture=folder / "last.png")


def _interviews(phone: Phone, souk: Souk) -> Iterator[Figure]:
    publish(souk, long_form.sheets(), "fr")
    joined(phone, souk)
    phone.page.context.set_offline(True)
    phone.page.evaluate(HAND)
    times = [_asked(phone, known_at(souk.laid, "livestock", place)) for place in PLACES]
    what = "phone, survey of 250 questions"
    yield Figure(f"{what}, from a press to its first question", times[0].opened, "ms")
    for how, took in (
        ("a choice or a letter until it is painted", min(p95(t.answered) for t in times)),
        ("next until it is painted", min(p95(t.went) for t in times)),
    ):
        yield Figure(f"{what}, {how}, p95", took, "ms", REACTION_MS)


def _asked(phone: Phone, who: str) -> Times:
    """The whole interview with somebody, left under pause."""
    phone.look_up(who)
    phone.hand.press("Questionnaire")
    page = phone.page
    page.get_by_text(long_form.TITLE).wait_for()
    with slowed(page):
        times = Times(page.evaluate("(title) => hand.open(title)", long_form.TITLE))
        for answer in long_form.answers():
            times.went += _go_to(page, answer)
            times.answered += page.evaluate("(text) => hand.answer(text)", answer.text)
    phone.hand.open_sheet("Pause")
    phone.hand.press("Reprendre plus tard")
    return times


def _go_to(page: Page, answer: Answer) -> list[float]:
    """On to this question, over a note if there is one."""
    took: list[float] = []
    while not page.evaluate("() => hand.asked()").startswith(answer.asked):
        assert len(took) < 3, f"{answer.path} was not asked"
        took.append(page.evaluate("() => hand.next()"))
    return took
