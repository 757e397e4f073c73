"""From a file to a version in force, and out of force again (SPEC FD1, FD3, FD4, FD5). Refusals
first."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.access.tables import Audit
from rahba.clock import World
from rahba.db import Database
from rahba.forms.difference import difference, retyped
from rahba.forms.tables import FormVersion
from rahba.sync.snapshot import current_snapshot
from tests.client import TestClient
from tests.forms.sources import xform_named
from tests.forms.workbooks import workbook
from tests.making import MadeMarket, MadePhone, coach_client, desk_client
from tests.recording import Notebook
from tests.sync.pulling import pull
from tests.sync.pushing import rows

FIRST = [("text", "name", "Name"), ("select_one colour", "liked", "Which?")]
NEXT = [
    ("text", "name", "Your name", None, "string-length(.) > 1"),
    ("integer", "size", "How many?", "${name} != ''"),
]
FORMS = "/api/v1/forms"
COLOURS = f"{FORMS}/colours"


@pytest.fixture
def coach(client: TestClient, market: MadeMarket) -> TestClient:
    """Signed in, with version 1 of `colours` in force."""
    signed_in = coach_client(client, market)
    assert signed_in.post(FORMS, content=workbook(FIRST)).status_code == 201
    return signed_in


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def forms_told(page: Any) -> list[Any]:
    return [item for item in page["catalog"] if item["type"] == "form"]


@pytest.mark.parametrize("role", ["official", "admin"])
def test_AC1_only_a_coach_checks_retires_and_fetches_files(
    client: TestClient, market: MadeMarket, coach: TestClient, role: str
) -> None:
    other = desk_client(client, market, role)
    assert other.post(f"{FORMS}/check", content=workbook(FIRST)).status_code == 403
    assert other.put(f"{COLOURS}/retired", json={"retired": True}).status_code == 403
    assert other.get(f"{COLOURS}/file").status_code == 403
    assert other.get(f"{COLOURS}/versions").status_code == 403


@pytest.mark.parametrize(
    "data",
    [b"", b"a,b,c", b"PK\x03\x04broken", b"<html/>", "<a>é</a>".encode("latin-1"), b"<a><b></a>"],
)
def test_FD1_what_is_no_form_is_refused(coach: TestClient, data: bytes) -> None:
    assert code_of(coach.post(f"{FORMS}/check", content=data)) == (422, "form_invalid")
    assert code_of(coach.post(FORMS, content=data)) == (422, "form_invalid")


def test_FD3_a_question_never_changes_its_type_under_its_path(
    coach: TestClient, database: Database
) -> None:
    retyped_file = workbook([("integer", "name", "Name"), FIRST[1]], version="2")
    for path in (f"{FORMS}/check", FORMS):
        answer = coach.post(path, content=retyped_file)
        assert code_of(answer) == (422, "form_invalid")
        [problem] = answer.json()["problems"]
        assert problem == {
            "sheet": "survey", "row": 2, "column": "type", "path": "/data/name",
            "code": "type_changed", "message": "text → integer",
        }  # fmt: skip
    assert [row.version for row in rows(database, FormVersion)] == ["1"]


def test_FD3_a_version_that_is_out_is_not_checked_into_another(coach: TestClient) -> None:
    answer = coach.post(f"{FORMS}/check", content=workbook(NEXT))
    assert code_of(answer) == (409, "form_version_taken")


def test_FD3_a_path_that_was_left_out_once_keeps_its_type() -> None:
    asked = {"nodes": [{"path": "/data/a", "type": "integer"}]}
    without: dict[str, Any] = {"nodes": []}
    typed = {"nodes": [{"path": "/data/a", "type": "text"}]}
    assert [fault.path for fault in retyped([asked, without], typed)] == ["/data/a"]
    assert retyped([asked, without], asked) == []


def test_FD3_what_a_camera_read_may_also_be_typed_and_a_note_holds_no_answer() -> None:
    def form(type_: str) -> dict[str, Any]:
        return {"nodes": [{"path": "/data/a", "type": type_}]}

    assert retyped([form("barcode")], form("text")) == []
    assert retyped([form("note")], form("integer")) == []


def test_FD3_the_difference_is_told_by_path_and_part(coach: TestClient) -> None:
    shown = coach.post(f"{FORMS}/check", content=workbook(NEXT, version="2")).json()
    assert (shown["form_id"], shown["version"], shown["in_force"]) == ("colours", "2", "1")
    assert [(told["path"], told["change"], told["parts"]) for told in shown["changes"]] == [
        ("/data/name", "changed", ["label", "constraint"]),
        ("/data/size", "added", []),
        ("/data/liked", "removed", []),
    ]
    assert [told["label"] for told in shown["changes"]] == [
        {"default": "Your name"}, {"default": "How many?"}, {"default": "Which?"},
    ]  # fmt: skip


def test_FD3_another_choice_changes_its_question_and_a_text_elsewhere_does_not() -> None:
    def form(texts: list[str], choices: list[str]) -> dict[str, Any]:
        node = {"path": "/data/a", "type": "select_one", "label": len(texts) - 1, "choices": "l"}
        return {
            "nodes": [node], "texts": {"fr": texts},
            "choices": {"l": [{"name": name, "label": {}} for name in choices]},
        }  # fmt: skip

    before = form(["Laquelle ?"], ["red"])
    assert difference(before, form(["Avant", "Laquelle ?"], ["red"])) == []
    [told] = difference(before, form(["Laquelle ?"], ["red", "blue"]))
    assert told["parts"] == ["choices"]


def test_FD1_checking_writes_nothing_and_reaches_no_phone(
    client: TestClient, database: Database, coach: TestClient, phone: MadePhone
) -> None:
    cursor = pull(client, phone)["cursor"]
    acts = len(rows(database, Audit))
    shown = coach.post(f"{FORMS}/check", content=workbook(NEXT, version="2")).json()
    assert [node["path"] for node in shown["compiled"]["nodes"]] == ["/data/name", "/data/size"]
    assert [warning["code"] for warning in shown["warnings"]] == ["no_arabic"]
    assert [row.version for row in rows(database, FormVersion)] == ["1"]
    assert len(rows(database, Audit)) == acts
    assert pull(client, phone, cursor)["catalog"] == []


def test_FD5_the_very_file_of_each_version_comes_back(coach: TestClient) -> None:
    files = {"1": workbook(FIRST), "2": workbook(NEXT, version="2")}
    # A workbook carries the moment at which it was saved: the file of the fixture was another.
    files["1"] = coach.get(f"{COLOURS}/file").content
    assert coach.post(FORMS, content=files["2"]).status_code == 201
    for version, data in files.items():
        answer = coach.get(f"{COLOURS}/file?version={version}")
        assert answer.content == data
        assert answer.headers["etag"] == f'"{hashlib.sha256(data).hexdigest()}"'
        assert f"colours-{version}.xlsx" in answer.headers["content-disposition"]
    assert coach.get(f"{COLOURS}/file").content == files["2"]
    assert coach.get(f"{FORMS}/colours.xlsx").content == files["2"]
    assert code_of(coach.get(f"{COLOURS}/file?version=3")) == (404, "not_found")


def test_FD5_the_file_of_a_version_puts_it_into_force_again_whatever_compiled_it_then(
    coach: TestClient, database: Database
) -> None:
    first = coach.get(f"{COLOURS}/file").content
    assert coach.post(FORMS, content=workbook(NEXT, version="2")).status_code == 201

    def compile_otherwise(session: Session) -> None:
        version = session.exec(select(FormVersion).where(FormVersion.version == "1")).one()
        version.compiled = {**version.compiled, "max_bytes": 1}

    database.transact(compile_otherwise)
    again = coach.post(FORMS, content=first)
    assert (again.status_code, again.json()["version"]) == (201, "1")
    assert again.json()["compiled"]["max_bytes"] == 1  # what phones have of it stays


def test_FD5_an_xform_is_published_and_comes_back_as_it_was(coach: TestClient) -> None:
    xform = xform_named("household").encode()
    published = coach.post(FORMS, content=b"\xef\xbb\xbf" + xform)
    assert published.status_code == 201, published.text
    answer = coach.get(f"{FORMS}/{published.json()['form_id']}/file")
    assert answer.content == b"\xef\xbb\xbf" + xform
    assert answer.headers["content-type"].startswith("application/xml")


def test_FD4_a_retired_form_is_told_to_phones_and_can_come_back(
    client: TestClient, database: Database, world: World, market: MadeMarket, coach: TestClient,
    phone: MadePhone,
) -> None:  # fmt: skip
    cursor = pull(client, phone)["cursor"]
    retired = coach.put(f"{COLOURS}/retired", json={"retired": True}).json()
    assert retired["retired_at"] is not None
    page = pull(client, phone, cursor)
    # Its questions stay on the phone: what was begun in it is finished.
    assert [(form["retired"], bool(form["compiled"])) for form in forms_told(page)] == [
        (True, True)
    ]
    snapshot = current_snapshot(database, market.id, b"x" * 32, world)
    [carried] = json.loads(gzip.decompress(snapshot.data))["forms"]
    assert carried["retired"] is True
    back = coach.put(f"{COLOURS}/retired", json={"retired": False}).json()
    assert back["retired_at"] is None
    [told] = forms_told(pull(client, phone, page["cursor"]))
    assert "retired" not in told
    acts = [row.action for row in rows(database, Audit)]
    assert acts[-2:] == ["form.retire", "form.unretire"]


def test_FD4_publishing_puts_a_retired_form_into_force_again(coach: TestClient) -> None:
    coach.put(f"{COLOURS}/retired", json={"retired": True})
    published = coach.post(FORMS, content=workbook(NEXT, version="2")).json()
    assert (published["version"], published["retired_at"]) == ("2", None)


def test_FD4_what_was_begun_in_a_retired_form_is_taken_and_flagged(
    database: Database, world: World, coach: TestClient, phone: MadePhone
) -> None:
    coach.put(f"{COLOURS}/retired", json={"retired": True})
    notebook = Notebook(database, world, phone.caller, None)
    response = {
        "form_id": "colours", "form_version": "1", "modules": [],
        "answers": {"/data/name": "Hamid", "/data/liked": "red"}, "outcome": "completed",
        "started_at": "2026-11-27T07:20:00Z", "ended_at": "2026-11-27T07:23:00Z",
    }  # fmt: skip
    result = notebook.push_one(notebook.create("survey", response))
    assert (result["code"], result["flags"]) == ("applied", ["form_retired"])
