"""Answers that a coach takes out of a response and marks unknown (SPEC SV9). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rahba.forms.check import check_response
from rahba.forms.evaluate import UNKNOWN
from rahba.forms.form import Form, plain_path

Body = dict[str, Any]
WITHOUT_ANSWER = frozenset({"group", "repeat", "note", "calculate"})


def with_unknown(body: Body, paths: Iterable[str]) -> Body:
    """The response without these answers; each says why it has none."""
    taken = dict.fromkeys(paths, UNKNOWN)
    answers = {path: value for path, value in body["answers"].items() if path not in taken}
    return body | {"answers": answers, "status": {**(body.get("status") or {}), **taken}}


def not_to_be_taken(form: Form, body: Body, paths: Sequence[str], today: str) -> list[str]:
    """Those of `paths` without which the rest would not stand: what is no answer here, what the
    form ends by, and what decides whether others are asked or right."""
    alone = [path for path in paths if _breaks(form, body, [path], today)]
    if alone or not _breaks(form, body, paths, today):
        return alone
    return list(paths)


def _breaks(form: Form, body: Body, paths: Sequence[str], today: str) -> bool:
    if not all(_is_answer(form, body, path) for path in paths):
        return True
    found = _flaws(form, with_unknown(body, paths), today)
    return not found <= _flaws(form, body, today)


def _is_answer(form: Form, body: Body, path: str) -> bool:
    node = form.nodes.get(plain_path(path))
    given = path in body["answers"] or path in (body.get("status") or {})
    return given and node is not None and node.type not in WITHOUT_ANSWER and node.outcome is None


def _flaws(form: Form, body: Body, today: str) -> set[tuple[str, str]]:
    """Errors, and answers left to questions that are not asked any more; what is only unusual
    stands."""
    return {
        (found.path, found.code)
        for found in check_response(form, body, today)
        if found.severity == "error" or found.code == "hidden_answer"
    }
