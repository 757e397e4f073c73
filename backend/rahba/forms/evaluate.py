"""A form evaluated over answers: what is asked, what is calculated, what is wrong. Pure.

The twin of `frontend/src/forms/evaluate.ts`; both are held to `tests/vectors/forms/`.

`answers` is flat: path with instances → answer. An integer is a JSON integer, a decimal a string,
select_one a string, select_multiple and rank arrays of strings, dates and times ISO strings, a
geopoint `{lat, lon, alt?, acc?}` of decimal strings; the path of a repeat (`/data/member`, its own
index left out) may hold the number of its instances. `status` says why a question has no answer:
`dont_know` or `refused`, or `unknown`: a coach took it out, whatever the question offers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rahba.forms.answers import Problem, answer_problem, is_offered
from rahba.forms.closures import Scope
from rahba.forms.form import Form, Node, answer_text, plain_path
from rahba.forms.values import to_number, to_string

Answers = Mapping[str, Any]
UNKNOWN = "unknown"

_INSTANCE = re.compile(r"\[(\d{1,6})\]", re.A)


@dataclass(frozen=True, slots=True)
class Context:
    """`today` is `YYYY-MM-DD`, `now` RFC 3339 or local date and time; `lang` one of the form's
    languages.
    """

    today: str
    now: str
    lang: str = ""


@dataclass(slots=True)
class Question:
    """A question that is asked, with its instance. `problem` is the first error found in its
    answer.
    """

    node: Node
    path: str
    indices: tuple[int, ...]
    required: bool = False
    unusual: bool = False
    problem: str | None = None


@dataclass(slots=True)
class Evaluation:
    """`questions` in the order of asking; `values` the calculated ones; `clean` the answers that
    belong to the response.
    """

    run: Run
    questions: list[Question] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    clean: dict[str, Any] = field(default_factory=dict)
    # What an `outcome` column has said: "" to go on, or "refused", "discarded".
    outcome: str = ""


class Run:
    """Values, relevance and numbers of instances, each found when first needed and then kept."""

    def __init__(
        self,
        form: Form,
        answers: Answers,
        modules: Collection[str],
        context: Context,
    ) -> None:
        self.form = form
        self.answers = answers
        self.context: Context = context
        self.modules = frozenset(modules)
        self.values: dict[str, str] = {}
        self.relevance: dict[str, bool] = {}
        self.highest = _highest_instances(answers) if form.has_repeats else {}

    def stored(self, key: str) -> str:
        return answer_text(self.answers.get(key))

    def value(self, node: Node, key: str, indices: tuple[int, ...]) -> str:
        """Empty while the node is not relevant, whatever its answer is."""
        found = self.values.get(key)
        if found is None:
            if not self.relevant(node, key, indices):
                found = ""
            elif node.calculation is not None:
                found = to_string(node.calculation(Scope(self, key, indices)))
                if "choices" in node.source:
                    found = self._chosen(node, key, indices, found.split(" "))
            else:
                found = self._answer(node, key, indices)
            self.values[key] = found
        return found

    def _answer(self, node: Node, key: str, indices: tuple[int, ...]) -> str:
        """What the filter of a select leaves out is no answer, as in ODK."""
        stored = self.stored(key)
        if not stored or (node.choice_filter is None and node.choices_from is None):
            return stored
        # A filter may speak of its own question: of what was answered there.
        self.values[key] = stored
        answer = self.answers.get(key)
        return self._chosen(node, key, indices, answer if isinstance(answer, list) else [stored])

    def _chosen(
        self, node: Node, key: str, indices: tuple[int, ...], names: Sequence[object]
    ) -> str:
        scope = Scope(self, key, indices)
        return " ".join(
            name for name in names if isinstance(name, str) and is_offered(node, name, scope)
        )

    def relevant(self, node: Node, key: str, indices: tuple[int, ...]) -> bool:
        found = self.relevance.get(key)
        if found is None:
            found = self.relevance[key] = self._relevant(node, key, indices)
        return found

    def _relevant(self, node: Node, key: str, indices: tuple[int, ...]) -> bool:
        if node.module is not None and node.module not in self.modules:
            return False
        parent = node.parent
        if parent is not None:
            above = indices[: parent.depth]
            if not self.relevant(parent, parent.key(above), above):
                return False
        return node.relevant is None or node.relevant(Scope(self, key, indices))

    def wanted(self, repeat: Node, outer: tuple[int, ...]) -> int:
        """The number of instances that the form or the answers ask for, before the limit is
        applied.
        """
        key = list_key(repeat, outer)
        if repeat.count is not None:
            number = to_number(repeat.count(Scope(self, key, outer)))
            return int(number) if 0 <= number < 1_000_000 else 0
        said = self.answers.get(key)
        if isinstance(said, int) and not isinstance(said, bool):
            return max(said, 0)
        # Nobody has counted yet.
        begins: int = repeat.source.get("initial", {}).get(".".join(map(str, outer)), 1)
        return max(self.highest.get(key, 0), begins)

    def count(self, repeat: Node, outer: tuple[int, ...]) -> int:
        return min(self.wanted(repeat, outer), repeat.max)


def list_key(repeat: Node, outer: tuple[int, ...]) -> str:
    """The path of a repeat without its own index: `/data/house[2]/member`."""
    return repeat.key((*outer, 1)).removesuffix("[1]")


def evaluate(
    form: Form,
    answers: Answers,
    modules: Collection[str],
    context: Context,
    status: Mapping[str, str] | None = None,
) -> Evaluation:
    """`problems` holds errors and warnings, by path, in the order of the form."""
    result = Evaluation(Run(form, answers, modules, context))
    _walk(form.top, (), result, status or {})
    for node in form.outcomes:
        if not result.outcome and node.outcome is not None and node.depth == 0:
            scope = Scope(result.run, node.path, ())
            if result.run.relevant(node, node.path, ()):
                result.outcome = to_string(node.outcome(scope))
    _refuse_leftovers(result, status or {})
    return result


def _walk(
    nodes: list[Node], indices: tuple[int, ...], result: Evaluation, status: Mapping[str, str]
) -> None:
    run = result.run
    for node in nodes:
        if node.type == "repeat":
            _walk_repeat(node, indices, result, status)
            continue
        key = node.key(indices)
        if not run.relevant(node, key, indices):
            continue
        if node.type == "group":
            _walk(node.children, indices, result, status)
        elif node.type == "calculate":
            _keep_value(node, key, run.value(node, key, indices), result)
        else:
            _visit(node, key, indices, result, status)


def _keep_value(node: Node, key: str, value: str, result: Evaluation) -> None:
    if value:
        result.values[key] = value
        if node.kept:
            result.clean[key] = value


def _walk_repeat(
    node: Node, outer: tuple[int, ...], result: Evaluation, status: Mapping[str, str]
) -> None:
    run, key = result.run, list_key(node, outer)
    if run.wanted(node, outer) > node.max:
        result.problems.append(Problem(key, "too_many"))
    if key in run.answers:
        result.clean[key] = run.answers[key]
    for index in range(1, run.count(node, outer) + 1):
        inner = (*outer, index)
        if run.relevant(node, node.key(inner), inner):
            _walk(node.children, inner, result, status)


def _visit(
    node: Node, key: str, indices: tuple[int, ...], result: Evaluation, status: Mapping[str, str]
) -> None:
    run = result.run
    question = Question(node, key, indices)
    result.questions.append(question)
    if node.type == "note":
        return
    scope = Scope(run, key, indices)
    value = run.value(node, key, indices)
    question.required = node.required or (node.required_if is not None and node.required_if(scope))
    said = status.get(key)
    answered = run.answers.get(key) is not None
    if node.calculation is not None:
        _keep_value(node, key, value, result)
        return
    if said is not None:
        question.problem = _status_problem(node, said, answered)
    elif answered:
        result.clean[key] = run.answers[key]
        question.problem = answer_problem(node, run.answers[key], scope)
    if question.problem is None and value and node.constraint is not None:
        question.problem = None if node.constraint(scope) else "constraint"
    elif not value and question.required and said is None and question.problem is None:
        question.problem = "required"
    if question.problem is not None:
        result.problems.append(Problem(key, question.problem))
    elif value and node.warning is not None and node.warning(scope):
        question.unusual = True
        result.problems.append(Problem(key, "unusual", "warning"))


def _status_problem(node: Node, said: str, answered: bool) -> str | None:
    if answered:
        return "status_and_answer"
    offered = said == UNKNOWN or said in node.source.get("status", ())
    return None if offered else "status_not_offered"


def _refuse_leftovers(result: Evaluation, status: Mapping[str, str]) -> None:
    """Answers to what is not asked: a warning when the form knows the question, else an error."""
    visited = result.clean.keys() | {question.path for question in result.questions}
    for key in [*result.run.answers, *(key for key in status if key not in result.run.answers)]:
        if key in visited:
            continue
        node = result.run.form.nodes.get(plain_path(key))
        if node is None or node.type == "group" or not _fits(key, node):
            result.problems.append(Problem(key, "unknown_question"))
        elif node.type not in ("calculate", "note"):
            result.problems.append(Problem(key, "hidden_answer", "warning"))


def _fits(key: str, node: Node) -> bool:
    """Whether the instances in `key` stand where the form repeats."""
    indices = tuple(int(index) for index in _INSTANCE.findall(key))
    if node.type == "repeat" and len(indices) == node.depth - 1:
        return list_key(node, indices) == key
    return len(indices) == node.depth and node.key(indices) == key


def _highest_instances(answers: Answers) -> dict[str, int]:
    """For each `/data/member[3]/name`: the highest index of `/data/member`."""
    found: dict[str, int] = {}
    for key in answers:
        for match in _INSTANCE.finditer(key):
            prefix = key[: match.start()]
            found[prefix] = max(found.get(prefix, 0), int(match.group(1)))
    return found
