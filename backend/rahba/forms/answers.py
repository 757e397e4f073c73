"""Whether an answer is of its question's type and one of its choices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rahba.forms.closures import Scope, instances_chosen
from rahba.forms.form import Node
from rahba.forms.numbers import MAX_INTEGER
from rahba.forms.photo import is_digest
from rahba.forms.values import is_date, parse_moment

_DECIMAL = re.compile(r"-?\d{1,15}(?:\.\d{1,9})?", re.A)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?", re.A)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at `path`. `severity` is `error`, or `warning` for what the coach should look
    at.
    """

    path: str
    code: str
    severity: str = "error"


def answer_problem(node: Node, answer: Any, scope: Scope) -> str | None:
    """`wrong_type`, `too_long` or `not_a_choice`; None when the answer is one that the question
    can have.
    """
    kind = node.type
    if kind == "select_one":
        return _choice_problem(node, answer, scope)
    if kind in ("select_multiple", "rank"):
        if not isinstance(answer, list) or not all(isinstance(item, str) for item in answer):
            return "wrong_type"
        if len(set(answer)) != len(answer):
            return "not_a_choice"
        found = (_choice_problem(node, item, scope) for item in answer)
        return next((problem for problem in found if problem), None)
    if kind == "integer":
        return None if _is_integer(answer) else "wrong_type"
    if kind == "range":
        return _range_problem(node, answer)
    if kind == "geopoint":
        return None if _is_point(answer) else "wrong_type"
    return _text_problem(node, kind, answer)


def _text_problem(node: Node, kind: str, answer: Any) -> str | None:
    if not isinstance(answer, str):
        return "wrong_type"
    if kind in ("text", "barcode"):
        return "too_long" if len(answer) > node.max else None
    if kind == "decimal":
        fits = _DECIMAL.fullmatch(answer) is not None
    elif kind == "date":
        fits = is_date(answer)
    elif kind == "datetime":
        fits = "T" in answer and len(answer) <= 32 and parse_moment(answer) is not None
    elif kind == "image":
        fits = is_digest(answer) is not None
    elif kind == "time":
        fits = _TIME.fullmatch(answer) is not None
    else:
        fits = answer == "OK"
    return None if fits else "wrong_type"


def _is_integer(answer: Any) -> bool:
    return isinstance(answer, int) and not isinstance(answer, bool) and abs(answer) <= MAX_INTEGER


def _choice_problem(node: Node, answer: Any, scope: Scope) -> str | None:
    if not isinstance(answer, str):
        return "wrong_type"
    return None if is_offered(node, answer, scope) else "not_a_choice"


def is_offered(node: Node, name: str, scope: Scope) -> bool:
    """Of choices that share a name one is enough."""
    if node.choices_from is not None:
        return name in instances_chosen(node, scope)
    test = node.choice_filter
    return any(
        test is None or test(Scope(scope.run, scope.key, scope.indices, chosen, scope))
        for chosen in scope.run.form.choices_named(node.source["choices"], name)
    )


def _range_problem(node: Node, answer: Any) -> str | None:
    bounds = node.source["range"]
    if bounds["type"] == "integer":
        if not _is_integer(answer):
            return "wrong_type"
    elif not isinstance(answer, str) or _DECIMAL.fullmatch(answer) is None:
        return "wrong_type"
    return (
        None if float(bounds["start"]) <= float(answer) <= float(bounds["end"]) else "not_a_choice"
    )


def _is_point(answer: Any) -> bool:
    if not isinstance(answer, dict) or not {"lat", "lon"} <= answer.keys():
        return False
    if not answer.keys() <= {"lat", "lon", "alt", "acc"}:
        return False
    if not all(isinstance(p, str) and _DECIMAL.fullmatch(p) for p in answer.values()):
        return False
    return abs(float(answer["lat"])) <= 90 and abs(float(answer["lon"])) <= 180
