"""A form whose values or relevance depend on themselves is refused before a phone ever sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rahba.forms.errors import FormError
from rahba.forms.resolve import Structure

Fact = tuple[str, str]  # ("value" | "relevance", path)

# Evaluation is by need: what refers forward is evaluated inside what refers to it. This many
# nested calls
# are far from what any language's stack allows.
MAX_NESTING = 400
_CALLS_PER_FACT = 3


@dataclass(frozen=True)
class Need:
    """What one expression refers to, and how deeply it is nested."""

    paths: frozenset[str]
    depth: int


@dataclass(frozen=True)
class Needs:
    """By node path: the expression that gives its value, and the one that makes it relevant."""

    value: dict[str, Need]
    relevance: dict[str, Need]

    def of(self, fact: Fact) -> Need:
        kind, path = fact
        found = self.value if kind == "value" else self.relevance
        return found.get(path, _NOTHING)


_NOTHING = Need(frozenset(), 0)


def refuse_cycles(structure: Structure, needs: Needs) -> None:
    """Raises FormError `circular`, naming the nodes of a circle in order, or `nested_too_deep`."""

    def facts_below(fact: Fact) -> list[Fact]:
        kind, path = fact
        referred: list[Fact] = [("value", other) for other in sorted(needs.of(fact).paths)]
        if kind == "value":
            return [("relevance", path), *referred]
        parent = path.rpartition("/")[0]
        return [("relevance", parent), *referred] if parent.count("/") > 1 else referred

    finished: set[Fact] = set()
    for path in structure.kinds:
        _visit(("value", path), facts_below, needs, finished)


def _visit(
    start: Fact, below: Callable[[Fact], list[Fact]], needs: Needs, finished: set[Fact]
) -> None:
    """Depth first without recursion: a chain of calculations may be a thousand long."""
    trail: list[Fact] = []
    on_trail: set[Fact] = set()
    stack: list[tuple[Fact, bool]] = [(start, False)]
    while stack:
        fact, leaving = stack.pop()
        if leaving:
            trail.pop()
            on_trail.discard(fact)
            finished.add(fact)
            continue
        if fact in finished:
            continue
        if fact in on_trail:
            circle = [path for _, path in trail[trail.index(fact) :]] + [fact[1]]
            raise FormError("circular", " → ".join(dict.fromkeys(circle)), fact[1])
        trail.append(fact)
        if sum(needs.of(on).depth + _CALLS_PER_FACT for on in trail[-MAX_NESTING:]) > MAX_NESTING:
            raise FormError("nested_too_deep", "a chain of references is too long", fact[1])
        on_trail.add(fact)
        stack.append((fact, True))
        stack.extend((needed, False) for needed in below(fact))
