"""The form of 250 questions opened and answered by our engine and by ODK's, in turn: the same
XForm, the same answers, the same lines that take the time, in one real Chromium whose pages run six
times slower than here. At the end both must say the same of the form, or the times would be of two
different things.

Ours begins with the text that lies on a phone: the server has compiled the XForm when it was
published, once and not on each phone. ODK's engine begins with the XForm, as it always does.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from rahba.forms.xlsform import read_xlsform
from tests.bench import long_form
from tests.bench.clock import p95
from tests.bench.figure import Figure
from tests.bench.slowed import slowed
from tests.e2e.browser import ARGUMENTS, CHROMIUM
from tests.forms.workbooks import workbook_of

ROUNDS = 5
FASTER, REACTION_MS = 3, 50
ROOT = Path(__file__).parents[2]
PAGE = "tests/forms/bench"
ORIGIN = "http://localhost"
MEASURE = "([form, given]) => measure(form, given)"

Measured = dict[str, Any]


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="rahba-bench-") as folder, sync_playwright() as started:
        site = _built(Path(folder))
        form = _form()
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        ours: list[Measured] = []
        odk: list[Measured] = []
        for _ in range(ROUNDS):
            ours.append(_measured(chromium, site, "ours", form))
            odk.append(_measured(chromium, site, "odk", form))
        chromium.close()
    assert ours[-1]["facts"] == odk[-1]["facts"], "the engines say different things of the form"
    yield from _opened("opened", "opened", ours, odk)
    yield from _opened("opened again in the same page", "opened_again", ours, odk)
    for whose, measured, budget in (("ours", ours, REACTION_MS), ("ODK's engine", odk, None)):
        taken = p95([took for one in measured for took in one["reactions"]])
        yield Figure(
            f"250 questions, an answer and what depends on it, {whose}, p95", taken, "ms", budget
        )


def _built(folder: Path) -> Path:
    """The page of both engines, by the frontend's own Vite; it is no part of the product."""
    vite = [str(ROOT / "scripts" / "node"), "node_modules/vite/bin/vite.js", "build", PAGE]
    subprocess.run(
        [*vite, "--outDir", str(folder), "--emptyOutDir", "--logLevel", "error"],
        cwd=ROOT / "frontend", check=True,
    )  # fmt: skip
    return folder


def _form() -> dict[str, str]:
    """As ODK's engine reads it, and as it lies on a phone."""
    xform, compiled = read_xlsform(workbook_of(long_form.sheets()))
    return {"xform": xform, "compiled": json.dumps(compiled)}


def _measured(chromium: Browser, site: Path, engine: str, form: dict[str, str]) -> Measured:
    """In a new page that has loaded the engine and has not opened a form yet."""
    given = [[answer.path, answer.text] for answer in long_form.answers()]
    page = chromium.new_page()
    _serve(page, site)
    page.goto(f"{ORIGIN}/index.html?engine={engine}")
    page.evaluate("() => loading.then(() => true)")
    with slowed(page):
        measured: Measured = page.evaluate(MEASURE, [form, given])
    page.close()
    return measured


def _serve(page: Page, site: Path) -> None:
    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(f"{ORIGIN}/").partition("?")[0]
        if (site / path).is_file():
            route.fulfill(path=site / path)
        else:
            route.fulfill(status=404)

    page.route(f"{ORIGIN}/**", answer)


def _opened(how: str, key: str, ours: list[Measured], odk: list[Measured]) -> Iterator[Figure]:
    """The median of the rounds, in which a page was new each time."""
    here, there = (statistics.median(one[key] for one in some) for some in (ours, odk))
    yield Figure(f"250 questions, {how}, ours", here, "ms")
    yield Figure(f"250 questions, {how}, ODK's engine", there, "ms")
    what = f"250 questions, {how}, time of ODK's engine ÷ ours"
    yield Figure(what, there / here, "×", FASTER, at_least=True)
