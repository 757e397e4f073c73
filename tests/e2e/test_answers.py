"""A coach takes the answers to a form from the desk, wide and long, and opens them (SPEC AN)."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from rahba.clock import World
from tests.e2e.conftest import SitDown, Souk
from tests.e2e.desk import Desk
from tests.export.herd import compiled, response, survey
from tests.recording import entry_id_of, new_id, open_notebook

# A question, its answer, the head beside it, what became of it; the answers, long.
SAID = {
    "ar": ("أي نوع؟", "غنم، بقر", "أي نوع؟: حالة الجواب", "تمت الإجابة", "الجواب"),
    "fr": (
        "Lesquelles ?", "mouton, vache", "Lesquelles ? : état de la réponse", "réponse donnée",
        "Réponse",
    ),
}  # fmt: skip


@pytest.fixture
def answered(souk: Souk) -> Souk:
    """One interview with the form about animals was sent and approved, another waits."""
    database = souk.laid.database()
    day = souk.laid.today.isoformat()
    with souk.desk_api() as desk:
        desk.post("/forms", content=compiled("1")[0]).raise_for_status()
        notebook = open_notebook(database, World(), souk.laid.market)
        ops = [
            survey(notebook, souk.laid.market, response(), souk_date=day, entry_id=new_id())
            for _ in range(2)
        ]
        approved, _ = notebook.push(*ops)
        decision = {"decision_id": new_id(), "decision": "approve", "rev": approved["rev"]}
        path = f"/review/entries/{entry_id_of(ops[0])}/decision"
        desk.post(path, json=decision).raise_for_status()
    database.dispose()
    return souk


def download(desk: Desk, button: str) -> bytes:
    with desk.page.expect_download() as download:
        desk.hand.press(button, whole=True)
    return download.value.path().read_bytes()


def rows_of(workbook: bytes, sheet: int = 0) -> list[dict[str, Any]]:
    """By the heads of a sheet; an Arabic one reads from the right."""
    found = load_workbook(io.BytesIO(workbook)).worksheets[sheet]
    head, *rows = list(found.iter_rows(values_only=True))
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_AN4_AN6_a_coach_takes_the_answers_wide_and_long(
    answered: Souk, sit_down: SitDown, lang: str
) -> None:
    question, answer, beside, state, value = SAID[lang]
    desk = sit_down("coach", lang=lang)
    desk.go_to("Données")
    desk.hand.press("Télécharger les réponses")
    desk.page.get_by_role("combobox").select_option("herd")

    [row] = rows_of(download(desk, "Excel"))
    assert (row[question], row[beside]) == (answer, state)
    assert len(rows_of(download(desk, "Excel"), sheet=1)) == 2  # a row an instance

    desk.page.locator("label").filter(
        has_text=desk.hand.say("Long : une ligne par réponse")
    ).click()
    desk.page.locator("label").filter(
        has_text=desk.hand.say("ce qui n’est pas encore validé")
    ).click()
    long = download(desk, "CSV pour Excel").decode("utf-8-sig")
    assert value in long.splitlines()[0].split(";")
    assert sum(answer in line for line in long.splitlines()) == 2  # also the one that waits
