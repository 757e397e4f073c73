"""AN1-AN8: the answers to a form, wide and long. What is read back is what openpyxl reads."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from rahba.access.tables import Audit
from rahba.clock import World
from rahba.db import Database
from rahba.entries.store import ENTRY
from rahba.export.answers import read, routes
from tests.client import TestClient
from tests.export.herd import ANSWERS, publish_herd, response, survey
from tests.making import FRIDAY, MORNING, Clock, MadeMarket, api_key, coach_client, desk_client
from tests.recording import Notebook, entry_id_of, new_id, open_notebook

ANSWERS_OF = "/api/v1/export/answers/herd"
Tables = dict[str, list[dict[str, Any]]]
Approve = Callable[..., list[str]]


@pytest.fixture
def coach(
    client: TestClient, database: Database, market: MadeMarket, clock: Clock, world: World
) -> TestClient:
    """Signed in, with both versions of the form published one after the other."""
    for version in ("1", "2"):
        publish_herd(database, market, version, world)
        clock.advance(minutes=1)
    return coach_client(client, market)


@pytest.fixture
def notebook(database: Database, world: World, market: MadeMarket) -> Notebook:
    return open_notebook(database, world, market)


@pytest.fixture
def approve(coach: TestClient, market: MadeMarket, notebook: Notebook) -> Approve:
    """Sends these responses and approves each; their entries."""

    def done(*bodies: Any) -> list[str]:
        entries = []
        for body in bodies:
            op = survey(notebook, market, body)
            result = notebook.push_one(op)
            assert result["code"] == "applied", result
            entries.append(entry_id_of(op))
            decide(coach, entries[-1])
        return entries

    return done


def decide(coach: TestClient, entry_id: str, decision: str = "approve", **more: Any) -> None:
    answer = coach.post(
        f"/api/v1/review/entries/{entry_id}/decision",
        json={"decision_id": new_id(), "decision": decision, "rev": 1, **more},
    )
    assert answer.status_code == 200, answer.text


def tables(answer: Any) -> Tables:
    """By the title of the sheet: its rows by their heads."""
    assert answer.status_code == 200, answer.text
    found: Tables = {}
    for sheet in load_workbook(io.BytesIO(answer.content)).worksheets:
        head, *rows = list(sheet.iter_rows(values_only=True))
        found[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return found


def lines(answer: Any, delimiter: str = ",") -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def wide(coach: TestClient, **query: Any) -> dict[str, Any]:
    """The first row in codes."""
    row: dict[str, Any] = tables(coach.get(f"{ANSWERS_OF}/wide.xlsx", params=query))["survey"][0]
    return row


def test_AC1_an_official_and_an_admin_get_no_file_of_answers(
    client: TestClient, market: MadeMarket, coach: TestClient
) -> None:
    for role in ("official", "admin"):
        assert desk_client(client, market, role).get(f"{ANSWERS_OF}/wide.xlsx").status_code == 403


def test_AN1_a_key_reads_what_was_approved_in_its_own_projection_and_kinds(
    client: TestClient, coach: TestClient, database: Database, market: MadeMarket, world: World
) -> None:
    key = api_key(database, market, world)
    for query in ("standing=true", "projection=pii"):
        assert client.get(f"{ANSWERS_OF}/long.csv?{query}", headers=key).status_code == 403
    other = api_key(database, market, world, kinds=("presence",))
    assert client.get(f"{ANSWERS_OF}/long.csv", headers=other).status_code == 403
    assert client.get("/api/v1/export/answers", headers=other).status_code == 403


def test_a_form_or_a_repeat_that_is_not_there_is_not_found(coach: TestClient) -> None:
    for path in ("nothing/wide.csv", "herd/wide.csv?repeat=/data/flock", "herd/square.csv"):
        assert coach.get(f"/api/v1/export/answers/{path}").status_code in (404, 422)


def test_AN1_only_what_was_approved_unless_a_coach_asks_for_all_that_stands(
    coach: TestClient, notebook: Notebook, market: MadeMarket, approve: Approve
) -> None:
    [approved] = approve(response())
    waiting, back, out = (survey(notebook, market, response()) for _ in range(3))
    notebook.push(waiting, back, out)
    decide(coach, entry_id_of(out), "reject", reason="twice")
    decide(coach, entry_id_of(back), "return", comments=[{"path": "/data/brings", "text": "؟"}])
    rows = lines(coach.get(f"{ANSWERS_OF}/wide.csv"))
    assert [row["entry_id"] for row in rows] == [approved]
    assert "state" not in rows[0]
    rows = lines(coach.get(f"{ANSWERS_OF}/wide.csv?standing=true"))
    assert {row["entry_id"]: row["state"] for row in rows} == {
        approved: "approved",
        entry_id_of(waiting): "received",
        entry_id_of(back): "returned",
    }


def test_AN1_the_period_is_that_of_souk_days(coach: TestClient, approve: Approve) -> None:
    approve(response())
    for query, rows in (("from=2026-11-28", 0), ("to=2026-11-26", 0), ("from=2026-11-27", 1)):
        assert len(lines(coach.get(f"{ANSWERS_OF}/wide.csv?{query}"))) == rows


def test_AN2_every_question_says_what_became_of_it(coach: TestClient, approve: Approve) -> None:
    approve(response(answers={"/data/brings": "no", "/data/price": 3}))
    row = wide(coach)
    said = {path.removesuffix(":status"): row[path] for path in row if path.endswith(":status")}
    assert said["/data/brings"] == "answered"
    assert said["/data/kinds"] == said["/data/lot"] == "not_relevant"
    assert said["/data/since"] == "no_answer"  # asked, and left empty
    assert said["/data/fodder"] == "not_asked"  # of a module that is off
    assert said["/data/water"] == "not_asked"  # of a later version


def test_AN2_a_refusal_is_not_an_empty_cell_and_a_choice_may_say_dont_know(
    coach: TestClient, approve: Approve
) -> None:
    coach.put("/api/v1/forms/herd/modules", json={"modules": ["feeding"]})
    answers = {"/data/brings": "yes", "/data/lot[1]/heads": 1, "/data/fodder": "nsp"}
    approve(response(answers=answers, modules=["feeding"], status={"/data/kinds": "refused"}))
    row = wide(coach)
    assert (row["/data/kinds"], row["/data/kinds:status"]) == (None, "refused")
    assert row["/data/kinds=cow"] is None  # 0 would say that there are none
    assert (row["/data/fodder"], row["/data/fodder:status"]) == ("nsp", "dont_know")


def test_AN2_behind_the_last_answer_of_an_interview_that_was_stopped_nothing_was_asked(
    coach: TestClient, approve: Approve
) -> None:
    answers = {"/data/brings": "no", "/data/since": "2020-03-01"}
    approve(response(answers=answers, outcome="stopped"))
    row = wide(coach)
    assert row["/data/kinds:status"] == "not_relevant"
    assert row["/data/weight:status"] == "no_answer"
    assert row["/data/met:status"] == row["/data/remark:status"] == "not_asked"


def test_AN3_columns_of_removed_questions_stay_and_those_of_new_ones_come_after(
    client: TestClient, database: Database, market: MadeMarket, clock: Clock, world: World
) -> None:
    coach = coach_client(client, market)
    heads = []
    for version in ("1", "2"):
        publish_herd(database, market, version, world)
        clock.advance(minutes=1)
        answer = coach.get(f"{ANSWERS_OF}/wide.csv")
        heads.append(answer.content.decode().splitlines()[0].split(","))
    before, after = heads
    assert after[: len(before)] == before
    assert after[len(before) :] == ["/data/kinds=goat", "/data/water", "/data/water:status"]


def test_AN3_answers_of_both_versions_stand_in_one_column_with_the_labels_of_their_own(
    coach: TestClient, approve: Approve
) -> None:
    newer = {"/data/brings": "yes", "/data/kinds": ["cow", "goat"], "/data/water": "own"}
    approve(response(), response("2", newer))
    found = tables(coach.get(f"{ANSWERS_OF}/wide.xlsx?lang=fr&values=labels"))
    rows = {row["Version du questionnaire"]: row for row in found["Questionnaires"]}
    assert rows["1"]["Lesquelles ?"] == "mouton, vache"
    assert rows["2"]["Lesquelles ?"] == "bovin, =chèvre"
    # what a version did not offer was not left unchosen
    assert [rows[v]["Lesquelles ? : mouton"] for v in "12"] == [1, None]
    assert [rows[v]["Lesquelles ? : bovin"] for v in "12"] == [1, 1]
    assert [rows[v]["Lesquelles ? : =chèvre"] for v in "12"] == [None, 1]
    assert rows["2"]["Poids : état de la réponse"] == "question non posée"


def test_AN4_a_repeat_has_a_sheet_with_the_key_of_its_entry_and_its_index(
    coach: TestClient, approve: Approve
) -> None:
    [entry_id] = approve(response())
    found = tables(coach.get(f"{ANSWERS_OF}/wide.xlsx"))
    assert found["survey"][0]["/data/lot:instances"] == 2
    assert [(row["entry_id"], row["/data/lot:index"]) for row in found["lot"]] == [
        (entry_id, 1),
        (entry_id, 2),
    ]
    assert [row["/data/lot/heads"] for row in found["lot"]] == [12, 5]
    rows = lines(coach.get(f"{ANSWERS_OF}/wide.csv?repeat=/data/lot"))
    assert [row["/data/lot/species"] for row in rows] == ["sheep", "cow"]


def test_AN4_numbers_are_numbers_days_are_days_and_a_point_has_four_columns(
    coach: TestClient, approve: Approve
) -> None:
    approve(response())
    row = wide(coach)
    assert (row["/data/weight"], row["/data/herd"]) == (-0.5, 17)
    assert row["/data/since"] == datetime(2020, 3, 1)  # noqa: DTZ001
    assert row["/data/met"] == datetime(2026, 11, 27, 8, 30)  # noqa: DTZ001
    assert [row[f"/data/where:{part}"] for part in ("lat", "lon", "alt", "acc")] == [
        33.1, -7.6, None, 4.5,
    ]  # fmt: skip
    assert row["souk_date"] == datetime.combine(FRIDAY, datetime.min.time())


def test_AN5_an_arabic_file_in_words_reads_from_the_right_and_one_in_codes_does_not(
    coach: TestClient, approve: Approve
) -> None:
    approve(response())
    for query, rtl in (("values=labels", True), ("values=codes", False)):
        answer = coach.get(f"{ANSWERS_OF}/long.xlsx?lang=ar&{query}")
        [sheet] = load_workbook(io.BytesIO(answer.content)).worksheets
        assert bool(sheet.sheet_view.rightToLeft) is rtl
    row = tables(coach.get(f"{ANSWERS_OF}/wide.xlsx?lang=ar&values=labels"))["الاستمارات"][0]
    assert row["أي نوع؟"] == "غنم، بقر"
    assert row["أي نوع؟: حالة الجواب"] == "تمت الإجابة"
    assert row["ملاحظة حول … رأسا"] == "=1+1"


def test_AN6_long_has_a_row_an_answer_under_its_path_with_its_instance(
    coach: TestClient, approve: Approve
) -> None:
    approve(response())
    rows = {row["path"]: row for row in lines(coach.get(f"{ANSWERS_OF}/long.csv"))}
    assert (rows["/data/lot[2]/heads"]["value"], rows["/data/lot"]["value"]) == ("5", "2")
    assert rows["/data/kinds"]["value"] == "sheep cow"
    assert (rows["/data/where"]["lat"], rows["/data/where"]["acc"]) == ("33.1", "4.5")
    assert rows["/data/water"]["answer_status"] == "not_asked"
    assert rows["/data/weight"]["value"] == "-0.5"  # a number and no formula
    assert rows["/data/remark"]["value"] == "'=1+1"
    french = lines(coach.get(f"{ANSWERS_OF}/long.csv?lang=fr&values=labels&excel=true"), ";")
    [weight] = [row for row in french if row["Question"] == "Poids"]
    assert (weight["Réponse"], weight["État de la réponse"]) == ("-0,5", "réponse donnée")


def test_EX2_no_cell_of_a_file_of_answers_is_run(coach: TestClient, approve: Approve) -> None:
    approve(response(), response("2", {"/data/brings": "yes", "/data/kinds": ["goat"]}))
    for shape in ("wide", "long"):
        answer = coach.get(f"{ANSWERS_OF}/{shape}.xlsx?values=labels&lang=fr")
        for sheet in load_workbook(io.BytesIO(answer.content)).worksheets:
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert not [cell for cell in cells if cell.data_type == "f"]
    for row in lines(coach.get(f"{ANSWERS_OF}/long.csv?values=labels&lang=fr")):
        assert not [text for text in row.values() if text.startswith(("=", "@"))]


def test_FE5_sensitive_answers_and_what_is_found_from_them_stand_beside_no_place(
    coach: TestClient, approve: Approve
) -> None:
    [entry_id] = approve(response())
    named = wide(coach)
    assert (named["entry_id"], "stall_id" in named) == (entry_id, True)
    assert not [head for head in named if head.startswith(("/data/price", "/data/double"))]
    hidden = wide(coach, projection="pseudonymous")
    assert (hidden["/data/price"], hidden["/data/double"]) == (900, 1800)
    assert hidden["entry_id"] != entry_id
    assert hidden["section"] == "grains"
    own = ("stall_id", "trader_id", "/data/remark", "/data/where:lat", "/data/where:status")
    assert not [head for head in own if head in hidden]


def test_AN7_a_key_gets_the_same_columns_and_ids_as_from_the_feed(
    client: TestClient, approve: Approve, database: Database, market: MadeMarket, world: World
) -> None:
    approve(response())
    key = api_key(database, market, world)
    [row] = lines(client.get(f"{ANSWERS_OF}/wide.csv", headers=key))
    [fed] = client.get("/api/v1/feed/approved?kind=survey", headers=key).json()["rows"]
    assert row["entry_id"] == fed["entry_id"]
    given = set(fed["body"]["answers"])
    assert given == {path for path in ANSWERS if not path.startswith(("/data/where", "/data/rem"))}
    assert {path for path in given if "[" not in path} <= set(row)
    since = api_key(database, market, world, since=date(2026, 11, 28))
    assert lines(client.get(f"{ANSWERS_OF}/wide.csv", headers=since)) == []


def test_AC4_a_file_of_answers_that_was_taken_is_in_the_audit(
    coach: TestClient, market: MadeMarket, database: Database
) -> None:
    coach.get(f"{ANSWERS_OF}/wide.csv?standing=true")
    with database.read() as session:
        taken = session.exec(select(Audit).where(Audit.action == "export.csv")).one()
    assert (taken.actor, taken.subject) == (f"person:{market.coach}", "answers:herd")
    assert taken.detail["standing"] == "True"


@pytest.mark.parametrize("file_type", ["csv", "xlsx"])
def test_AN8_ten_times_the_interviews_take_no_more_memory(
    coach: TestClient,
    database: Database,
    market: MadeMarket,
    file_type: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, many = 40, 400
    # The few, too, are more than are read at once.
    monkeypatch.setattr(read, "BATCH", few // 4)
    peaks = []
    peak_of(coach, f"{ANSWERS_OF}/long.{file_type}")  # what a first file keeps for the next
    for number in (few, many - few):
        database.transact(lambda session, n=number: session.execute(*interviews(market, n)))  # type: ignore[misc]
        peaks.append(peak_of(coach, f"{ANSWERS_OF}/long.{file_type}"))
    assert peaks[1] < peaks[0] * 1.2, peaks


def interviews(market: MadeMarket, number: int) -> tuple[Any, list[dict[str, Any]]]:
    """Approved ones, put in as they lie in the database."""
    row = {
        "market_id": market.id, "kind": "survey", "schema_version": 1, "flags": [], "rev": 1,
        "author_id": market.animators[0], "device_id": market.animators[0], "approved_rev": 1,
        "souk_date": FRIDAY, "state": "approved", "recorded_at": MORNING, "received_at": MORNING,
        "body": response(),
    }  # fmt: skip
    return ENTRY.insert(), [row | {"id": new_id()} for _ in range(number)]


def peak_of(coach: TestClient, path: str) -> int:
    """Bytes that the server needed at most; the answer itself is dropped as it comes."""
    tracemalloc.start()
    with coach.stream("GET", path) as answer:
        assert answer.status_code == 200
        size = sum(len(block) for block in answer.iter_raw())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak - size  # this client has the whole answer in memory before it streams


def test_the_forms_that_have_answers_are_listed_with_their_repeats(coach: TestClient) -> None:
    [form] = coach.get("/api/v1/export/answers").json()
    assert form["form_id"] == "herd"
    assert form["repeats"] == [
        {"path": "/data/lot", "names": {"ar": "قطيع", "fr": "Lot", "en": "قطيع"}}
    ]
    assert form["too_wide"] == []


@pytest.mark.parametrize("projection", ["pii", "pseudonymous"])
def test_AN8_the_desk_knows_beforehand_what_no_sheet_holds(
    coach: TestClient, monkeypatch: pytest.MonkeyPatch, projection: str
) -> None:
    asked = {"projection": projection, "standing": "true"}
    whole = coach.get(f"{ANSWERS_OF}/wide.csv", params=asked).text.partition("\n")[0]
    columns = whole.count(",") + 1
    for sheet_holds, code in ((columns, 200), (columns - 1, 422)):
        monkeypatch.setattr(routes, "MAX_COLUMNS", sheet_holds)
        [form] = coach.get("/api/v1/export/answers").json()
        answer = coach.get(f"{ANSWERS_OF}/wide.xlsx", params=asked)
        assert answer.status_code == code
        assert (projection in form["too_wide"]) is (code == 422)
        assert coach.get(f"{ANSWERS_OF}/long.xlsx", params=asked).status_code == 200
    assert answer.json()["code"] == "too_many_columns"
