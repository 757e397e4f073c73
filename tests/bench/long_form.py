"""A form of 250 questions, as a partner would send it: what a trader sells, section by section, and
the household. All that costs an engine time is in it: groups under conditions, limits that speak
of other answers, a sum that runs through all sections, lists that depend on answers, questions
that name what was answered, a counted repeat within a counted one. `long_form.md` holds its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tests.forms.workbooks import Sheets

PARTS = Path(__file__).with_suffix(".md")
AR, FR, MAX = "label::العربية (ar)", "label::Français (fr)", "bind::rahba:max"
SECTIONS = {
    "grains": ("الحبوب", "Céréales"), "pulses": ("القطاني", "Légumineuses"),
    "veg": ("الخضر", "Légumes"), "fruit": ("الفواكه", "Fruits"), "oil": ("الزيوت", "Huiles"),
    "spice": ("التوابل", "Épices"), "poultry": ("الدواجن", "Volaille"),
    "livestock": ("الماشية", "Bétail"), "cloth": ("الثياب", "Habits"),
    "tools": ("الأدوات", "Outils"),
}  # fmt: skip
FAMILIES, PRODUCTS = range(1, 5), range(1, 7)
CHOICES = {
    "yesno": {"yes": ("نعم", "Oui"), "no": ("لا", "Non")},
    "sex": {"woman": ("امرأة", "Femme"), "man": ("رجل", "Homme")},
    "level": {
        "bad": ("سيئ", "Mauvais"), "fair": ("متوسط", "Moyen"), "good": ("جيد", "Bon"),
        "best": ("ممتاز", "Très bon"),
    },
    "origin": {
        "farm": ("ضيعتي", "Ma ferme"), "village": ("الدوار", "Le douar"),
        "souk": ("سوق آخر", "Un autre souk"), "other": ("مكان آخر", "Ailleurs"),
    },
    "way": {
        "donkey": ("دابة", "Âne"), "cart": ("كرويلة", "Charrette"),
        "van": ("بيكوب", "Fourgonnette"), "lorry": ("شاحنة", "Camion"), "none": ("لا شيء", "Aucun"),
    },
    "buyer": {
        "family": ("أسر", "Ménages"), "trader": ("تجار", "Commerçants"),
        "caterer": ("مطاعم", "Restaurants"), "broker": ("وسطاء", "Courtiers"),
    },
    "paid": {
        "cash": ("نقدا", "Comptant"), "credit": ("بالدين", "À crédit"), "both": ("معا", "Les deux"),
    },
}  # fmt: skip
SETTINGS = ["form_id", "version", "default_language", "form_title", "namespaces"]
TITLE = "Ce que l'on vend"

Row = dict[str, str]


@dataclass(frozen=True)
class Answer:
    """`text` is as an XForm holds it; `asked` in French, up to where an answer is named."""

    path: str
    text: str
    asked: str


def sheets() -> Sheets:
    columns = ["type", "name", "ar", "fr", "relevant", "constraint", "required", "calculation"]
    columns += ["choice_filter", "repeat_count", MAX]
    heads = {"ar": AR, "fr": FR}
    rows = [row | ({MAX: "40"} if row["type"] == "text" else {}) for row in _rows()]
    survey = [[row.get(column) or None for column in columns] for row in rows]
    settings = ["souk_long", "1", "Français (fr)", TITLE, 'rahba="urn:rahba:xforms"']
    return {
        "survey": [[heads.get(column, column) for column in columns], *survey],
        "choices": [["list_name", "name", AR, FR, "section", "family"], *_choices()],
        "settings": [list(SETTINGS), list(settings)],
    }


def answers() -> list[Answer]:
    """To all that is asked while they are given, in the order of asking."""
    return list(_answers(_rows(), "/data"))


def _rows() -> list[Row]:
    parts = _parts()
    rows = list(parts["who"])
    so_far = "0"
    for key, (ar, fr) in SECTIONS.items():
        rows += _filled(parts["section"], {"@ar": ar, "@fr": fr, "@so_far": so_far, "@": key})
        so_far = f"${{{key}_so_far}}"
    return rows + _filled(parts["end"], {"${@last_so_far}": so_far})


def _parts() -> dict[str, list[Row]]:
    parts: dict[str, list[Row]] = {}
    head: list[str] | None = None
    for line in PARTS.read_text().splitlines():
        part, *cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if part:
            rows, head = parts.setdefault(part, []), None
        elif head is None:
            head = cells
        else:
            rows.append(dict(zip(head, cells, strict=True)))
    return parts


def _filled(rows: list[Row], words: dict[str, str]) -> list[Row]:
    """The longer ones stand first in `words`."""

    def fill(text: str) -> str:
        for mark, word in words.items():
            text = text.replace(mark, word)
        return text

    return [{column: fill(cell) for column, cell in row.items()} for row in rows]


def _choices() -> Iterator[list[str | None]]:
    for name, choices in CHOICES.items():
        for choice, (ar, fr) in choices.items():
            yield [name, choice, ar, fr, None, None]
    for (key, (ar, fr)), family in product(SECTIONS.items(), FAMILIES):
        yield ["family", f"{key}_{family}", f"{ar} {family}", f"{fr} {family}", key, None]
        for one in PRODUCTS:
            words = (f"{ar} {family}.{one}", f"{fr} {family}.{one}")
            yield ["product", f"{key}_{family}_{one}", *words, key, f"{key}_{family}"]


def _answers(rows: list[Row], above: str, instance: int = 0) -> Iterator[Answer]:
    """`instance` of the outermost repeat: its answers stand in one cell. An inner one has one."""
    left = iter(rows)
    for row in left:
        path = f"{above}/{row['name']}"
        if row["type"] == "begin_group":
            yield from _answers(_block(left), path, instance)
        elif row["type"] == "begin_repeat" and "[" in above:
            yield from _answers(_block(left), f"{path}[1]", instance)
        elif row["type"] == "begin_repeat":
            block = _block(left)
            for at in range(max(len(_texts(one)) for one in block)):
                yield from _answers(block, f"{path}[{at + 1}]", at)
        elif text := (*_texts(row), *[""] * instance)[instance]:
            yield Answer(path, text, row["fr"].partition("${")[0].strip())


def _block(rows: Iterator[Row]) -> list[Row]:
    """Up to the end of the group or repeat that has begun."""
    block: list[Row] = []
    depth = 1
    for row in rows:
        depth += row["type"].startswith("begin_") - row["type"].startswith("end_")
        if depth == 0:
            break
        block.append(row)
    return block


def _texts(row: Row) -> list[str]:
    return [text.strip() for text in row["answer"].split(" /")]
