"""Which passwords a desk takes (SPEC SU3)."""

import pytest

from rahba.access.password_rule import check_password, password_fault
from rahba.errors import Unprocessable


@pytest.mark.parametrize("password", ["", "souk", "9 letters"])
def test_SU3_a_short_password_is_refused(password: str) -> None:
    assert password_fault("fatna", password) == "password_too_short"


@pytest.mark.parametrize(
    "password",
    ["1234567890", "motdepasse2026", "Password!!", "fatna-2026!!", "fatnafatna", "aaaaaaaaaaaa"],
)
def test_SU3_what_a_guesser_tries_first_is_refused(password: str) -> None:
    assert password_fault("fatna.b", password) == "password_guessable"


def test_SU3_a_password_as_long_as_a_book_is_refused() -> None:
    assert password_fault("fatna", "الجمعة سوق " * 40) == "password_too_long"


@pytest.mark.parametrize(
    "password", ["a market every friday", "سوق الجمعة بكيسر", "nour7-laymoun3"]
)
def test_SU3_a_few_words_in_either_script_will_do(password: str) -> None:
    assert password_fault("fatna.b", password) is None


def test_SU3_the_refusal_names_the_field_and_a_stable_code() -> None:
    with pytest.raises(Unprocessable) as refused:
        check_password("fatna", "short", path="coach/password")
    [error] = refused.value.extra["errors"]
    assert (error["path"], error["code"]) == ("coach/password", "password_too_short")
