"""Expressions of a compiled form turned into Python functions, once per form.

The twin of `frontend/src/forms/closures.ts`. What an operation means is said in `resolve.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rahba.forms import values as xpath
from rahba.forms.functions import FUNCTIONS
from rahba.forms.numbers import MAX_INTEGER, quotient, total, whole
from rahba.forms.resolve import Expression
from rahba.forms.values import Value, to_boolean, to_number, to_string

if TYPE_CHECKING:
    from rahba.forms.evaluate import Run
    from rahba.forms.form import Form, Node

Indices = tuple[int, ...]
_INDEX = re.compile(r"\[(\d+)\]", re.A)


@dataclass(slots=True)
class Scope:
    """Where an expression is evaluated: the instances of the enclosing repeats, in a condition
    also the item.

    `outer` is the scope of the whole expression while one of its conditions is tried.
    """

    run: Run
    key: str
    indices: Indices
    item: dict[str, Any] | None = None
    outer: Scope | None = None
    # Of those that met the conditions before, from 1.
    place: int = 0
    last: int = 0


Evaluate = Callable[[Scope], Value]
Condition = Callable[[Scope], bool]


def build(expression: Expression, form: Form) -> Evaluate:
    """Raises KeyError for an operation that the compiler does not write."""
    if isinstance(expression, str):
        return lambda _scope: expression
    if isinstance(expression, int):
        number = float(expression)
        return lambda _scope: number
    operation, *arguments = expression
    special = _SPECIAL.get(operation)
    if special is not None:
        return special(form, *arguments)
    function = _OPERATORS.get(operation) or FUNCTIONS[operation][2]
    return _apply(function, [build(argument, form) for argument in arguments])


def build_condition(expression: Expression, form: Form) -> Condition:
    evaluate = build(expression, form)
    return lambda scope: to_boolean(evaluate(scope))


def _apply(function: Callable[..., Value], arguments: list[Evaluate]) -> Evaluate:
    if len(arguments) == 1:
        only = arguments[0]
        return lambda scope: function(only(scope))
    if len(arguments) == 2:
        first, second = arguments
        return lambda scope: function(first(scope), second(scope))
    return lambda scope: function(*[argument(scope) for argument in arguments])


def _num(_form: Form, text: str) -> Evaluate:
    number = float(text)
    return lambda _scope: number


def _and(form: Form, *arguments: Expression) -> Evaluate:
    conditions = [build_condition(argument, form) for argument in arguments]
    return lambda scope: all(condition(scope) for condition in conditions)


def _or(form: Form, *arguments: Expression) -> Evaluate:
    conditions = [build_condition(argument, form) for argument in arguments]
    return lambda scope: any(condition(scope) for condition in conditions)


def _if(form: Form, condition: Expression, yes: Expression, no: Expression) -> Evaluate:
    test, then, otherwise = build_condition(condition, form), build(yes, form), build(no, form)
    return lambda scope: then(scope) if test(scope) else otherwise(scope)


def _coalesce(form: Form, *arguments: Expression) -> Evaluate:
    choices = [build(argument, form) for argument in arguments]

    def evaluate(scope: Scope) -> Value:
        found = ""
        for choice in choices:
            found = to_string(choice(scope))
            if found:
                break
        return found

    return evaluate


def _once(form: Form, argument: Expression) -> Evaluate:
    evaluate = build(argument, form)
    return lambda scope: scope.run.stored(scope.key) or evaluate(scope)


def _ref(form: Form, path: str) -> Evaluate:
    node = form.nodes[path]
    depth = node.depth
    if depth == 0:
        return lambda scope: scope.run.value(node, path, ())

    def evaluate(scope: Scope) -> Value:
        indices = scope.indices[:depth]
        return scope.run.value(node, node.key(indices), indices)

    return evaluate


def _refs(
    form: Form, path: str, shared: int, conditions: list[tuple[int, Expression]] | None = None
) -> Evaluate:
    node = form.nodes[path]
    tests: dict[int, list[Evaluate]] = {}
    for depth, condition in conditions or []:
        tests.setdefault(depth, []).append(build(condition, form))

    def instances(scope: Scope) -> list[Indices]:
        found = [scope.indices[:shared]]
        for depth, repeat in enumerate(node.repeats[shared:], shared + 1):
            found = [at for outer in found for at in each(outer, depth, repeat, scope)]
        return found

    def each(outer: Indices, depth: int, repeat: Node, scope: Scope) -> list[Indices]:
        run = scope.run
        found = [(*outer, index) for index in range(1, run.count(repeat, outer) + 1)]
        for test in tests.get(depth, []):
            scopes = [Scope(run, repeat.key(at), at, None, scope.outer or scope) for at in found]
            found = [inner.indices for inner in _sifted(scopes, test)]
        return found

    def evaluate(scope: Scope) -> Value:
        # As in JavaRosa, what is not relevant is in no node-set.
        run = scope.run
        keys = [(node.key(at), at) for at in instances(scope)]
        relevant = [(key, at) for key, at in keys if run.relevant(node, key, at)]
        if node.type == "repeat":
            return [key for key, _ in relevant]
        return [run.value(node, key, at) for key, at in relevant]

    return evaluate


def _sifted(scopes: list[Scope], test: Evaluate) -> list[Scope]:
    """Those that meet the test. A number alone means the one at this place."""
    found = []
    for place, scope in enumerate(scopes, 1):
        scope.place, scope.last = place, len(scopes)
        value = test(scope)
        by_place = isinstance(value, float) and not isinstance(value, bool)
        if value == place if by_place else to_boolean(value):
            found.append(scope)
    return found


def _items(
    form: Form, name: str, condition: Expression | None, column: str, *more: Expression
) -> Evaluate:
    tests = [build(test, form) for test in (condition, *more) if test is not None]
    items = form.choices[name]

    def evaluate(scope: Scope) -> Value:
        outer = scope.outer or scope
        found = [Scope(scope.run, scope.key, scope.indices, item, outer) for item in items]
        for test in tests:
            found = _sifted(found, test)
        return [_cell(one.item, column, one) for one in found if one.item]

    return evaluate


def _col(_form: Form, name: str) -> Evaluate:
    return lambda scope: _cell(scope.item, name, scope) if scope.item else ""


def _cell(item: dict[str, Any], column: str, scope: Scope) -> str:
    if column == "label":
        return scope.run.form.in_language(item["label"], scope.run.context.lang)
    found: str = item.get(column, "")
    return found


def _current(form: Form, argument: Expression) -> Evaluate:
    evaluate = build(argument, form)
    return lambda scope: evaluate(scope.outer or scope)


def _position(_form: Form, depth: int) -> Evaluate:
    return lambda scope: float(scope.indices[depth - 1])


def _label(form: Form, value: Expression, name: str) -> Evaluate:
    evaluate = build(value, form)
    return lambda scope: form.choice_label(name, to_string(evaluate(scope)), scope.run.context.lang)


def _label_of(form: Form, value: Expression, path: str) -> Evaluate:
    evaluate, node = build(value, form), form.nodes[path]

    def found(scope: Scope) -> Value:
        indices = scope.indices[: node.depth]
        here = Scope(scope.run, node.key(indices), indices)
        return instances_chosen(node, here).get(to_string(evaluate(scope)), "")

    return found


def instances_chosen(node: Node, scope: Scope) -> dict[str, str]:
    """Of a question whose choices are instances: their names, with the label of each."""
    if node.choices_from is None:
        return {}
    instances, value, label = node.choices_from
    found: dict[str, str] = {}
    keys = instances(scope)
    for key in keys if isinstance(keys, list) else []:
        at = tuple(int(index) for index in _INDEX.findall(key))
        name = scope.run.value(value, value.key(at), at)
        if name:
            found.setdefault(name, scope.run.value(label, label.key(at), at))
    return found


def _mod(left: Value, right: Value) -> float:
    over, under = to_number(left), to_number(right)
    return math.fmod(over, under) if under and math.isfinite(over) else math.nan


_OPERATORS: dict[str, Callable[..., Value]] = {
    "=": xpath.equal,
    "!=": xpath.unequal,
    "<": xpath.less,
    "<=": xpath.less_or_equal,
    ">": lambda left, right: xpath.less(right, left),
    ">=": lambda left, right: xpath.less_or_equal(right, left),
    "+": lambda *terms: total(to_number(term) for term in terms),
    "-": lambda left, right: to_number(left) - to_number(right),
    "*": lambda left, right: to_number(left) * to_number(right),
    "div": lambda left, right: quotient(to_number(left), to_number(right)),
    "mod": _mod,
    "neg": lambda value: -to_number(value),
    "whole": lambda value: whole(value) if abs(whole(value)) <= MAX_INTEGER else "",
    "decimal": lambda value: to_number(value) if math.isfinite(to_number(value)) else "",
}

_SPECIAL: dict[str, Callable[..., Evaluate]] = {
    "num": _num,
    "and": _and,
    "or": _or,
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "ref": _ref,
    "refs": _refs,
    "items": _items,
    "col": _col,
    "current": _current,
    "position": _position,
    "place": lambda _form: lambda scope: float(scope.place),
    "last": lambda _form: lambda scope: float(scope.last),
    "label": _label,
    "label_of": _label_of,
    "today": lambda _form: lambda scope: scope.run.context.today,
    "now": lambda _form: lambda scope: scope.run.context.now,
    # Drawn on the phone, and kept with the answers: what was not sent is not known here.
    "random": lambda _form: lambda _scope: "",
    "uuid": lambda _form, *_length: lambda _scope: "",
}
