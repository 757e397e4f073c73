"""The tag that warns of a duplicate without carrying a number (PL3)."""

import json
from pathlib import Path

import pytest

from rahba.catalog.phone_tag import normalise_phone, phone_tag

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "phones.json").read_text("utf-8"))


@pytest.mark.parametrize(("typed", "e164"), VECTORS["numbers"])
def test_a_number_is_normalised_or_refused(typed: str, e164: str | None) -> None:
    assert normalise_phone(typed) == e164


@pytest.mark.parametrize(("key", "e164", "tag"), VECTORS["tags"])
def test_pl3_a_number_has_its_tag_under_the_markets_key(key: str, e164: str, tag: int) -> None:
    assert phone_tag(key, e164) == tag


def test_pl3_a_tag_has_no_more_than_twenty_bits() -> None:
    tags = {phone_tag("00ff", f"+2126{n:08d}") for n in range(2_000)}
    assert max(tags) < 2**20
    assert len(tags) > 1_900
