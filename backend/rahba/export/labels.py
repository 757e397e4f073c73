"""The words of a file for people: what a column is called, and what a code says in their language.

Files are opened away from any screen of ours, so their words are here and not in the frontend.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Literal

from sqlmodel import Session, col, select

from rahba.catalog.tables import Rahba, Stall, Trader
from rahba.catalog.trades import TRADES
from rahba.forms.form import plain_path
from rahba.forms.tables import FormVersion

Language = Literal["ar", "fr", "en"]
Texts = Mapping[str, str]

WORDS: dict[str, Any] = json.loads(files("rahba.export").joinpath("words.json").read_text("utf-8"))
BY_SECTION = ("section", "rahba")
BY_TRADE = ("trade", "trades_other")


@dataclass(frozen=True)
class Labels:
    """`columns` by the program's name of a field; `codes` by field, then code. Texts of one
    language; a field that is in `codes` has a column for the code and one for its label."""

    language: Language
    columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def column(self, name: str) -> str:
        return self.columns.get(plain_path(name), name)

    def code_column(self, name: str) -> str:
        return str(WORDS["code_of"][self.language]).format(column=self.column(name))

    def of(self, name: str, value: Any) -> str:
        """What a code, or several, say; a code that nobody named says itself."""
        known = self.codes[plain_path(name)]
        if isinstance(value, Mapping):  # why questions have no answer, by path
            colon = " : " if self.language == "fr" else ": "
            return self.joined(
                f"{self.column(path)}{colon}{known.get(said, said)}" for path, said in value.items()
            )
        values = value if isinstance(value, list) else [value]
        return self.joined(known.get(str(each), str(each)) for each in values)

    def joined(self, texts: Iterable[str]) -> str:
        return ("، " if self.language == "ar" else ", ").join(texts)

    def is_coded(self, name: str) -> bool:
        return plain_path(name) in self.codes

    def sheet(self, name: str) -> str:
        return text_of(WORDS["sheets"].get(name, {"en": name}), self.language)

    def word(self, name: str) -> str:
        return text_of(WORDS[name], self.language)


def text_of(texts: Texts, language: str) -> str:
    """The text in that language, else in Arabic, else whichever there is."""
    return texts.get(language) or texts.get("ar") or next(iter(texts.values()), "")


def read_labels(session: Session, market_id: str, language: Language) -> Labels:
    """Fixed words, the souk's own names of sections and places, and the questions of its forms."""
    columns = {name: text_of(texts, language) for name, texts in WORDS["columns"].items()}
    codes = {
        name: {code: text_of(texts, language) for code, texts in by_code.items()}
        for name, by_code in WORDS["codes"].items()
    }
    sections = _sections(session, market_id, language)
    trades = {code: text_of(trade.names, language) for code, trade in TRADES.items()}
    codes |= dict.fromkeys(BY_SECTION, sections) | dict.fromkeys(BY_TRADE, trades)
    codes["stall_id"] = _places(session, market_id)
    codes["trader_id"] = codes["replaced_by"] = _badges(session, market_id)
    _add_questions(session, market_id, language, columns, codes)
    return Labels(language, columns, codes)


def _sections(session: Session, market_id: str, language: str) -> dict[str, str]:
    query = select(Rahba.code, Rahba.names).where(Rahba.market_id == market_id)
    return {code: text_of(names, language) for code, names in session.exec(query)}


def _places(session: Session, market_id: str) -> dict[str, str]:
    query = select(Stall.id, Stall.number).where(Stall.market_id == market_id)
    return {stall_id: str(number) for stall_id, number in session.exec(query)}


def _badges(session: Session, market_id: str) -> dict[str, str]:
    """A person is told apart by the code of their card; names stand in the registrations only."""
    query = select(Trader.id, Trader.badge).where(Trader.market_id == market_id)
    return {trader_id: badge or "" for trader_id, badge in session.exec(query)}


def _add_questions(
    session: Session,
    market_id: str,
    language: str,
    columns: dict[str, str],
    codes: dict[str, dict[str, str]],
) -> None:
    """Questions as the newest version that has them puts them."""
    query = (
        select(FormVersion.compiled)
        .where(FormVersion.market_id == market_id)
        .order_by(col(FormVersion.published_at))
    )
    for compiled in session.exec(query):
        texts = compiled["texts"].get(language) or compiled["texts"][compiled["default_language"]]
        for node in _nodes(compiled["nodes"]):
            label = texts[node["label"]] if isinstance(node.get("label"), int) else None
            if isinstance(label, str) and label:
                columns[node["path"]] = label
            if "choices" in node:
                codes[node["path"]] = {
                    choice["name"]: text_of(choice["label"], language)
                    for choice in compiled["choices"][node["choices"]]
                }


def _nodes(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [found for node in nodes for found in (node, *_nodes(node.get("children", [])))]
