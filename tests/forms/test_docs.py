"""docs/forms.md says what the code does: each function, column, node key and problem."""

import json
import re
from pathlib import Path

from rahba.forms.columns import EXPRESSIONS
from rahba.forms.functions import FUNCTIONS, SPECIAL
from tests.forms.sources import NAMES, VECTORS, compiled, form

DOCS = (Path(__file__).parents[2] / "docs" / "forms.md").read_text()
TABLE = dict(re.findall(r"\| `([\w:.-]+)` \| (yes|no) (?=\|)", DOCS))
# Parts of a path, not functions of the evaluator.
OF_PATHS = {"current", "instance"}
# Stands around choices; `frontend/tests/forms/shuffle.test.ts` holds it.
OF_CHOICES = {"randomize"}


def test_the_table_says_of_each_function_whether_it_is_supported() -> None:
    supported = {name for name, answer in TABLE.items() if answer == "yes"}
    assert supported == set(FUNCTIONS) | set(SPECIAL) | OF_PATHS | OF_CHOICES


def test_each_refused_function_has_its_reason() -> None:
    reasons = DOCS.partition("\nRefused: `pulldata`")[2].partition("\n\n")[0]
    refused = {name for name, answer in TABLE.items() if answer == "no"}
    assert refused - {"pulldata"} == set(re.findall(r"`([\w:.-]+)`", reasons))


def test_each_supported_function_has_a_vector() -> None:
    cases = json.loads((VECTORS / "expressions.json").read_text())["cases"]
    called = {name for case in cases for name in re.findall(r"([\w:-]+)\(", case[1])}
    assert set(FUNCTIONS) | set(SPECIAL) | OF_PATHS <= called


def test_each_difference_from_odks_engine_has_a_vector() -> None:
    table = DOCS.partition("## Differences from ODK's engine")[2].partition("\n## ")[0]
    told = re.findall(r"\| `([^|`]+(?:\\\|[^|`]+)*)` \|$", table, re.M)
    cases = json.loads((VECTORS / "expressions.json").read_text())["cases"]
    known = {case[1] for case in cases}
    for name in ("household", "cascade", "begins", "chosen"):
        known |= {
            c["title"] for c in json.loads((VECTORS / f"{name}.json").read_text())["scenarios"]
        }
    assert len(told) == len(re.findall(r"^\| ", table, re.M)) - 1
    assert {vector.replace("\\|", "|") for vector in told} <= known


def test_each_key_of_a_compiled_node_is_listed() -> None:
    listed = set(re.findall(r"`(\w+)`", DOCS.partition("## Keys of a compiled node")[2]))
    for name in NAMES:
        for node in form(name).nodes.values():
            assert node.source.keys() <= listed, node.path
        assert compiled(name)["max_bytes"] > 0


def test_each_problem_in_the_vectors_is_explained() -> None:
    codes = set()
    for name in ("souk_trader_v1", "household", "cascade", "begins", "chosen"):
        vectors = json.loads((VECTORS / f"{name}.json").read_text())
        cases = vectors["scenarios"] + vectors.get("responses", [])
        codes |= {problem[1] for case in cases for problem in case["problems"]}
    explained = set(re.findall(r"`(\w+)`", DOCS.partition("## A response")[2]))
    assert codes <= explained


def test_each_column_of_rahba_is_explained() -> None:
    for column in (*EXPRESSIONS, "module", "sensitive", "carry", "status", "max", "warningMsg_ar"):
        assert f"`bind::rahba:{column}`" in DOCS
