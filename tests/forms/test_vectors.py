"""What an expression gives and a form says, as the phone's evaluator says it too (SV2)."""

import json
import math
import re
from typing import Any

import pytest

from rahba.forms.check import check_response
from rahba.forms.closures import Scope, build
from rahba.forms.evaluate import Context, Evaluation, Run, evaluate
from tests.forms.refresh import compiled_text, expressions_text
from tests.forms.sources import NAMES, VECTORS, form

EXPRESSIONS = json.loads((VECTORS / "expressions.json").read_text())
FORMS = [
    json.loads((VECTORS / f"{name}.json").read_text())
    for name in ("souk_trader_v1", "household", "cascade", "begins", "chosen")
]
SCENARIOS = [(vectors, scenario) for vectors in FORMS for scenario in vectors["scenarios"]]
RESPONSES = [(vectors, case) for vectors in FORMS for case in vectors.get("responses", [])]


def titles(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[str]:
    return [f"{vectors['form']}: {case['title']}" for vectors, case in pairs]


def as_json(value: object) -> object:
    return None if isinstance(value, float) and math.isnan(value) else value


@pytest.mark.parametrize(
    ("at", "expression", "expected", "tree"),
    EXPRESSIONS["cases"],
    ids=[f"{case[1]} at {case[0]}" for case in EXPRESSIONS["cases"]],
)
def test_an_expression_gives(at: str, expression: str, expected: object, tree: Any) -> None:
    context = Context(**EXPRESSIONS["context"])
    run = Run(form("expressions"), EXPRESSIONS["answers"], [], context)
    indices = tuple(int(index) for index in re.findall(r"\[(\d+)\]", at))
    found = as_json(build(tree, run.form)(Scope(run, at, indices)))
    assert found == expected, expression
    assert isinstance(found, bool) == isinstance(expected, bool)


def evaluated(vectors: dict[str, Any], scenario: dict[str, Any]) -> Evaluation:
    return evaluate(
        form(vectors["form"]),
        scenario["answers"],
        scenario.get("modules", []),
        Context(**vectors["context"]),
        scenario.get("status"),
    )


@pytest.mark.parametrize(("vectors", "scenario"), SCENARIOS, ids=titles(SCENARIOS))
def test_a_form_says_of_answers(vectors: dict[str, Any], scenario: dict[str, Any]) -> None:
    result = evaluated(vectors, scenario)
    problems = [(problem.path, problem.code, problem.severity) for problem in result.problems]
    assert problems == [with_severity(problem) for problem in scenario["problems"]]
    if "asked" in scenario:
        assert [question.path for question in result.questions] == scenario["asked"]
    if "values" in scenario:
        assert result.values == scenario["values"]
    if "clean" in scenario:
        assert sorted(result.clean) == sorted(scenario["clean"])
    if "ends" in scenario:
        assert result.outcome == scenario["ends"]


@pytest.mark.parametrize(("vectors", "case"), RESPONSES, ids=titles(RESPONSES))
def test_a_response_is_checked(vectors: dict[str, Any], case: dict[str, Any]) -> None:
    found = check_response(form(vectors["form"]), case["body"], vectors["context"]["today"])
    assert [(p.path, p.code, p.severity) for p in found] == [
        with_severity(problem) for problem in case["problems"]
    ]


def with_severity(problem: list[str]) -> tuple[str, str, str]:
    path, code, severity = [*problem, "error"][:3]
    return path, code, severity


@pytest.mark.parametrize("name", NAMES)
def test_the_compiled_form_that_the_phone_is_tested_with_is_what_the_compiler_writes(
    name: str,
) -> None:
    assert (VECTORS / "compiled" / f"{name}.json").read_text() == compiled_text(name)


def test_the_trees_that_the_phone_is_tested_with_are_what_the_compiler_writes() -> None:
    text = (VECTORS / "expressions.json").read_text()
    assert expressions_text(json.loads(text)) == text
