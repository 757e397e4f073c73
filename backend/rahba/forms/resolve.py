"""Paths of an expression bound to nodes of the form; the result is the expression as JSON.

A string is a string, an integer a number; everything else is `[operation, …]`:

- `["num", "0.5"]` a decimal
- `["=", a, b]`, `["and", a, b, …]`, `["neg", a]` operators; `["concat", …]` a function
- `["ref", path]` the one node that the context's repeat instances settle
- `["refs", path, shared, [[depth, condition], …]]` a node-set: of the target's enclosing repeats
  the first `shared` are the context's own, the others run over all instances that meet the
  conditions
- `["items", list, condition | null, column, …]` cells of a choice list; further conditions follow
  where one asks for a place
- `["col", name]` a cell of the item at hand
- `["current", a]` evaluated, from within a condition, at the node that the expression belongs to
- `["whole", a]`, `["decimal", a]` the number that an answer of this type could be, or nothing
- `["once", a]` what is stored, or else `a`
- `["position", depth]` which instance of the depth-th enclosing repeat, from 1
- `["place"]`, `["last"]` in a condition: which of those that met the conditions before, and of
  how many
- `["label", value, list]` a choice's label in the language of the context
- `["label_of", value, path]` that of an instance that the question at the path chooses from
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from rahba.forms.errors import FormError
from rahba.forms.expression import Call, Number, Path, Raw, Step, String, parse
from rahba.forms.functions import FUNCTIONS, OF_NODE_SETS, SPECIAL
from rahba.forms.pattern import safe_pattern

Expression = Any  # int | str | list, as above

_OPERATORS = frozenset("or and = != < <= > >= + - * div mod neg".split())
# What a condition may be that is a number: the place of the one that is meant.
_NUMBERS = frozenset("num + - * div mod neg place last position number int round count".split())
# Without an argument they are of the node at hand.
_OF_ITSELF = frozenset("string number string-length normalize-space".split())
_ITSELF = Path("", (Step("."),))
# What authors write for nothing: to XPath the name of a node that is not there.
_NOTHING = Path("", (Step("null"),))


@dataclass(frozen=True)
class Structure:
    """What an expression can point at: node paths with their kind, and choice lists with their
    columns.
    """

    kinds: dict[str, str]
    columns: dict[str, frozenset[str]]
    list_of: dict[str, str]
    # Questions whose choices are the instances of a repeat.
    from_instances: frozenset[str] = frozenset()
    # Lists that stand in a file beside the form.
    external: frozenset[str] = frozenset()

    def repeats(self, path: str) -> list[str]:
        """The repeats from the root down to `path`, itself included when it is one."""
        parts = path.split("/")
        prefixes = ("/".join(parts[: end + 1]) for end in range(1, len(parts)))
        return [prefix for prefix in prefixes if self.kinds.get(prefix) == "repeat"]


@dataclass(frozen=True)
class Scope:
    """Where an expression stands. In a condition, `outer` is the node that the whole expression
    belongs to.
    """

    path: str
    outer: str | None = None
    items: str | None = None
    # Conditions stand before this one.
    sifted: bool = False


@dataclass
class Resolver:
    structure: Structure
    # Paths whose value the expressions resolved so far depend on.
    used: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)

    def resolve(self, text: str, path: str) -> Expression:
        return self.expression(parse(text), Scope(path))

    def condition_on_items(self, conditions: tuple[Raw, ...], path: str, name: str) -> Expression:
        """The predicates of an itemset, as one condition on an item of the list `name`."""
        scope = Scope(path, outer=path, items=name)
        found = [self.expression(condition, scope) for condition in conditions]
        if any(_asks_for_place(condition) for condition in found):
            raise FormError("unsupported_path", f"a place in the list {name}")
        whole = found[0]
        for condition in found[1:]:
            whole = ["and", whole, condition]
        return whole

    def instances(self, nodeset: str, inside: tuple[str, str], path: str) -> Expression:
        """The instances of a repeat as choices: which, and the paths of their name and label."""
        raw = parse(nodeset)
        found = self.path(raw, Scope(path)) if isinstance(raw, Path) else None
        nodes = found[1] if found and found[0] == "current" else found
        if not nodes or self.structure.kinds.get(nodes[1]) != "repeat":
            raise FormError("unsupported_itemset", f"choices from {nodeset}")
        ends = [f"{nodes[1]}/{name}" for name in inside]
        for end in ends:
            if self.structure.kinds.get(end) != "question":
                raise FormError("unknown_question", end)
            self.use(end)
        return [found, *ends]

    def expression(self, raw: Raw, scope: Scope) -> Expression:
        match raw:
            case String(text):
                return text
            case Number(text):
                return int(text) if text.isdigit() else ["num", text]
            case Path():
                return self.path(raw, scope)
            case Call(name, arguments) if name in _OPERATORS:
                return _flat([name, *(self.expression(a, scope) for a in arguments)])
            case Call(name, arguments):
                return self.call(name, arguments, scope)

    def call(self, name: str, arguments: tuple[Raw, ...], scope: Scope) -> Expression:
        if not arguments and name in _OF_ITSELF:
            arguments = (_ITSELF,)
        bounds = SPECIAL.get(name) or FUNCTIONS.get(name)
        if bounds is None:
            raise FormError("unsupported_function", f"{name}()")
        if not bounds[0] <= len(arguments) <= bounds[1]:
            raise FormError("wrong_arguments", f"{name}() with {len(arguments)} arguments")
        own = _OWN_FORM.get(name)
        if own is not None:
            return own(self, arguments, scope)
        if name == "once":
            return ["once", self.expression(arguments[0], scope)]
        if name in OF_NODE_SETS:
            return [name, self.node_set(name, arguments[0], scope)]
        return [name, *(self.expression(argument, scope) for argument in arguments)]

    def node_set(self, name: str, argument: Raw, scope: Scope) -> Expression:
        found = self.expression(argument, scope)
        operation = found[0] if isinstance(found, list) else None
        if operation == "ref":
            return ["refs", found[1], len(self.structure.repeats(found[1]))]
        if operation not in ("refs", "items"):
            raise FormError("nodeset_needed", f"{name}() needs questions, not a value")
        return found

    def regex(self, arguments: tuple[Raw, ...], scope: Scope) -> Expression:
        pattern = arguments[1]
        if not isinstance(pattern, String):
            raise FormError("unsupported_pattern", "the pattern of regex() must be written out")
        return ["regex", self.expression(arguments[0], scope), safe_pattern(pattern.text)]

    def name_of(self, arguments: tuple[Raw, ...], scope: Scope) -> str:
        path = arguments[0] if arguments else _ITSELF
        if not isinstance(path, Path) or path.start == "instance()":
            raise FormError("unsupported_path", "a name is that of a question")
        return self.walk(path, scope)[0].rpartition("/")[2]

    def last(self, _arguments: tuple[Raw, ...], scope: Scope) -> Expression:
        if scope.outer is None:
            raise FormError("position_outside_repeat", "last() outside a condition")
        return ["last"]

    def itext(self, arguments: tuple[Raw, ...], scope: Scope) -> Expression:
        """The label of an item of a list, by the name of its texts."""
        path = arguments[0]
        if not isinstance(path, Path) or path.start != "instance()":
            raise FormError("unsupported_function", "jr:itext() of anything but an item")
        *steps, last = path.steps
        if last != Step("itextId"):
            raise FormError("unsupported_function", "jr:itext() of anything but itextId")
        return self.cells(replace(path, steps=(*steps, Step("label"))), scope)

    def position(self, arguments: tuple[Raw, ...], scope: Scope) -> Expression:
        if not arguments:
            if scope.sifted or scope.items is not None:
                return ["place"]
            if self.structure.kinds.get(scope.path) != "repeat":
                raise FormError(
                    "position_outside_repeat", "position() outside a repeat's condition"
                )
            return ["position", len(self.structure.repeats(scope.path))]
        if not isinstance(arguments[0], Path):
            raise FormError("position_outside_repeat", "position() needs a path such as ..")
        target, _, conditions, current = self.walk(arguments[0], scope)
        around = self.structure.repeats((current and scope.outer) or scope.path)
        if target not in around or conditions:
            raise FormError("position_outside_repeat", f"{target} is no repeat around this")
        found = ["position", len(self.structure.repeats(target))]
        return ["current", found] if current else found

    def indexed_repeat(self, arguments: tuple[Raw, ...], scope: Scope) -> Expression:
        if len(arguments) % 2 == 0 or not isinstance(arguments[0], Path):
            raise FormError("wrong_arguments", "indexed-repeat() needs a question, then pairs")
        target = self.walk(arguments[0], scope)[0]
        chain = self.structure.repeats(target)
        conditions: list[tuple[int, Expression]] = []
        for repeat, index in zip(arguments[1::2], arguments[2::2], strict=True):
            path = self.walk(repeat, scope)[0] if isinstance(repeat, Path) else ""
            if path not in chain:
                raise FormError("wrong_arguments", f"{path or 'that'} does not enclose {target}")
            depth = chain.index(path) + 1
            wanted = ["number", self.expression(index, scope)]
            conditions.append((depth, ["current", wanted]))
        self.use(target)
        shared = min(depth for depth, _ in conditions) - 1
        ordered = sorted(conditions, key=lambda item: item[0])
        return ["refs", target, shared, [list(condition) for condition in ordered]]

    def choice_name(self, arguments: tuple[Raw, ...], scope: Scope) -> Expression:
        question = parse(arguments[1].text) if isinstance(arguments[1], String) else None
        if not isinstance(question, Path):
            raise FormError("wrong_arguments", "jr:choice-name() needs a question's name in quotes")
        target = self.walk(question, scope)[0]
        if target in self.structure.from_instances:
            self.use(target)
            return ["label_of", self.expression(arguments[0], scope), target]
        if target not in self.structure.list_of:
            raise FormError("wrong_arguments", f"{target} has no choices")
        name = self.structure.list_of[target]
        self.lists.add(name)
        return ["label", self.expression(arguments[0], scope), name]

    def path(self, path: Path, scope: Scope) -> Expression:
        if path.start == "instance()":
            return self.cells(path, scope)
        if scope.items is not None and path.start == "" and len(path.steps) == 1:
            name = path.steps[0].name
            if name not in self.structure.columns[scope.items]:
                raise FormError("unknown_column", f"{name} is no column of the list {scope.items}")
            return ["col", name]
        target, kept, conditions, current = self.walk(path, scope)
        if path == _NOTHING and target not in self.structure.kinds:
            return ""
        if target not in self.structure.kinds:
            raise FormError("unknown_question", target)
        self.use(target)
        chain = self.structure.repeats(target)
        shared = len([repeat for repeat in chain if f"{kept}/".startswith(f"{repeat}/")])
        found: list[Expression] = ["ref", target]
        if shared < len(chain) or self.structure.kinds[target] == "repeat":
            found = ["refs", target, shared]
            if conditions:
                found.append(self.conditions_on(chain, conditions, scope))
        return ["current", found] if current else found

    def conditions_on(
        self, chain: list[str], conditions: list[tuple[str, Raw]], scope: Scope
    ) -> list[Expression]:
        outer, found, before = scope.outer or scope.path, list[Expression](), ""
        for at, raw in conditions:
            inner = Scope(at, outer=outer, sifted=at == before)
            found.append([chain.index(at) + 1, self.expression(raw, inner)])
            before = at
        return found

    def walk(self, path: Path, scope: Scope) -> tuple[str, str, list[tuple[str, Raw]], bool]:
        """Target, the part of it that the context settles, conditions by repeat, and whether it
        leaves a condition.
        """
        if path.start == "instance()" or (scope.items is not None and path.start == ""):
            raise FormError("unsupported_path", "a question's path is needed here")
        if path.start == "/":
            return self.walk_from_root(path, scope)
        current = path.start == "current()" and scope.outer is not None
        base = (scope.outer or scope.path) if path.start == "current()" else scope.path
        parts = base.split("/")
        kept = len(parts)
        conditions: list[tuple[str, Raw]] = []
        for step in path.steps:
            if step.name == "..":
                parts.pop()
                kept = min(kept, len(parts))
            elif step.name != ".":
                parts.append(step.name)
            self.conditions("/".join(parts), step, conditions)
        if len(parts) < 2:
            raise FormError("unsupported_path", "too many ..")
        return "/".join(parts), "/".join(base.split("/")[:kept]), conditions, current

    def walk_from_root(
        self, path: Path, scope: Scope
    ) -> tuple[str, str, list[tuple[str, Raw]], bool]:
        """An absolute path is read, inside a repeat, as that of the same instance (as JavaRosa
        does).
        """
        at = ""
        conditions: list[tuple[str, Raw]] = []
        for step in path.steps:
            at = f"{at}/{step.name}"
            self.conditions(at, step, conditions)
        stop = conditions[0][0] if conditions else at
        here = self.structure.repeats(scope.path)
        common = [r for r in self.structure.repeats(stop) if r in here and r != stop]
        return at, common[-1] if common else "", conditions, False

    def conditions(self, at: str, step: Step, found: list[tuple[str, Raw]]) -> None:
        if step.predicates and self.structure.kinds.get(at) != "repeat":
            raise FormError("unsupported_path", f"a condition on {at}, which does not repeat")
        found.extend((at, predicate) for predicate in step.predicates)

    def cells(self, path: Path, scope: Scope) -> Expression:
        names = [step.name for step in path.steps]
        columns = self.structure.columns.get(path.instance)
        if path.instance in self.structure.external:
            raise FormError("unsupported_external_data", f"{path.instance} stands in a file")
        if columns is None:
            raise FormError("unknown_list", path.instance)
        if len(names) != 3 or names[2] not in columns:
            raise FormError("unsupported_path", f"{'/'.join(names)} in the list {path.instance}")
        self.lists.add(path.instance)
        inner = replace(scope, outer=scope.outer or scope.path, items=path.instance)
        tests: list[Expression] = []
        for predicate in path.steps[1].predicates:
            test = self.expression(predicate, inner)
            if tests and not _asks_for_place(test) and not _asks_for_place(tests[-1]):
                test = ["and", tests.pop(), test]
            tests.append(test)
        first, *more = tests or [None]
        return ["items", path.instance, first, names[2], *more]

    def use(self, target: str) -> None:
        self.used.add(target)
        self.used.update(self.structure.repeats(target))


# Functions whose arguments are not all values.
_OWN_FORM: dict[str, Callable[[Resolver, tuple[Raw, ...], Scope], Expression]] = {
    "position": Resolver.position,
    "last": Resolver.last,
    "name": Resolver.name_of,
    "local-name": Resolver.name_of,
    "jr:itext": Resolver.itext,
    "indexed-repeat": Resolver.indexed_repeat,
    "jr:choice-name": Resolver.choice_name,
    "regex": Resolver.regex,
}


def depth_of(expression: Expression) -> int:
    """Levels of nesting, which are levels of calls when it is evaluated."""
    if not isinstance(expression, list):
        return 1
    return 1 + max((depth_of(part) for part in expression), default=0)


def _asks_for_place(test: Expression) -> bool:
    if not isinstance(test, list):
        return isinstance(test, int)
    return test[0] in _NUMBERS or any(_speaks_of_place(part) for part in test)


def _speaks_of_place(part: Expression) -> bool:
    return isinstance(part, list) and (
        part[:1] in (["place"], ["last"]) or any(_speaks_of_place(inner) for inner in part)
    )


def _flat(operation: list[Expression]) -> list[Expression]:
    """`a or b or c` as one operation: a long chain must not become a deep one."""
    name, *arguments = operation
    first = arguments[0]
    if name in ("and", "or", "+") and isinstance(first, list) and first[0] == name:
        return [name, *first[1:], *arguments[1:]]
    return operation
