"""The trader survey: 32 questions, 13 of them core, each in three languages."""

import json
from pathlib import Path
from typing import Any

from rahba import catalog
from tests.forms.sources import compiled, form

FORM = compiled("souk_trader_v1")
QUESTIONS = list(form("souk_trader_v1").questions())
TRADES = json.loads((Path(catalog.__file__ or "").parent / "trades.json").read_text())


def name(path: str) -> str:
    return path.rpartition("/")[2]


def test_it_asks_thirteen_questions_of_everyone_and_nineteen_by_module() -> None:
    core = [name(node.path) for node in QUESTIONS if node.module is None]
    assert core == [
        "consent_survey", "is_adult", "sex", "age_band", "trade_main", "role", "pitch_type", "freq",
        "helpers_paid", "helpers_family", "reg_types", "health_cover", "sales_band",
    ]  # fmt: skip
    assert len(QUESTIONS) == 32


def test_what_is_sensitive_is_registration_and_money() -> None:
    paths = form("souk_trader_v1").sensitive_paths()
    assert {name(path) for path in paths} == {
        "reg_types", "why_not_reg", "books", "health_cover", "sales_band", "sales_vs_usual",
        "fees_today", "got_receipt",
    }  # fmt: skip


def test_sv8_what_is_about_today_or_the_last_souk_is_told_apart() -> None:
    paths = form("souk_trader_v1").reference_period_paths()
    assert {name(path) for path in paths} == {
        "transport_cost", "helpers_paid", "helpers_family", "helpers_women", "sales_band",
        "sales_vs_usual", "fees_today", "got_receipt",
    }  # fmt: skip


def test_every_word_is_there_in_every_language() -> None:
    assert all(None not in texts and "" not in texts for texts in FORM["texts"].values())
    labels = [choice["label"] for choices in FORM["choices"].values() for choice in choices]
    labels += [module["label"] for module in FORM["modules"]] + [FORM["title"]]
    assert all(set(label) == {"ar", "fr", "en"} and all(label.values()) for label in labels)


def test_every_limit_says_in_words_what_it_wants() -> None:
    for node in QUESTIONS:
        source: dict[str, Any] = node.source
        assert ("constraint" in source) == ("constraint_message" in source), node.path
        assert ("warning" in source) == ("warning_message" in source), node.path
        assert ("required" in source) == ("required_message" in source), node.path


def test_its_trades_are_those_of_the_catalog_with_their_section() -> None:
    trades = {choice["name"]: choice.get("section", "") for choice in FORM["choices"]["trade"]}
    assert trades == {trade["code"]: trade["section"] or "" for trade in TRADES["trades"]}
    assert len(trades) == 55
    sections = [choice["name"] for choice in FORM["choices"]["section"]]
    assert sections == [section["code"] for section in TRADES["sections"]]
