"""What became of each question of a form in one response (SPEC AN2). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rahba.forms.evaluate import Context, Evaluation, evaluate, list_key
from rahba.forms.form import Form, Node, answer_text

Body = Mapping[str, Any]
ANSWERED, NO_ANSWER = "answered", "no_answer"
NOT_ASKED, NOT_RELEVANT = "not_asked", "not_relevant"
# Said by the person asked, or by a coach for them; the form's own statuses are among them.
SAID = frozenset({ANSWERED, "dont_know", "refused", "unknown"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one instance, or a repeat, whose `value` is the number of its instances. A
    question's is the answer as the response holds it, a text where it is calculated; a node that is
    only calculated has no `status`."""

    node: Node
    path: str
    indices: tuple[int, ...]
    status: str | None
    value: Any = None


def asked(form: Form, body: Body) -> list[Asked]:
    """Every question and calculation in the order of asking; of a repeat, each instance."""
    today = body["started_at"][:10]
    context = Context(today, str(body.get("ended_at") or today), form.default_language)
    status = body.get("status") or {}
    result = evaluate(form, body["answers"], body["modules"], context, status)
    found = list(_walk(form.top, (), result, status, off=False))
    if body["outcome"] == "refused":
        # A refusal keeps nothing but itself, so that nothing else can be known to have been asked.
        return [one if one.status in SAID else _not_asked(one) for one in found]
    if body["outcome"] == "stopped":
        said = [number for number, one in enumerate(found) if one.status in SAID]
        reached = said[-1] + 1 if said else 0
        return [*found[:reached], *map(_not_asked, found[reached:])]
    return found


def _not_asked(one: Asked) -> Asked:
    return replace(one, status=one.status and NOT_ASKED, value=None)


def _walk(
    nodes: list[Node],
    indices: tuple[int, ...],
    result: Evaluation,
    status: Mapping[str, str],
    *,
    off: bool,
) -> Iterator[Asked]:
    run = result.run
    for node in nodes:
        is_off = off or (node.module is not None and node.module not in run.modules)
        if node.type == "group":
            yield from _walk(node.children, indices, result, status, off=is_off)
        elif node.type == "repeat":
            instances = _instances(node, indices, result)
            yield _repeat(node, indices, result, len(instances), off=is_off)
            for inner in instances:
                yield from _walk(node.children, inner, result, status, off=is_off)
        elif node.type != "note":
            key = node.key(indices)
            if is_off:
                yield Asked(node, key, indices, _of_question(node, NOT_ASKED))
            elif not run.relevant(node, key, indices):
                yield Asked(node, key, indices, _of_question(node, NOT_RELEVANT))
            else:
                yield _relevant(node, key, indices, result, status)


def _instances(node: Node, outer: tuple[int, ...], result: Evaluation) -> list[tuple[int, ...]]:
    """Those that there are; a first one that was offered and stayed empty is none."""
    run, key = result.run, list_key(node, outer)
    number = run.count(node, outer)
    if node.count is None and key not in run.answers:
        number = min(number, run.highest.get(key, 0))
    inner = [(*outer, index) for index in range(1, number + 1)]
    return [each for each in inner if run.relevant(node, node.key(each), each)]


def _repeat(
    node: Node, outer: tuple[int, ...], result: Evaluation, number: int, *, off: bool
) -> Asked:
    first = (*outer, 1)
    if off:
        status = NOT_ASKED
    elif number == 0 and not result.run.relevant(node, node.key(first), first):
        status = NOT_RELEVANT
    else:
        status = ANSWERED if number else NO_ANSWER
    said = status in (ANSWERED, NO_ANSWER)
    return Asked(node, list_key(node, outer), outer, status, number if said else None)


def _relevant(
    node: Node,
    key: str,
    indices: tuple[int, ...],
    result: Evaluation,
    status: Mapping[str, str],
) -> Asked:
    if node.calculation is not None:
        value = result.values.get(key)
        found = _of_question(node, ANSWERED if value else NO_ANSWER)
        return Asked(node, key, indices, found, value)
    answer = result.clean.get(key)
    if key in status:
        return Asked(node, key, indices, status[key])
    if not answer_text(answer):
        return Asked(node, key, indices, NO_ANSWER)
    return Asked(node, key, indices, _said_by_choice(result.run.form, node, answer), answer)


def _said_by_choice(form: Form, node: Node, answer: Any) -> str:
    """`dont_know` or `refused` where the form offers that as one of its choices."""
    if not node.choice_names:
        return ANSWERED
    chosen = answer if isinstance(answer, list) else [answer]
    found = (form.choice(node.source["choices"], each) or {} for each in chosen)
    return next((each["rahba_status"] for each in found if each.get("rahba_status")), ANSWERED)


def _of_question(node: Node, status: str) -> str | None:
    return None if node.type == "calculate" else status
