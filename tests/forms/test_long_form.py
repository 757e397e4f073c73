"""The form with which the engines are measured: if something in it were refused or never asked, the
bench would time something else."""

import pytest

from rahba.forms.evaluate import Context, evaluate
from rahba.forms.form import Form, Node, plain_path
from rahba.forms.xlsform import read_xlsform
from tests.bench import long_form
from tests.forms.workbooks import workbook_of

CONTEXT = Context(today="2026-11-27", now="2026-11-27T08:15:30.000+00:00", lang="Français (fr)")
TOLD = ("group", "repeat", "calculate", "note")


@pytest.fixture(scope="module")
def form() -> Form:
    return Form(read_xlsform(workbook_of(long_form.sheets()))[1])


def typed(node: Node, text: str) -> object:
    if node.type == "integer":
        return int(text)
    return text.split() if node.type == "select_multiple" else text


def test_the_long_form_has_250_questions(form: Form) -> None:
    assert sum(node.type not in TOLD for node in form.nodes.values()) == 250


def test_sv2_its_answers_are_to_all_that_is_asked_and_the_server_finds_nothing_wrong(
    form: Form,
) -> None:
    given = {
        answer.path: typed(form.nodes[plain_path(answer.path)], answer.text)
        for answer in long_form.answers()
    }
    result = evaluate(form, given, [], CONTEXT)
    assert result.problems == []
    assert [q.path for q in result.questions if q.node.type != "note"] == list(given)
    assert result.values["/data/total"] == "15000"
