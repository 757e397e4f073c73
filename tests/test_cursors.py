"""FE3, PL5: a cursor can be kept, not made."""

from collections.abc import Callable

import pytest

from rahba.cursors import seal, unseal
from rahba.errors import Gone

SECRET = b"a secret of the server, long enough"


@pytest.mark.parametrize(
    "damage",
    [
        lambda cursor: "",
        lambda cursor: "ليس مؤشرا",
        lambda cursor: cursor[:-2],
        lambda cursor: ("A" if cursor[0] != "A" else "B") + cursor[1:],
        lambda cursor: cursor + "AAAA",
    ],
)
def test_FE3_a_cursor_that_was_tampered_with_is_gone(
    damage: Callable[[str], str],
) -> None:
    with pytest.raises(Gone) as refusal:
        unseal(SECRET, damage(seal(SECRET, {"seq": 7})))
    assert refusal.value.code == "cursor_gone"


def test_FE3_a_cursor_of_another_server_is_gone() -> None:
    with pytest.raises(Gone):
        unseal(b"the secret of somebody else entirely", seal(SECRET, {"seq": 7}))


def test_PL5_a_cursor_of_another_epoch_is_gone() -> None:
    cursor = seal(SECRET, {"epoch": "one", "seq": 7})
    with pytest.raises(Gone, match="epoch"):
        unseal(SECRET, cursor, epoch="two")


def test_a_cursor_brings_back_what_was_put_in() -> None:
    fields = {"epoch": "one", "seq": 7, "name": "سوق"}
    assert unseal(SECRET, seal(SECRET, fields), epoch="one") == fields
