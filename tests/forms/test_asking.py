"""Who is asked (SPEC FD6), by the vectors that the phone is held to as well."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from rahba.forms.asking import is_drawn, read_asking, to_ask

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "asking.json").read_text())


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["says"])
def test_FD6_what_is_said_of_a_trader(case: dict[str, Any]) -> None:
    given = {key: value for key, value in case.items() if key not in ("says", "asking", "word")}
    assert to_ask(read_asking(case["asking"]), **given) == case["word"]


@pytest.mark.parametrize("draw", VECTORS["draws"])
def test_FD6_both_languages_draw_the_same(draw: list[Any]) -> None:
    seed, trader_id, share, drawn = draw
    assert is_drawn(seed, trader_id, share) is drawn


@pytest.mark.parametrize("share", [1, 10, 50, 90])
def test_FD6_a_sample_has_the_size_that_was_asked_for_whatever_the_seed(share: int) -> None:
    traders = [str(uuid.UUID(int=number * 104_729)) for number in range(4000)]
    for seed in ("a", "b", "k3j2"):
        drawn = sum(is_drawn(seed, trader, share) for trader in traders)
        assert abs(drawn - 40 * share) < 150  # more than four standard deviations of the widest


def test_FD6_a_larger_share_only_adds_to_a_sample() -> None:
    traders = [str(uuid.UUID(int=number * 7919)) for number in range(500)]
    few = {trader for trader in traders if is_drawn("k3j2", trader, 20)}
    assert few < {trader for trader in traders if is_drawn("k3j2", trader, 40)}
