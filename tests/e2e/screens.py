"""`make screens`: a picture of every screen in Arabic and French, into docs/screens."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from tests.e2e.browser import DESK, PHONE
from tests.e2e.demo import DemoSouk, fill_demo, serve_demo
from tests.e2e.pictures import Palette
from tests.e2e.tour import LANGUAGES, open_page
from tests.e2e.tour_desk import tour_desk, tour_desk_small
from tests.e2e.tour_phone import tour_phone
from tests.e2e.tour_set_up import serve_empty, tour_set_up
from tests.e2e.tour_troubles import NAMED, tour_insecure

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
# Screens that are shown for the bar that offers to take something back.
ABOUT_UNDO = {"walk-undo", "register-saved"}
HEAD = """# Every screen

Made by `make screens` from the demo souk: the phone at 360 × 740, the desk at 1280 × 800.
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        scratch = Path(folder)
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        filled = fill_demo(scratch / "demo")
        for lang in LANGUAGES:
            _set_up(playwright, lang, scratch / f"empty-{lang}")
        for lang in LANGUAGES:
            with serve_demo(filled, scratch / f"phone-{lang}") as demo:
                _phone(playwright, demo, lang, scratch)
            with serve_demo(filled, scratch / f"coach-{lang}") as demo:
                _coachs_phone(playwright, demo, lang)
            with serve_demo(filled, scratch / f"desk-{lang}") as demo:
                _desk(playwright, demo, lang, scratch)
    _write_index()


def _phone(playwright: Playwright, demo: DemoSouk, lang: str, scratch: Path) -> None:
    with open_page(playwright, lang, PHONE) as page:
        page.goto(demo.server.url)
        tour_phone(page, lang, demo, scratch, _photographer(page, f"phone-{lang}"))


def _coachs_phone(playwright: Playwright, demo: DemoSouk, lang: str) -> None:
    take_for = f"phone-{lang}"
    with open_page(playwright, lang, PHONE) as page:
        page.goto(f"{demo.server.url}/desk")
        tour_desk_small(page, lang, demo, _photographer(page, take_for))
    with open_page(playwright, lang, PHONE, NAMED) as page:
        tour_insecure(page, lang, demo.server.url, _photographer(page, take_for))


def _desk(playwright: Playwright, demo: DemoSouk, lang: str, scratch: Path) -> None:
    with open_page(playwright, lang, DESK) as page:
        page.goto(f"{demo.server.url}/desk")
        tour_desk(page, lang, demo, scratch, _photographer(page, f"desk-{lang}"))


def _set_up(playwright: Playwright, lang: str, data_dir: Path) -> None:
    with serve_empty(data_dir) as (server, code), open_page(playwright, lang, DESK) as page:
        page.goto(f"{server.url}/desk")
        tour_set_up(page, lang, code, _photographer(page, f"desk-{lang}"))


def _photographer(page: Page, prefix: str) -> Callable[[str], None]:
    browser = page.context.browser
    assert browser is not None
    palette = Palette(browser.new_context())
    taken: set[str] = set()

    def take(name: str) -> None:
        if name in taken:
            return
        taken.add(name)
        if name not in ABOUT_UNDO:
            page.mouse.move(0, 0)  # under a pointer the bar stays
            page.locator(".undo").wait_for(state="hidden")
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
