"""XPath as XForms use it, read once into a small tree. Paths stay as written; `resolve.py` binds
them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rahba.forms.errors import FormError

MAX_LENGTH = 8_000
MAX_DEPTH = 60

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<string>"[^"]*"|'[^']*')
    | (?P<name>[A-Za-z_][\w.\-]*(?::[A-Za-z_][\w.\-]*)?)
    | (?P<symbol>\.\.|::|//|!=|<=|>=|[()\[\],./=<>+\-*|@$])
    )""",
    re.X,
)
# Loosest first; every level is left-associative.
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)


@dataclass(frozen=True, slots=True)
class Number:
    text: str


@dataclass(frozen=True, slots=True)
class String:
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function by its name, or an operator by its sign; unary minus is `neg`."""

    name: str
    arguments: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    predicates: tuple[Raw, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """`start` is `/`, `` (relative), `current()` or `instance(…)` with the list's name in
    `instance`.
    """

    start: str
    steps: tuple[Step, ...]
    instance: str = ""


Raw = Number | String | Call | Path


def parse(text: str) -> Raw:
    """Raises FormError `expression_syntax`, `expression_too_long` or `expression_too_deep`."""
    if len(text) > MAX_LENGTH:
        raise FormError("expression_too_long", f"more than {MAX_LENGTH} characters")
    return _Parser(_tokens(text), text).whole()


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise FormError("expression_syntax", f"«{text[at : at + 20].strip()}» cannot be read")
        tokens.append((found.lastgroup, found.group(found.lastgroup)))
        at = found.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], text: str) -> None:
        self.tokens, self.text, self.at, self.depth = tokens, text, 0, 0

    def whole(self) -> Raw:
        tree = self.level(0)
        if self.at < len(self.tokens):
            raise self.fault()
        return tree

    def fault(self) -> FormError:
        here = self.peek() or "the end"
        return FormError("expression_syntax", f"unexpected {here} in «{self.text.strip()[:80]}»")

    def peek(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at][1] if at < len(self.tokens) else ""

    def kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if not token or (expected is not None and token != expected):
            raise self.fault()
        self.at += 1
        return token

    def level(self, level: int) -> Raw:
        if level == len(_LEVELS):
            return self.unary()
        left = self.level(level + 1)
        while self.kind() in ("symbol", "name") and self.peek() in _LEVELS[level]:
            left = Call(self.take(), (left, self.level(level + 1)))
        return left

    def unary(self) -> Raw:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormError("expression_too_deep", f"more than {MAX_DEPTH} levels")
        try:
            if self.kind() == "symbol" and self.peek() == "-":
                self.take()
                return Call("neg", (self.unary(),))
            return self.primary()
        finally:
            self.depth -= 1

    def primary(self) -> Raw:
        kind, sign = self.kind(), self.peek()
        if kind == "number":
            return Number(self.take())
        if kind == "string":
            return String(self.take()[1:-1])
        if kind == "symbol" and sign == "(":
            self.take()
            inner = self.level(0)
            self.take(")")
            return inner
        if kind == "name" and self.peek(1) == "(":
            return self.call_or_filter()
        return self.path()

    def call_or_filter(self) -> Raw:
        name = self.take()
        arguments = self.arguments()
        if name == "current" and not arguments:
            return Path("current()", tuple(self.steps_after_slash()))
        if name == "instance":
            if len(arguments) != 1 or not isinstance(arguments[0], String):
                raise FormError("unsupported_function", "instance() needs the name of a list")
            return Path("instance()", tuple(self.steps_after_slash()), arguments[0].text)
        return Call(name, tuple(arguments))

    def arguments(self) -> list[Raw]:
        self.take("(")
        found: list[Raw] = []
        while self.peek() != ")" or self.kind() == "string":
            found.append(self.level(0))
            if self.peek() == ",":
                self.take()
            elif self.peek() != ")":
                raise self.fault()
        self.take(")")
        return found

    def path(self) -> Path:
        if self.peek() == "/":
            self.take()
            return Path("/", (self.step(), *self.steps_after_slash()))
        return Path("", (self.step(), *self.steps_after_slash()))

    def steps_after_slash(self) -> list[Step]:
        steps = []
        while self.kind() == "symbol" and self.peek() == "/":
            self.take()
            steps.append(self.step())
        return steps

    def step(self) -> Step:
        kind, token = self.kind(), self.peek()
        if kind == "name" or self.peek() in ("..", "."):
            self.take()
        elif token in ("*", "//", "@", "::"):
            raise FormError("unsupported_path", f"{token} in «{self.text.strip()[:80]}»")
        else:
            raise self.fault()
        predicates = []
        while self.kind() == "symbol" and self.peek() == "[":
            self.take()
            predicates.append(self.level(0))
            self.take("]")
        return Step(token, tuple(predicates))


def predicates(text: str) -> tuple[Raw, ...]:
    """The conditions of `[a][b]` as they follow a choice list."""
    step = parse(f"x{text}")
    if not isinstance(step, Path) or len(step.steps) != 1:
        raise FormError("unsupported_itemset", f"«{text[:80]}»")
    return step.steps[0].predicates
