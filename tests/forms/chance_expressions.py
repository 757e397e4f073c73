"""Expressions made by chance, by the type of their result: a number, a text, or true and false.

They speak of questions that stand before them, so that no circle can come about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

NUMERIC = ("integer", "decimal", "range")
LIST = ("red", "green", "blue", "gold")
OF_ONE_NUMBER = ("int", "floor", "ceiling", "abs", "sqrt", "sin", "cos", "atan", "log")
RED, EMPTY = "'red'", "''"


@dataclass
class Asked:
    name: str
    kind: str
    # The repeats around it, outermost first.
    repeats: tuple[str, ...]
    # Always relevant: what is not, ODK's engine counts along, blank.
    always: bool
    # In one repeat, with no section between.
    directly: bool = False


@dataclass
class Expressions:
    chance: Random
    asked: list[Asked] = field(default_factory=list)
    # Names of the enclosing repeats at the row that is being written.
    repeats: tuple[str, ...] = ()
    # The innermost section around it is a repeat.
    directly_in_repeat: bool = False

    def near(self, *kinds: str) -> str | None:
        """A question that stands before this one, in the same repeats or outside of some."""
        fitting = [
            asked.name
            for asked in self.asked
            if asked.kind in kinds and self.repeats[: len(asked.repeats)] == asked.repeats
        ]
        return f"${{{self.chance.choice(fitting)}}}" if fitting else None

    def beside(self, *kinds: str) -> str | None:
        """A question that stands before this one in the same section, or neither in a repeat."""
        here = self.directly_in_repeat and len(self.repeats) == 1
        fitting = [
            asked.name
            for asked in self.asked
            if asked.kind in kinds and asked.repeats == self.repeats
            if not self.repeats or (here and asked.directly)
        ]
        return f"${{{self.chance.choice(fitting)}}}" if fitting else None

    def far(self, *kinds: str) -> str | None:
        """A question in repeats that are closed: all its instances."""
        fitting = [
            asked.name
            for asked in self.asked
            if asked.kind in kinds and asked.repeats and asked.always and not self.repeats
        ]
        return f"${{{self.chance.choice(fitting)}}}" if fitting else None

    def far_in_one(self, *kinds: str) -> tuple[str, str] | None:
        """The same where it stands in a repeat and in no other section."""
        fitting = [
            (asked.repeats[0], asked.name)
            for asked in self.asked
            if asked.kind in kinds and asked.directly and asked.always and not self.repeats
        ]
        return self.chance.choice(fitting) if fitting else None

    def on_choices(self, _depth: int) -> str:
        text = self.near("select_one") or "'warm'"
        return self.chance.choice(
            [f"hue = {text}", f"hue != {text} or name = 'red'", "hue = 'cold'"]
        )

    def about_itself(self, depth: int) -> str:
        return self.chance.choice(
            [
                ". != 'no'",
                f". <= {self.number(depth)}",
                "string-length(.) < 20",
                "regex(., '^[A-Za-z0-9 ]+$')",
                f"{self.truth(depth)} or . = 3",
                "count-selected(.) < 3",
            ]
        )

    def number(self, depth: int) -> str:
        pick = self.chance.choice
        leaf = [
            str(self.chance.randint(0, 20)),
            "2.5",
            self.near(*NUMERIC) or "7",
            self.near(*NUMERIC) or "3",
            f"count-selected({self.near('select_multiple') or self.quoted()})",
            f"string-length({self.near('text') or self.quoted()})",
            f"number({self.near('text', *NUMERIC) or self.quoted()})",
            f"decimal-date-time({self.near('date') or self.quoted()})",
            self.total(),
            f"count({self.far(*NUMERIC, 'text')})" if self.far(*NUMERIC) else "4",
            f"max({self.far(*NUMERIC)})" if self.far(*NUMERIC) else "0",
            f"count-non-empty({self.far(*NUMERIC, 'text')})" if self.far(*NUMERIC) else "1",
            f"decimal-time({self.near('time') or self.quoted()})",
            "0 div 0",
            "0.0000001 * 10000000",
            "position(..)" if self.directly_in_repeat else "5",
        ]
        if depth == 0:
            return pick(leaf)
        a, b = self.number(depth - 1), self.number(depth - 1)
        return pick(
            [
                *leaf,
                f"({a} {pick(['+', '-', '*', 'div', 'mod'])} {b})",
                f"round({a}, {self.chance.randint(0, 2)})",
                f"{pick(OF_ONE_NUMBER)}({a})",
                f"{pick(['min', 'max'])}({a}, {b})",
                f"if({self.truth(depth - 1)}, {a}, {b})",
                f"pow({a}, {pick(['2', '0', '-1'])})",
                f"round({pick(['exp', 'tan', 'log10'])}({a}), 5)",
                f"-({a})",
            ]
        )

    def total(self) -> str:
        """Of nothing at all ODK's engine has no sum."""
        nodes = self.far(*NUMERIC)
        return f"if(count({nodes}) > 0, sum({nodes}), 0)" if nodes else "1"

    def quoted(self) -> str:
        return self.chance.choice(
            ["'abc'", "''", "'12'", "'red blue'", "' a  b '", "'سوق'", "'السوق الأسبوعي'"]
        )

    def text(self, depth: int) -> str:
        pick = self.chance.choice
        leaf = [
            self.quoted(),
            self.near("text") or "'x'",
            self.near("select_one") or "'red'",
            self.near("select_multiple") or "'red blue'",
            self.near("date") or "'2026-11-27'",
        ]
        if depth == 0:
            return pick(leaf)
        a, b = self.text(depth - 1), self.text(depth - 1)
        mark = pick(["'b'", "' '"])
        return pick(
            [
                *leaf,
                f"concat({a}, '-', {b})",
                f"substr({a}, {self.chance.randint(0, 2)}, {self.chance.randint(1, 4)})",
                f"substring({a}, {self.chance.randint(0, 3)}, {self.chance.randint(0, 4)})",
                f"date('2026-{self.chance.randint(1, 12)}-{self.chance.randint(1, 28)}')",
                f"substring-before({a}, {mark})",
                self.one_of_many() or a,
                f"substring-after({a}, {mark})",
                f"translate({a}, 'abc', 'xy')",
                f"normalize-space({a})",
                f"if({self.truth(depth - 1)}, {a}, {b})",
                f"coalesce({a}, {b})",
                f"selected-at({a}, {self.chance.randint(0, 2)})",
                f"string({self.number(depth - 1)})",
                f"format-date({self.near('date') or a}, '%d/%m/%Y')",
                f"join(' ', {self.far('text', 'select_one')})"
                if self.far("text", "select_one")
                else a,
            ]
        )

    def one_of_many(self) -> str | None:
        """Of a question in a repeat that is closed, that of one instance."""
        found = self.far_in_one("text", "select_one", *NUMERIC)
        if found is None:
            return None
        repeat, name = found
        place = self.chance.choice(["1", "2", "last()", "position() = 2"])
        index = self.chance.randint(0, 3)
        return self.chance.choice(
            [
                f"string(${{{repeat}}}[{place}]/{name})",
                f"string(indexed-repeat(${{{name}}}, ${{{repeat}}}, {index}))",
            ]
        )

    def truth(self, depth: int) -> str:
        pick = self.chance.choice
        sign, whole = pick(["=", "!="]), self.chance.randint(0, 20)
        written = self.near("text", "date", "geopoint", "acknowledge") or EMPTY
        leaf = [
            f"{self.near(*NUMERIC) or 3} {pick(['>', '>=', '<', '<=', '=', '!='])} {whole}",
            f"{self.near('select_one') or RED} {sign} '{pick(LIST)}'",
            f"selected({self.near('select_multiple', 'select_one') or RED}, '{pick(LIST)}')",
            f"{written} {sign} ''",
            f"contains({self.near('text') or RED}, 'a')",
        ]
        if depth == 0:
            return pick(leaf)
        a, b = self.truth(depth - 1), self.truth(depth - 1)
        return pick(
            [
                *leaf,
                f"({a} {pick(['and', 'or'])} {b})",
                f"not({a})",
                f"{self.number(depth - 1)} {pick(['>', '<', '=', '!='])} {self.number(depth - 1)}",
                f"{self.text(depth - 1)} {pick(['=', '!='])} {self.text(depth - 1)}",
                f"starts-with({self.text(depth - 1)}, 'a')",
                f"ends-with({self.text(depth - 1)}, {self.quoted()})",
                f"selected({self.text(depth - 1)}, {self.quoted()})",
                f"regex({self.text(depth - 1)}, '^[a-z]+$')",
                f"checklist(1, 2, {a}, {b})",
            ]
        )
