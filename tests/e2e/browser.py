"""A real Chromium with a profile on disk, which can be killed like a phone whose battery dies."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import BrowserContext, Error, Page, Playwright

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
# Of one look at a page: two journeys at a time on two cores may be slow, and are right.
PATIENCE_MS = 30_000
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# A later list takes the place of an earlier one, so this one names again what Playwright turns off.
# Of our own: the pages that draw the address bar's suggestions, half of what a start costs though
# nobody types there; and a process kept for a page that may follow, which a small phone has not.
SWITCHED_OFF = [
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding",
    "PreconnectToSearch", "ThirdPartyStoragePartitioning",
    "SpareRendererForSitePerProcess", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup",
]  # fmt: skip
# Without these Chromium calls home at start, which a closed network answers with noise.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", f"--disable-features={','.join(SWITCHED_OFF)}",
]  # fmt: skip


def _timezone() -> str:
    """As the server knows the souk's: Morocco's differs between releases of the tz data."""
    offset = datetime.now(ZoneInfo("Africa/Casablanca")).utcoffset() or timedelta()
    return f"Etc/GMT{-(offset // timedelta(hours=1)):+d}"


TIMEZONE = _timezone()


class Browser:
    """One person's browser; `open` after `kill` finds the same profile, as a phone would."""

    def __init__(
        self,
        playwright: Playwright,
        profile: Path,
        *,
        lang: str = "ar",
        viewport: dict[str, int] = PHONE,
        arguments: Sequence[str] = (),
    ) -> None:
        self._playwright = playwright
        self._profile = profile
        self._arguments = [*ARGUMENTS, *arguments]
        self._lang = lang
        self._viewport = viewport
        self._context: BrowserContext | None = None

    def open(self, url: str) -> Page:
        phone = self._viewport is PHONE
        self._context = self._playwright.chromium.launch_persistent_context(
            str(self._profile),
            executable_path=CHROMIUM,
            args=self._arguments,
            headless=True,
            viewport={
                "width": self._viewport["width"],
                "height": self._viewport["height"],
            },
            locale={"ar": "ar-MA", "fr": "fr-MA", "en": "en"}[self._lang],
            timezone_id=TIMEZONE,
            has_touch=phone,
            is_mobile=phone,
            service_workers="allow",
        )
        page = self._context.pages[0] if self._context.pages else self._context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(url)
        return page

    @property
    def context(self) -> BrowserContext:
        assert self._context is not None, "open the browser first"
        return self._context

    def processes(self) -> list[int]:
        """The pids of this profile: the browser's and of all that it started."""
        found = subprocess.run(
            ["pgrep", "-f", f"user-data-dir={self._profile}"],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(pid) for pid in found.stdout.split()]

    def kill(self, processes: list[int] | None = None) -> None:
        """SIGKILL to every process of this profile: nothing is flushed by the browser itself.

        `processes`: those asked for before, where the moment matters.
        """
        for pid in processes or self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._forget()

    def close(self, *, picture: Path) -> None:
        """`picture`: where what stood there last is kept, for whoever asks why a test failed."""
        if self._context is not None:
            with suppress(Error):  # the page may be the reason for the failure
                self._context.pages[0].screenshot(path=picture)
            self._context.close()
            self._context = None

    def _forget(self) -> None:
        if self._context is not None:
            with suppress(Error):  # the process is gone: any answer is the expected one
                self._context.close()
            self._context = None
        for lock in self._profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)
