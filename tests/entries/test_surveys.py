"""A response is checked again with the version that the phone used (SPEC SV2, SV3, SV5)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, Quarantine
from rahba.forms.tables import Form
from tests.answering import ANSWERS, publish_form, response
from tests.making import MadeMarket
from tests.recording import Notebook, new_id, open_notebook


@pytest.fixture
def notebook(database: Database, world: World, market: MadeMarket) -> Notebook:
    publish_form(database, world, market)
    return open_notebook(database, world, market)


def push(notebook: Notebook, body: Any) -> Any:
    return notebook.push_one(notebook.create("survey", body))


@pytest.mark.parametrize("changed", [{"form_id": "census"}, {"form_version": "from the future"}])
def test_SV3_a_form_that_was_never_published_here_is_named(
    notebook: Notebook, changed: dict[str, Any]
) -> None:
    result = push(notebook, response(**changed))
    assert result["errors"] == [{"path": "form_version", "code": "unknown_form"}]


@pytest.mark.parametrize("form_id", [["a", "list"], {"an": "object"}, 7, None])
def test_SV3_a_form_id_of_any_shape_is_refused_and_stops_no_other_op(
    notebook: Notebook, market: MadeMarket, form_id: Any
) -> None:
    bad = notebook.create("survey", response(form_id=form_id))
    results = notebook.push(bad, notebook.mark(market.stalls["veg"][0]))
    assert [r["code"] for r in results] == ["invalid", "applied"]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("/data/interview/sex", "x", "not_a_choice"),
        ("/data/interview/helpers_paid", 51, "constraint"),
        ("/data/interview/helpers_paid", "two", "wrong_type"),
        ("/data/interview/reg_types", ["none", "coop"], "constraint"),
    ],
)
def test_SV3_an_answer_that_breaks_a_rule_of_its_form_is_named_by_its_path_and_kept(
    database: Database, notebook: Notebook, path: str, value: Any, code: str
) -> None:
    result = push(notebook, response({path: value}))
    assert (result["code"], result["errors"]) == ("invalid", [{"path": path, "code": code}])
    with database.read() as session:
        assert session.exec(select(Entry)).all() == []
        assert (
            json.loads(session.exec(select(Quarantine)).one().raw)["body"]["answers"][path] == value
        )


def test_SV3_a_missing_answer_is_named(notebook: Notebook) -> None:
    body = response()
    del body["answers"]["/data/interview/role"]
    result = push(notebook, body)
    assert {"path": "/data/interview/role", "code": "required"} in result["errors"]


def test_a_response_without_a_flaw_has_no_flag(database: Database, notebook: Notebook) -> None:
    result = push(notebook, response())
    assert (result["code"], "flags" in result) == ("applied", False)
    with database.read() as session:
        assert session.exec(select(Entry)).one().body["answers"] == ANSWERS


@pytest.mark.parametrize(
    ("answers", "changed", "flag"),
    [
        ({"/data/interview/schooling": "prim"}, {}, "hidden_answer"),
        ({"/data/interview/helpers_paid": 9}, {}, "soft_warning"),
        ({}, {"ended_at": "2026-11-27T07:20:59Z"}, "too_short"),
        ({}, {"trader_id": new_id()}, "unknown_trader"),
    ],
)
def test_SV3_what_the_coach_should_look_at_is_a_flag(
    notebook: Notebook, answers: dict[str, Any], changed: dict[str, Any], flag: str
) -> None:
    result = push(notebook, response(answers, **changed))
    assert (result["code"], result["flags"]) == ("applied", [flag])


def test_SV5_an_answer_of_a_module_that_was_on_is_no_warning(notebook: Notebook) -> None:
    answers = {
        "/data/interview/schooling": "prim",
        "/data/interview/makes_what_sells": "own",
    }
    assert "flags" not in push(notebook, response(answers, modules=["practice"]))


def test_a_refusal_keeps_nothing_but_the_refusal(notebook: Notebook) -> None:
    answers = {"/data/consent_survey": "no"}
    refused = response(answers=None, outcome="refused") | {"answers": answers}
    assert push(notebook, refused)["code"] == "applied"
    too_much = response(outcome="refused") | {"answers": answers | {"/data/interview/sex": "f"}}
    assert push(notebook, too_much)["code"] == "invalid"


def test_a_version_that_was_replaced_is_taken_and_flagged(
    database: Database, notebook: Notebook
) -> None:
    def replace(session: Session) -> None:
        session.exec(select(Form)).one().current_version = "2"

    database.transact(replace)
    assert push(notebook, response())["flags"] == ["form_retired"]


def test_the_same_answers_twice_by_one_animator_are_flagged(notebook: Notebook) -> None:
    push(notebook, response())
    assert push(notebook, response())["flags"] == ["identical_answers"]


def test_OP8_two_animators_who_interview_one_trader_are_both_taken_and_flagged(
    database: Database, world: World, market: MadeMarket, notebook: Notebook
) -> None:
    trader_id = new_id()
    push(notebook, response(trader_id=trader_id))
    other = open_notebook(database, world, market, market.animators[1])
    result = push(other, response({"/data/interview/sex": "m"}, trader_id=trader_id))
    assert result["flags"] == ["same_subject_other_author", "unknown_trader"]
