"""The sealed file, read alike in both languages (RS1)."""

import json
from pathlib import Path
from typing import Any

import pytest

from rahba.sync.rescue_file import RescueFile, is_signed_by, open_rescue

VECTORS = Path(__file__).parents[1] / "vectors"
SECRET = json.loads((VECTORS / "recovery.json").read_text())["secret"].encode()
VECTOR: dict[str, Any] = json.loads((VECTORS / "rescue.json").read_text())


def test_RS1_a_file_of_the_vectors_is_its_phones_and_opens() -> None:
    file = RescueFile.model_validate(VECTOR["file"])
    assert is_signed_by(file, VECTOR["public_key"])
    ops = open_rescue(file, SECRET).ops
    assert [(op.index, op.text) for op in ops] == [(1, VECTOR["texts"][1]), (0, VECTOR["texts"][0])]


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("market_id", "9a1d7c7e-6a43-4a0e-8a2e-9a4f0b9d7c21"),
        ("person_id", "4e1f8a6c-1d0b-4c3c-9a55-6d2f7b8c9e10"),
        ("device_id", "f6269325-3fe5-403b-bdb5-1bdddf9ea7d7"),
        ("made_at", "2026-11-28T12:00:00.000Z"),
        ("key", {"version": 2, "wrapped": VECTOR["file"]["key"]["wrapped"]}),
        ("key", {"version": 1, "wrapped": "AAAA"}),
        ("ops", VECTOR["file"]["ops"][::-1]),
        ("count", 3),
    ],
)
def test_RS1_the_signature_is_over_every_part(part: str, other: Any) -> None:
    file = RescueFile.model_validate(VECTOR["file"] | {part: other})
    assert not is_signed_by(file, VECTOR["public_key"])


@pytest.mark.parametrize(
    "key", [None, {}, {"x": "AA", "y": "AA"}, {"x": 1, "y": 2}, {"x": "«", "y": ""}]
)
def test_RS1_a_public_key_that_is_none_has_signed_nothing(key: dict[str, Any] | None) -> None:
    assert not is_signed_by(RescueFile.model_validate(VECTOR["file"]), key)
