"""`make screens`: a picture of every screen in Arabic and French, into docs/screens."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.e2e.browser import ARGUMENTS, CHROMIUM, DESK, PHONE
from tests.e2e.demo import DemoSouk
from tests.e2e.pictures import Palette
from tests.e2e.server import RealServer
from tests.e2e.tour_desk import tour_desk
from tests.e2e.tour_phone import tour_phone

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
LANGUAGES = ("ar", "fr")
LOCALES = {"ar": "ar-MA", "fr": "fr-FR"}
HEAD = """# Every screen

Made by `make screens` from the demo souk: the phone at 360 × 740, the desk at 1280 × 800.
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        server = RealServer(Path(scratch) / "demo", "run-demo").start()
        try:
            shutil.rmtree(FOLDER, ignore_errors=True)
            FOLDER.mkdir(parents=True)
            for lang in LANGUAGES:
                _phone(playwright, DemoSouk(server), lang)
                _desk(playwright, DemoSouk(server), lang, Path(scratch))
        finally:
            server.stop()
    _write_index()


def _phone(playwright: Playwright, demo: DemoSouk, lang: str) -> None:
    with open_page(playwright, lang, PHONE) as page:
        page.goto(demo.server.url)
        tour_phone(page, lang, demo, _photographer(page, f"phone-{lang}"))


def _desk(playwright: Playwright, demo: DemoSouk, lang: str, scratch: Path) -> None:
    with open_page(playwright, lang, DESK) as page:
        page.goto(f"{demo.server.url}/desk")
        tour_desk(page, lang, demo, scratch, _photographer(page, f"desk-{lang}"))


@contextmanager
def open_page(playwright: Playwright, lang: str, viewport: dict[str, int]) -> Iterator[Page]:
    """A browser of its own with one page; a phone's has touch and twice the pixels."""
    phone = viewport is PHONE
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    context: BrowserContext = browser.new_context(
        viewport={"width": viewport["width"], "height": viewport["height"]},
        device_scale_factor=2 if phone else 1,
        locale=LOCALES[lang],
        timezone_id="Africa/Casablanca",
        has_touch=phone,
        is_mobile=phone,
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    try:
        yield page
    finally:
        browser.close()


def _photographer(page: Page, prefix: str) -> Callable[[str], None]:
    browser = page.context.browser
    assert browser is not None
    palette = Palette(browser.new_context())
    taken: set[str] = set()

    def take(name: str) -> None:
        if name in taken:
            return
        taken.add(name)
        picture = page.screenshot(animations="disabled", caret="hide")
        (FOLDER / f"{prefix}-{name}.png").write_bytes(palette.png(picture))

    return take


def _write_index() -> None:
    parts = [HEAD]
    for device, width in (("phone", 180), ("desk", 420)):
        parts.append(f"## {device.capitalize()}\n\n| | Arabic | French |\n|---|---|---|")
        for arabic in sorted(FOLDER.glob(f"{device}-ar-*.png"), key=lambda f: f.stat().st_mtime_ns):
            name = arabic.name.removeprefix(f"{device}-ar-")
            cells = (
                f'<img src="{device}-{lang}-{name}" width="{width}" alt="">' for lang in LANGUAGES
            )
            parts.append(f"| {name.removesuffix('.png')} | {' | '.join(cells)} |")
        parts[-1] += "\n"
    (FOLDER / "README.md").write_text("\n".join(parts))


if __name__ == "__main__":
    main()
