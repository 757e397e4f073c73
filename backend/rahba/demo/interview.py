"""Invented answers to any form: asks what the form asks next, until nothing is left to ask.

It knows no question by name; the form's own rules say what may be answered (SPEC SV1).
"""

import random
from typing import Any

from rahba.forms.evaluate import Context, Evaluation, Question, evaluate
from rahba.forms.form import Form

ATTEMPTS = 12
PATIENCE = 400  # questions, so that a form that never ends is noticed


def invent_answers(
    form: Form, modules: list[str], today: str, chance: random.Random
) -> dict[str, Any]:
    """A complete response: `{path: answer}` without a problem. Raises LookupError if it fails."""
    answers: dict[str, Any] = {}
    for _ in range(PATIENCE):
        result = _evaluate(form, answers, modules, today)
        question = _next_question(result, answers)
        if question is None:
            return result.clean
        answers[question.path] = _answer(form, answers, question, modules, today, chance)
    raise LookupError(f"no end to {form.form_id}")


def _evaluate(form: Form, answers: dict[str, Any], modules: list[str], today: str) -> Evaluation:
    return evaluate(form, answers, modules, Context(today, today))


def _next_question(result: Evaluation, answers: dict[str, Any]) -> Question | None:
    for question in result.questions:
        if question.required and question.path not in answers:
            return question
    return None


def _answer(
    form: Form,
    answers: dict[str, Any],
    question: Question,
    modules: list[str],
    today: str,
    chance: random.Random,
) -> Any:
    """An answer that breaks no rule, is not unusual, and does not end the interview."""
    for _ in range(ATTEMPTS):
        candidate = _guess(question, chance)
        tried = _evaluate(form, {**answers, question.path: candidate}, modules, today)
        wrong = any(p.path == question.path and p.code != "required" for p in tried.problems)
        if not wrong and not tried.outcome:
            return candidate
    raise LookupError(f"no answer found for {question.path}")


def _guess(question: Question, chance: random.Random) -> Any:
    choices = [choice["name"] for choice in question.node.choice_list]
    match question.node.type:
        case "select_one":
            return chance.choice(choices)
        case "select_multiple":
            return [chance.choice(choices)]
        case "integer":
            return chance.choice([0, 0, 0, 1, 1, 2, 3])
        case "decimal":
            return str(chance.randint(0, 9))
        case kind:
            raise LookupError(f"the demo cannot invent a {kind}")
