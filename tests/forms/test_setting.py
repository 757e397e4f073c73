"""Values that a form sets itself: what is refused, and what a column `trigger` becomes (FO7)."""

import pytest

from rahba.forms.compile import compile_xform
from rahba.forms.errors import FormError
from tests.forms.sources import xform_named, xform_of

BEGINS = xform_named("begins")


@pytest.mark.parametrize(
    ("good", "bad", "detail"),
    [
        ('event="odk-new-repeat"', 'event="xforms-ready"', "xforms-ready"),
        ('event="odk-new-repeat"', "", ""),
        ('ref="/data/asked_of" value', 'ref="/data/lot/good" value', "from outside its repeat"),
        ('ref="/data/lot/added" value', 'ref="/data/lot[1]/added" value', "one instance alone"),
    ],
    ids=["another event", "no event", "from outside a repeat", "in one instance alone"],
)
def test_FO7_a_value_that_no_phone_would_set_is_refused(good: str, bad: str, detail: str) -> None:
    assert good in BEGINS
    with pytest.raises(FormError) as refused:
        compile_xform(BEGINS.replace(good, bad, 1))
    assert refused.value.code == "unsupported_trigger"
    assert detail in refused.value.detail


def test_FO7_a_trigger_of_an_xlsform_sets_a_hidden_value_and_an_answer() -> None:
    table = """| survey |
| | type | name | label | trigger | calculation |
| | text | who | Who | | |
| | calculate | at | | ${who} | now() |
| | text | greeting | Greeting | ${who} | concat('Salam ', ${who}) |
"""
    nodes = compile_xform(xform_of(table))["nodes"]
    assert [(node["type"], node.get("sets")) for node in nodes] == [
        ("text", None),
        ("calculate", [["/data/who", ["now"]]]),
        ("text", [["/data/who", ["concat", "Salam ", ["ref", "/data/who"]]]]),
    ]


def test_FO7_what_is_set_is_checked_where_it_is_set() -> None:
    wrong = BEGINS.replace('value="/data/mood"', 'value="nope()"')
    with pytest.raises(FormError) as refused:
        compile_xform(wrong)
    assert (refused.value.code, refused.value.path) == ("unsupported_function", "/data/last_mood")


def test_FO7_a_value_is_found_also_where_pyxform_counts_from_what_sets_it() -> None:
    table = """| survey |
| | type | name | label | trigger | calculation |
| | begin_repeat | lot | Lot | | |
| | text | good | Good | | |
| | begin_group | more | More | | |
| | text | said | Said | ${good} | concat('so: ', ${good}) |
| | end_group | | | | |
| | end_repeat | | | | |
"""
    xform = xform_of(table)
    assert "concat('so: ',  ../good )" in xform
    said = compile_xform(xform)["nodes"][0]["children"][1]["children"][0]
    assert said["sets"] == [["/data/lot/good", ["concat", "so: ", ["ref", "/data/lot/good"]]]]
