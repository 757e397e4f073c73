"""A coach takes answers out of a survey and approves the rest (SPEC SV9). Refusals first."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlmodel import col, select

from rahba.access.tables import Audit
from rahba.clock import World
from rahba.db import Database
from rahba.doctor import examine
from rahba.entries.tables import Entry, EntryRevision
from rahba.settings import Settings
from tests.answering import ANSWERS, COMPILED, publish_form, response
from tests.client import TestClient
from tests.making import MadeMarket, MadePhone, api_key, join_phone
from tests.recording import Notebook, entry_id_of, new_id
from tests.sync.pulling import pull

FEES, HELPERS = "/data/interview/fees_today", "/data/interview/helpers_paid"
SEX, ROLE = "/data/interview/sex", "/data/interview/role"
WORD = "لا يُعقل"


@pytest.fixture
def phone(client: TestClient, market: MadeMarket) -> MadePhone:
    return join_phone(client, market)


@pytest.fixture
def notebook(database: Database, world: World, market: MadeMarket, phone: MadePhone) -> Notebook:
    publish_form(database, world, market)
    return Notebook(database, world, phone.caller, None)


@pytest.fixture
def survey(notebook: Notebook) -> str:
    op = notebook.create("survey", response())
    assert notebook.push_one(op)["code"] == "applied"
    return entry_id_of(op)


def saying(decision: str = "approve", rev: int = 1, **ways: str) -> dict[str, Any]:
    """A decision with a way for each named answer of the interview, or of the form's beginning."""
    comments = [{"path": PATHS[name], "text": WORD, "way": way} for name, way in ways.items()]
    return {"decision_id": new_id(), "decision": decision, "rev": rev, "comments": comments}


def both(*names: str) -> dict[str, Any]:
    comments = [{"path": PATHS[name], "text": WORD, "way": "unknown"} for name in names]
    return saying() | {"comments": comments}


PATHS = {
    "sex": SEX, "helpers": HELPERS, "role": ROLE, "fees": FEES, "consent": "/data/consent_survey",
    "adult": "/data/is_adult", "interview": "/data/interview", "nothing": "/data/nothing",
}  # fmt: skip


def decide(coach: TestClient, entry_id: str, body: dict[str, Any]) -> Any:
    return coach.post(f"/api/v1/review/entries/{entry_id}/decision", json=body)


def undo(coach: TestClient, review_id: str) -> Any:
    return coach.post(f"/api/v1/review/reviews/{review_id}/undo", json={"decision_id": new_id()})


def stands(database: Database, entry_id: str) -> tuple[str, int, int | None]:
    with database.read() as session:
        entry = session.exec(select(Entry).where(Entry.id == entry_id)).one()
        return entry.state, entry.rev, entry.approved_rev


def body_of(database: Database, entry_id: str) -> dict[str, Any]:
    with database.read() as session:
        return dict(session.exec(select(Entry.body).where(Entry.id == entry_id)).one())


def revisions(database: Database, entry_id: str) -> list[str]:
    with database.read() as session:
        query = select(EntryRevision.op).where(EntryRevision.entry_id == entry_id)
        return list(session.exec(query.order_by(col(EntryRevision.rev))))


@pytest.mark.parametrize("name", ["consent", "adult", "role", "interview", "nothing", "fees"])
def test_SV9_what_the_rest_hangs_on_or_nobody_answered_is_not_set_to_unknown(
    coach: TestClient, database: Database, survey: str, name: str
) -> None:
    answer = decide(coach, survey, both("sex", name))
    assert (answer.status_code, answer.json()["code"]) == (422, "cannot_set_unknown")
    assert answer.json()["paths"] == [PATHS[name]]
    assert stands(database, survey) == ("received", 1, None)
    assert body_of(database, survey)["answers"] == ANSWERS


def test_SV9_a_refusal_has_nothing_to_set_to_unknown(
    coach: TestClient, database: Database, notebook: Notebook
) -> None:
    body = response(outcome="refused") | {"answers": {"/data/consent_survey": "no"}}
    op = notebook.create("survey", body)
    notebook.push(op)
    answer = decide(coach, entry_id_of(op), saying(consent="unknown"))
    assert (answer.status_code, answer.json()["code"]) == (422, "cannot_set_unknown")
    assert stands(database, entry_id_of(op)) == ("received", 1, None)


def test_SV9_what_is_no_survey_has_no_answer_to_set_to_unknown(
    coach: TestClient, database: Database, notebook: Notebook
) -> None:
    op = notebook.create("day_sheet", {"weather": ["sun"], "waste_kg": 10})
    notebook.push(op)
    answer = decide(coach, entry_id_of(op), saying(sex="unknown"))
    assert (answer.status_code, answer.json()["code"]) == (422, "cannot_set_unknown")
    assert stands(database, entry_id_of(op)) == ("received", 1, None)


@pytest.mark.parametrize(
    "body",
    [
        saying("approve", sex="unknown", helpers="mend"),
        saying("approve", helpers="ask_again"),
        saying("return", sex="unknown"),
        saying("reject", sex="unknown") | {"reason": WORD},
    ],
)
def test_SV9_ways_that_do_not_go_together_are_malformed(
    coach: TestClient, database: Database, survey: str, body: dict[str, Any]
) -> None:
    answer = decide(coach, survey, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert stands(database, survey) == ("received", 1, None)


def test_SV9_it_is_not_decided_of_many_at_once(
    coach: TestClient, database: Database, survey: str
) -> None:
    body = saying(sex="unknown") | {"entry_id": survey}
    answer = coach.post("/api/v1/review/decisions", json={"decisions": [body]})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert stands(database, survey) == ("received", 1, None)


@pytest.mark.parametrize("begins", [True, False])
def test_SV9_no_author_says_that_an_answer_is_unknown(
    database: Database, notebook: Notebook, survey: str, begins: bool
) -> None:
    body = response(status={SEX: "unknown"})
    del body["answers"][SEX]
    op = notebook.create("survey", body) if begins else notebook.revise(survey, "survey", body)
    result = notebook.push_one(op)
    assert result["errors"] == [{"path": SEX, "code": "status_not_offered"}]
    assert stands(database, survey) == ("received", 1, None)


def test_ST3_a_newer_revision_stops_it(
    coach: TestClient, database: Database, notebook: Notebook, survey: str
) -> None:
    notebook.push(notebook.revise(survey, "survey", response({SEX: "m"})))
    answer = decide(coach, survey, saying(sex="unknown"))
    assert (answer.status_code, answer.json()["code"]) == (409, "decided_meanwhile")
    assert body_of(database, survey)["answers"][SEX] == "m"


def test_SV9_a_required_answer_is_set_to_unknown_and_the_rest_is_approved(
    coach: TestClient, database: Database, survey: str, market: MadeMarket
) -> None:
    author = revisions(database, survey)
    decision = saying(sex="unknown", helpers="unknown")
    answer = decide(coach, survey, decision).json()
    assert (answer["state"], answer["rev"]) == ("approved", 2)
    assert stands(database, survey) == ("approved", 2, 2)
    body = body_of(database, survey)
    assert body["status"] == {SEX: "unknown", HELPERS: "unknown"}
    assert body["answers"] == {p: v for p, v in ANSWERS.items() if p not in (SEX, HELPERS)}
    first, second = revisions(database, survey)
    assert [first] == author
    made = json.loads(second)
    assert (made["person_id"], made["op_id"], made["base_rev"]) == (
        market.coach, decision["decision_id"], 1,
    )  # fmt: skip
    assert decide(coach, survey, decision).json() == answer
    assert len(revisions(database, survey)) == 2


def test_SV9_the_words_stand_in_the_history_and_the_act_in_the_audit(
    coach: TestClient, database: Database, survey: str, market: MadeMarket
) -> None:
    decide(coach, survey, saying(sex="unknown"))
    detail = coach.get(f"/api/v1/review/entries/{survey}").json()
    assert detail["reviews"][0]["comments"] == [{"path": SEX, "text": WORD, "way": "unknown"}]
    assert [revision["at_desk"] for revision in detail["revisions"]] == [False, True]
    with database.read() as session:
        told = session.exec(select(Audit).where(Audit.action == "review.approve")).one()
    assert (told.actor, told.detail["unknown"]) == (f"person:{market.coach}", [SEX])


@pytest.mark.parametrize(
    "decision",
    [saying(sex="unknown"), saying("return", sex="unknown", helpers="mend")],
    ids=["approved", "returned"],
)
def test_ST7_undone_the_authors_revision_is_back_and_can_be_decided_anew(
    coach: TestClient, database: Database, survey: str, decision: dict[str, Any]
) -> None:
    made = decide(coach, survey, decision | {"decision_id": new_id()}).json()
    assert undo(coach, made["review_id"]).json()["state"] == "received"
    assert stands(database, survey) == ("received", 3, None)
    assert body_of(database, survey) == response()
    assert undo(coach, made["review_id"]).status_code == 409
    assert decide(coach, survey, saying(rev=3)).json()["rev"] == 3
    assert stands(database, survey) == ("approved", 3, 3)


def test_BK5_what_a_coach_set_and_took_back_leaves_the_database_sound(
    coach: TestClient, database: Database, settings: Settings, survey: str
) -> None:
    made = decide(coach, survey, saying(sex="unknown")).json()
    for _ in range(2):
        with database.read() as session:
            found = examine(session, settings.data_dir)
        assert [finding.check for finding in found if finding.count] == []
        undo(coach, made["review_id"])


def test_ST4_the_authors_later_word_is_proposed_beside_it_and_keeps_what_was_set(
    coach: TestClient, database: Database, notebook: Notebook, survey: str
) -> None:
    decide(coach, survey, saying(sex="unknown"))
    kept = body_of(database, survey)
    kept["answers"] |= {HELPERS: 2}
    op = notebook.revise(survey, "survey", kept, base_rev=2)
    assert notebook.push_one(op)["code"] == "proposed"
    assert stands(database, survey) == ("approved", 3, 2)
    accept = {"decision_id": new_id(), "decision": "accept_proposed", "rev": 3}
    assert decide(coach, survey, accept).json()["state"] == "approved"
    assert body_of(database, survey)["status"] == {SEX: "unknown"}


def test_I7_what_the_author_sent_without_knowing_of_it_is_a_conflict_and_kept(
    coach: TestClient, database: Database, notebook: Notebook, survey: str
) -> None:
    decide(coach, survey, saying(sex="unknown"))
    result = notebook.push_one(notebook.revise(survey, "survey", response({SEX: "m"})))
    assert (result["code"], result["current"]["rev"]) == ("conflict", 2)
    assert stands(database, survey) == ("approved", 2, 2)


def test_SV9_what_goes_back_beside_it_goes_in_one_revision_and_comes_again(
    coach: TestClient, database: Database, notebook: Notebook, survey: str
) -> None:
    decide(coach, survey, saying("return", sex="unknown", helpers="mend"))
    assert stands(database, survey) == ("returned", 2, None)
    mended = body_of(database, survey)
    mended["answers"] |= {HELPERS: 2}
    op = notebook.revise(survey, "survey", mended, base_rev=2)
    assert notebook.push_one(op)["code"] == "applied"
    assert body_of(database, survey)["status"] == {SEX: "unknown"}


def test_PL4_the_authors_phone_hears_what_was_set_and_what_was_put_back(
    client: TestClient, coach: TestClient, phone: MadePhone, survey: str
) -> None:
    made = decide(coach, survey, saying(sex="unknown")).json()
    page = pull(client, phone)
    (told,) = page["own"]
    assert (told["rev"], told["state"]) == (2, "approved")
    assert told["body"]["status"] == {SEX: "unknown"}
    assert told["decision"]["comments"] == [{"path": SEX, "text": WORD, "way": "unknown"}]
    undo(coach, made["review_id"])
    (back,) = pull(client, phone, page["cursor"])["own"]
    assert (back["rev"], back["body"]["answers"]) == (3, ANSWERS)
    assert "decision" not in back


def test_FE1_programs_read_an_empty_answer_and_its_status_and_hear_when_it_is_taken_back(
    client: TestClient,
    coach: TestClient,
    database: Database,
    market: MadeMarket,
    world: World,
    survey: str,
) -> None:
    key = api_key(database, market, world, projection="pii")
    made = decide(coach, survey, saying(sex="unknown")).json()
    feed = "/api/v1/feed/approved"
    (row,) = client.get(feed, headers=key).json()["rows"]
    assert (row["type"], row["rev"], row["body"]["status"]) == ("approved", 2, {SEX: "unknown"})
    assert SEX not in row["body"]["answers"]
    table = client.get("/api/v1/export/survey.csv", headers=key).text.splitlines()
    cells = dict(zip(table[0].split(","), table[1].split(","), strict=True))
    assert (cells[SEX], cells["status"]) == ("", f"{SEX}=unknown")
    undo(coach, made["review_id"])
    assert client.get(feed, headers=key).json()["rows"][-1]["type"] == "unapproved"


@pytest.mark.parametrize(
    ("language", "label"), [("ar", "غير معروف"), ("fr", "inconnu"), ("en", "unknown")]
)
def test_EX1_a_file_for_people_says_which_answer_is_unknown_in_their_language(
    coach: TestClient, survey: str, language: str, label: str
) -> None:
    decide(coach, survey, saying(sex="unknown"))
    url = f"/api/v1/export/files/survey.csv?lang={language}"
    head, row = coach.get(url).text.removeprefix("\ufeff").splitlines()
    asked = COMPILED["texts"][language][_label_of(SEX)]
    assert f"{asked} : {label}" in row or f"{asked}: {label}" in row
    assert f"{SEX}=unknown" in row
    assert head


def _label_of(path: str) -> int:
    nodes = list(COMPILED["nodes"])
    while nodes:
        node = nodes.pop()
        if node["path"] == path:
            return int(node["label"])
        nodes += node.get("children", [])
    raise LookupError(path)
