"""SV1: no code names a question of the trader survey; whatever runs it runs any other form."""

import re
from importlib.resources import files
from pathlib import Path

from rahba.forms.form import Form
from rahba.forms.xlsform import read_xlsform

ROOT = Path(__file__).parents[2]
CODE = [ROOT / "backend" / "rahba", ROOT / "frontend" / "src"]
# Words that other parts of the domain use too: a registration has an age band, for instance.
SHARED = {"age_band", "makes_what_sells"}


def question_names() -> set[str]:
    workbook = files("rahba.forms.library").joinpath("souk_trader_v1.xlsx").read_bytes()
    _, compiled = read_xlsform(workbook)
    return {path.rsplit("/", 1)[-1] for path in Form(compiled).nodes}


def test_SV1_no_code_names_a_question_of_the_trader_survey() -> None:
    telling = {name for name in question_names() if "_" in name} - SHARED
    assert len(telling) > 15
    pattern = re.compile(r"\b(" + "|".join(sorted(telling)) + r")\b")
    named = [
        f"{file.relative_to(ROOT)}: {found.group()}"
        for folder in CODE
        for file in folder.rglob("*")
        if file.suffix in (".py", ".ts", ".tsx")
        for found in pattern.finditer(file.read_text("utf-8"))
    ]
    assert named == []
