"""What a phone on a weak network waits for, counted in the browser as it was served."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, ViewportSize

from tests.e2e.browser import ARGUMENTS, CHROMIUM, PHONE
from tests.e2e.server import RealServer

# Bytes of HTML, CSS, JavaScript, words and icons, headers included.
FIRST_SCREEN = 90_000


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = RealServer(tmp_path_factory.mktemp("bytes")).start()
    yield server.url
    server.stop()


@pytest.fixture
def page(playwright: Playwright) -> Iterator[Page]:
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    size = ViewportSize(width=PHONE["width"], height=PHONE["height"])
    # Without the worker: what it fetches for later is not waited for.
    context = chromium.new_context(viewport=size, service_workers="block")
    yield context.new_page()
    chromium.close()


def received(page: Page, url: str) -> dict[str, int]:
    """Bytes on the wire per address until the page has shown its heading."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def note_address(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]

    def note_size(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = int(event["encodedDataLength"])

    network.on("Network.responseReceived", note_address)
    network.on("Network.loadingFinished", note_size)
    page.goto(url)
    page.locator("h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    return {addresses[request]: size for request, size in sizes.items() if request in addresses}


def test_the_first_screen_is_light_enough_for_a_weak_network(page: Page, origin: str) -> None:
    sizes = received(page, f"{origin}/")
    assert any(".js" in address for address in sizes)
    assert sum(sizes.values()) <= FIRST_SCREEN, sizes


def test_the_phone_asks_for_nothing_but_its_own_origin_and_no_code_of_the_desk(
    page: Page, origin: str
) -> None:
    addresses = received(page, f"{origin}/")
    assert [address for address in addresses if not address.startswith(origin)] == []
    named = [re.sub(r"-[\w-]{8}(?=\.\w+$)", "", address) for address in addresses]  # no hashes
    assert [name for name in named if "desk" in name.lower()] == []


def test_everything_with_a_hash_in_its_name_is_kept_for_good_and_the_rest_asked_for_again(
    page: Page, origin: str
) -> None:
    kept = {}
    page.on("response", lambda response: kept.update({Path(response.url).name: response}))
    received(page, f"{origin}/")
    for name, response in kept.items():
        hashed = "/assets/" in response.url
        cache = response.headers["cache-control"]
        assert ("immutable" in cache) == hashed, f"{name}: {cache}"
