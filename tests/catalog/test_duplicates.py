"""NA5, who may be whom: candidates with reasons, never a merge."""

import json
from pathlib import Path
from typing import Any

import pytest

from rahba.catalog.duplicates import Known, duplicate_pairs, find_duplicates

CASES = json.loads((Path(__file__).parents[1] / "vectors" / "duplicates.json").read_text("utf-8"))[
    "cases"
]


def _known(row: dict[str, Any]) -> Known:
    return Known(**{**row, "names": tuple(row["names"]), "stall_ids": frozenset(row["stall_ids"])})


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_candidates(case: dict[str, Any]) -> None:
    found = find_duplicates(_known(case["newcomer"]), map(_known, case["roster"]))
    assert [
        {"trader_id": each.trader_id, "reasons": list(each.reasons), "strong": each.strong}
        for each in found
    ] == case["candidates"]


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_the_coachs_list_of_pairs_misses_no_candidate(case: dict[str, Any]) -> None:
    newcomer = _known(case["newcomer"])
    others = [each for each in map(_known, case["roster"]) if each.trader_id != "new"]
    pairs = [each for first, each in duplicate_pairs([newcomer, *others]) if first == "new"]
    assert [each.trader_id for each in pairs] == [each["trader_id"] for each in case["candidates"]]


def test_each_pair_is_listed_once() -> None:
    one, other = (Known(each, ("Bouchaib",), "veg", "VEG01") for each in "ab")
    pairs = duplicate_pairs([one, other])
    assert [(first, each.trader_id) for first, each in pairs] == [("a", "b")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Benali", "Ben Ali"), ("Ali", "Ben Ali"), ("Lahcen", "الحسن"), ("Kirane", "Benkirane")],
)
def test_a_pair_is_found_with_and_without_article_or_son_of(one: str, other: str) -> None:
    roster = [Known("a", (one,), "veg", "VEG01"), Known("b", (other,), "veg", "VEG01")]
    assert [each.reasons for _, each in duplicate_pairs(roster)] == [("same_name",)]
