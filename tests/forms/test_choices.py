"""Where choices come from: what is refused, and where a name may have several words (FO8)."""

import pytest

from rahba.forms.compile import compile_xform
from rahba.forms.errors import FormError
from tests.forms.sources import xform_named, xform_of

CHOSEN = xform_named("chosen")
LIST = """| survey |
| | type | name | label |
| | {type} town | q | Q |
| choices |
| | list_name | name | label |
| | town | {first} | First |
| | town | {second} | Second |
"""


def refused(xform: str) -> FormError:
    with pytest.raises(FormError) as found:
        compile_xform(xform)
    return found.value


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("/data/person[./years", "/data/why[./years", "unsupported_path"),
        ("/data/person[./years", "/data/nobody[./years", "unsupported_path"),
        ('<value ref="first"/>', '<value ref="last"/>', "unknown_question"),
        ('<value ref="first"/>', '<value ref="count(first)"/>', "unsupported_itemset"),
    ],
    ids=["no repeat", "no such repeat", "no such name", "a name that is calculated"],
)
def test_FO8_choices_from_what_is_no_instance_are_refused(good: str, bad: str, code: str) -> None:
    assert good in CHOSEN
    assert refused(CHOSEN.replace(good, bad)).code == code


def test_FO8_who_is_called_by_who_is_chosen_from_them_is_a_circle() -> None:
    good = '<bind nodeset="/data/person/first" type="string"/>'
    assert good in CHOSEN
    bad = '<bind nodeset="/data/person/first" type="string" calculate="/data/head"/>'
    assert refused(CHOSEN.replace(good, bad)).code == "circular"


def test_a_name_of_several_words_is_refused_where_several_are_chosen() -> None:
    words = {"first": "Sidi Aissa", "second": "gui"}
    with pytest.raises(Exception, match="spaces"):
        xform_of(LIST.format(type="select_multiple", **words))
    one = xform_of(LIST.format(type="select_one", **words))
    assert compile_xform(one)["choices"]["town"][0]["name"] == "Sidi Aissa"


def test_a_name_that_comes_twice_is_refused_where_both_would_be_offered() -> None:
    table = LIST.format(type="select_one", first="gui", second="gui")
    settings = "| settings |\n| | allow_choice_duplicates |\n| | yes |\n"
    assert refused(xform_of(table + settings)).code == "bad_choice"
