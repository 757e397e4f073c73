"""Nothing that axe finds on any screen, in Arabic and French: text 7:1, targets of 24 px."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.e2e.addresses import desk_paths, never_visited, phone_paths
from tests.e2e.browser import DESK, PHONE
from tests.e2e.demo import DemoSouk, fill_demo, serve_demo
from tests.e2e.tour import LANGUAGES, open_page
from tests.e2e.tour_desk import tour_desk, tour_desk_small
from tests.e2e.tour_phone import tour_phone
from tests.e2e.tour_set_up import serve_empty, tour_set_up
from tests.e2e.tour_troubles import NAMED, tour_insecure

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# From the top of a page, where nothing is scrolled half under its bar and taken for a small target.
RUN = """
async () => {
  const from = scrollY;
  scrollTo(0, 0);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await axe.run(document, {
    runOnly: { type: 'tag', values: tags },
    rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  });
  scrollTo(0, from);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}
"""


class Inspector:
    """Called at each screen; `found` names the screen, the rule and the element."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._axe = AXE.read_text()
        self.screens: list[str] = []
        self.found: list[str] = []
        self.visited: set[str] = set()

    def __call__(self, name: str) -> None:
        self.visited.add(self._page.evaluate("location.hash"))
        if name in self.screens:
            return
        self.screens.append(name)
        if not self._page.evaluate("'axe' in window"):
            self._page.evaluate(self._axe)
        self.found += [f"{name}: {violation}" for violation in self._page.evaluate(RUN)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_demo(tmp_path_factory.mktemp("demo") / "data")


@pytest.fixture
def demo(filled: Path, tmp_path: Path) -> Iterator[DemoSouk]:
    with serve_demo(filled, tmp_path / "demo") as served:
        yield served


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_screen_of_the_phone_can_be_read_and_pressed_by_everybody(
    playwright: Playwright, demo: DemoSouk, lang: str, tmp_path: Path
) -> None:
    with open_page(playwright, lang, PHONE) as page:
        page.goto(demo.server.url)
        inspector = Inspector(page)
        tour_phone(page, lang, demo, tmp_path, inspector)
    assert never_visited(phone_paths(), inspector.visited) == []
    assert inspector.found == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_screen_of_the_desk_can_be_read_and_pressed_by_everybody(
    playwright: Playwright, demo: DemoSouk, lang: str, tmp_path: Path
) -> None:
    with open_page(playwright, lang, DESK) as page:
        page.goto(f"{demo.server.url}/desk")
        inspector = Inspector(page)
        tour_desk(page, lang, demo, tmp_path, inspector)
    assert never_visited(desk_paths(), inspector.visited) == []
    assert inspector.found == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_the_set_up_can_be_read_and_pressed_by_everybody(
    playwright: Playwright, lang: str, viewport: dict[str, int], tmp_path: Path
) -> None:
    with serve_empty(tmp_path) as (server, code), open_page(playwright, lang, viewport) as page:
        page.goto(f"{server.url}/desk")
        inspector = Inspector(page)
        tour_set_up(page, lang, code, inspector)
    assert inspector.screens[-1] == "set-up-summary"
    assert inspector.found == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_that_a_coach_opens_on_a_phone_can_be_read_and_pressed_by_everybody(
    playwright: Playwright, demo: DemoSouk, lang: str
) -> None:
    with open_page(playwright, lang, PHONE) as page:
        page.goto(f"{demo.server.url}/desk")
        inspector = Inspector(page)
        tour_desk_small(page, lang, demo, inspector)
    assert inspector.found == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_why_no_phone_can_join_here_can_be_read_by_everybody(
    playwright: Playwright, lang: str, tmp_path: Path
) -> None:
    with serve_empty(tmp_path) as (server, _), open_page(playwright, lang, PHONE, NAMED) as page:
        inspector = Inspector(page)
        tour_insecure(page, lang, server.url, inspector)
    assert inspector.found == []
