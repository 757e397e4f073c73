"""What phones seal for the server alone (VA5); the vectors are read by the phone's tests too."""

import json
from pathlib import Path
from typing import Any

import pytest

from rahba.access.recovery_key import Unreadable, open_sealed, public_key
from tests.sealing import seal

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "recovery.json").read_text())
SECRET = VECTORS["secret"].encode()


@pytest.mark.parametrize("vector", VECTORS["sealed"], ids=lambda vector: vector["purpose"])
def test_VA5_what_a_phone_sealed_is_read(vector: Any) -> None:
    assert open_sealed(SECRET, 1, vector["purpose"], vector["sealed"]).hex() == vector["plain"]


def test_VA5_the_public_key_follows_from_the_secret_and_the_version() -> None:
    wanted = {name: VECTORS[name] for name in ("version", "x", "y")}
    assert public_key(SECRET) == wanted
    assert public_key(SECRET, 2)["x"] != wanted["x"]
    assert public_key(b"another secret")["x"] != wanted["x"]


def test_VA5_another_secret_version_or_purpose_reads_nothing() -> None:
    sealed = VECTORS["sealed"][0]["sealed"]
    for secret, version in ((b"another secret", 1), (SECRET, 2)):
        with pytest.raises(Unreadable):
            open_sealed(secret, version, "store-key", sealed)
    with pytest.raises(Unreadable):
        open_sealed(SECRET, 1, "unlock-code", sealed)


@pytest.mark.parametrize(
    "damaged",
    ["", "A", "not base64 at all!", "QUJD", "é", "A" * 400],
)
def test_VA5_what_is_no_sealed_message_is_unreadable(damaged: str) -> None:
    with pytest.raises(Unreadable):
        open_sealed(SECRET, 1, "store-key", damaged)


def test_VA5_a_single_changed_byte_is_noticed() -> None:
    sealed = seal(public_key(SECRET), "store-key", b"k" * 32)
    for at in (3, 70, 90, 110, len(sealed) - 4):
        changed = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
        with pytest.raises(Unreadable):
            open_sealed(SECRET, 1, "store-key", changed)
