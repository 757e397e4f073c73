"""Forms made by chance from a seed: every construct that is supported, in any order and depth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.forms.chance_expressions import Asked, Expressions

HEADER = (
    "type name label relevant calculation constraint required readonly choice_filter repeat_count "
    "default parameters trigger"
).split()
KINDS = (
    "text text integer integer decimal date time dateTime select_one select_one select_multiple "
    "range rank geopoint note calculate calculate acknowledge"
).split()
NUMERIC = ("integer", "decimal", "range")
LIST = ("red", "green", "blue", "gold")
CHOICES = """| choices | | | | |
| | list_name | name | label | hue |
| | colour | red | Red | warm |
| | colour | green | Green | cold |
| | colour | blue | Blue | cold |
| | colour | gold | Gold | warm |
| | warmth | warm | Warm | |
| | warmth | cold | Cold | |
"""


@dataclass
class FormByChance(Expressions):
    rows: list[dict[str, str]] = field(default_factory=list)
    always: bool = True

    def table(self, name: str) -> str:
        while len(self.rows) < 24:
            self.part(depth=0)
        lines = [HEADER, *([row.get(column, "") for column in HEADER] for row in self.rows)]
        survey = "\n".join("| | " + " | ".join(cells) + " |" for cells in lines)
        settings = f"| settings | |\n| | form_id | version |\n| | {name} | 1 |"
        return f"| survey |\n{survey}\n{CHOICES}{settings}\n"

    def part(self, depth: int) -> None:
        kind = self.chance.random()
        if depth < 3 and kind < 0.12:
            self.section("group", depth)
        elif depth < 2 and kind < 0.24:
            self.section("repeat", depth)
        else:
            self.question()

    def section(self, kind: str, depth: int) -> None:
        name = f"{kind[0]}{len(self.rows)}"
        row = {"type": f"begin_{kind}", "name": name, "label": name}
        self.sometimes(row, "relevant", self.truth, 0.3)
        if kind == "repeat" and self.chance.random() < 0.4:
            number = self.number(1)
            row["repeat_count"] = f"if({number} > 0, int(min(3, {number})), 0)"
        self.rows.append(row)
        outer = self.repeats, self.always, self.directly_in_repeat
        self.always = self.always and "relevant" not in row
        self.directly_in_repeat = kind == "repeat"
        if kind == "repeat":
            self.repeats = (*self.repeats, name)
        for _ in range(self.chance.randint(1, 4)):
            self.part(depth + 1)
        self.repeats, self.always, self.directly_in_repeat = outer
        self.rows.append({"type": f"end_{kind}"})

    def question(self) -> None:
        kind = self.chance.choice(KINDS)
        name = f"q{len(self.rows)}"
        row = {"type": kind, "name": name, "label": f"Question {name}"}
        self.content(row, kind)
        # A default that is calculated while the question is not relevant is lost in ODK's engine.
        if "default" not in row:
            self.sometimes(row, "relevant", self.truth, 0.35)
        if kind not in ("calculate", "note"):
            if kind in ("text", "integer", "select_one", "select_multiple", "date"):
                self.sometimes(row, "constraint", self.about_itself, 0.5)
            self.sometimes(
                row, "required", lambda depth: self.chance.choice(["yes", self.truth(depth)]), 0.3
            )
            self.sometimes(row, "readonly", self.truth, 0.1)
        self.rows.append(row)
        always = self.always and "relevant" not in row
        directly = self.directly_in_repeat and len(self.repeats) == 1
        self.asked.append(Asked(name, row["type"].split()[0], self.repeats, always, directly))

    def content(self, row: dict[str, str], kind: str) -> None:
        if kind == "calculate":
            row["calculation"] = self.chance.choice([self.number, self.text, self.truth])(2)
            self.sometimes(
                row, "trigger", lambda _: self.beside("text", "integer", "date") or "", 0.3
            )
        elif kind == "range":
            row["parameters"] = "start=0 end=10 step=1"
        elif kind in ("select_one", "select_multiple", "rank"):
            row["type"] += self.chance.choice([" colour", " colour", " warmth"])
            if self.chance.random() < 0.2:
                row["parameters"] = f"randomize=true, seed={self.chance.randint(1, 999)}"
            if kind != "rank" and row["type"].endswith("colour"):
                self.sometimes(row, "choice_filter", self.on_choices, 0.4)
        elif kind == "text" and not self.repeats and self.always:
            self.sometimes(row, "default", lambda _: self.chance.choice(["abc", self.text(1)]), 0.2)
        elif kind == "integer" and self.chance.random() < 0.3:
            row["calculation"] = self.number(1)
            row["trigger"] = self.beside("text", "integer", "date") or ""

    def sometimes(
        self, row: dict[str, str], column: str, make: Callable[[int], str], chance: float
    ) -> None:
        if self.chance.random() < chance:
            row[column] = make(2)


def table_by_chance(seed: int) -> str:
    return FormByChance(Random(seed)).table(f"chance_{seed}")
