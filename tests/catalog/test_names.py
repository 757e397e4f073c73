"""NA1: one skeleton for both scripts; the vectors are read by the phone's tests too."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from rahba.catalog.names import distance, same_name, skeleton, strong, tokens

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "names.json").read_text("utf-8"))


@pytest.mark.parametrize(("one", "other"), VECTORS["different"])
def test_two_names_stay_apart(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


@pytest.mark.parametrize(("one", "other"), VECTORS["same"])
def test_two_spellings_are_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


def test_there_are_enough_spellings_to_mean_something() -> None:
    assert len(VECTORS["same"]) >= 60
    assert len(VECTORS["different"]) >= 30


@pytest.mark.parametrize(("name", "expected"), VECTORS["skeletons"])
def test_a_name_has_its_skeleton(name: str, expected: str) -> None:
    assert skeleton(name) == expected


@pytest.mark.parametrize(
    ("sound", "spelling"),
    [(sound, each) for sound, spellings in VECTORS["sounds"].items() for each in spellings],
)
def test_each_spelling_of_a_sound_is_heard(sound: str, spelling: str) -> None:
    assert skeleton(spelling) == sound


@pytest.mark.parametrize(("first", "second", "letters"), VECTORS["distances"])
def test_skeletons_are_so_many_letters_apart(first: str, second: str, letters: int) -> None:
    assert distance(first, second) == letters


def test_a_name_without_a_letter_is_not_the_same_as_itself() -> None:
    assert not same_name("", "")
    assert not same_name("12", "12")


def test_every_order_of_the_words_is_the_same_name() -> None:
    words = ["Mohamed", "العلوي", "Bouchaib"]
    assert all(same_name(" ".join(words), " ".join(order)) for order in permutations(words))


def test_a_word_said_twice_needs_its_pair() -> None:
    assert not same_name("Ali Ali", "Ali Omar")


def test_forms_of_address_are_weak_and_dropped_unless_they_are_all_there_is() -> None:
    assert [word.weak for word in tokens("Si L7aj Bouchaib")] == [True, True, False]
    assert len(strong("Si L7aj Bouchaib")) == 1
    assert len(strong("الحاج")) == 1
