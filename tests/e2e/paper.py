"""What comes out of the printer, counted."""

import re
from pathlib import Path

from playwright.sync_api import Page


def pages_of(page: Page, path: Path) -> int:
    """Sheets of A4 that the page takes in black and white, as it is printed."""
    pdf = page.pdf(path=path, prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def printed_text(page: Page) -> str:
    """All that stands on the paper."""
    page.emulate_media(media="print")
    said = page.locator("body").inner_text()
    page.emulate_media(media="null")
    return said
