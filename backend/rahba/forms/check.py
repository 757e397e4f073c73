"""A survey's response checked against the form version that the phone used. Pure."""

from __future__ import annotations

from typing import Any

from rahba.forms.answers import Problem
from rahba.forms.columns import STATUSES
from rahba.forms.evaluate import UNKNOWN, Context, evaluate
from rahba.forms.form import Form, plain_path

OUTCOMES = ("completed", "refused", "stopped")
SAID = (*STATUSES, UNKNOWN)


def check_response(form: Form, body: dict[str, Any], today: str) -> list[Problem]:
    """Errors and warnings, in the order of the form; an empty list for a response without a flaw.

    `body` holds `modules`, `answers`, `outcome` and perhaps `status` and `ended_at`; the rest is
    for others to check.
    Unfinished (`stopped`) responses may lack required answers; a refusal may hold nothing but the
    answer that says so.
    `today` is the souk date, `YYYY-MM-DD`.
    """
    problems = _shape_problems(form, body)
    if problems:
        return problems
    answers, outcome = body["answers"], body["outcome"]
    context = Context(today, str(body.get("ended_at") or today), form.default_language)
    result = evaluate(form, answers, body["modules"], context, body.get("status"))
    if outcome == "refused":
        said = {node.path for node in form.outcomes}
        kept = [key for key in answers if plain_path(key) not in said]
        return [Problem(key, "answer_after_refusal") for key in kept]
    if result.outcome:
        # The form has ended (a refusal, or a person who may not be asked): this must
        # not come as an interview.
        return [Problem("outcome", "ended_by_form"), *result.problems]
    if outcome == "stopped":
        return [problem for problem in result.problems if problem.code != "required"]
    return result.problems


def _shape_problems(form: Form, body: dict[str, Any]) -> list[Problem]:
    answers, modules = body.get("answers"), body.get("modules")
    status = body.get("status")
    problems = []
    if not isinstance(answers, dict):
        problems.append(Problem("answers", "wrong_type"))
    if not isinstance(modules, list) or not all(isinstance(name, str) for name in modules):
        problems.append(Problem("modules", "wrong_type"))
    elif not form.modules.issuperset(modules):
        problems.append(Problem("modules", "unknown_module"))
    if body.get("outcome") not in OUTCOMES:
        problems.append(Problem("outcome", "not_a_choice"))
    if status is not None and (
        not isinstance(status, dict) or not all(said in SAID for said in status.values())
    ):
        problems.append(Problem("status", "wrong_type"))
    return problems
