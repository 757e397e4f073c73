"""The forms on which the phone's evaluator stands beside ODK's engine, as JSON:
`python -m tests.forms.oracle [folder of further forms]`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from rahba.forms.compile import compile_xform
from rahba.forms.errors import FormError
from rahba.forms.xlsform import read_xlsform
from tests.forms.chance import table_by_chance
from tests.forms.sources import NAMES, compiled, xform_named, xform_of

FIRST_SEED, FORMS_BY_CHANCE = 20261127, 30


def own() -> list[dict[str, Any]]:
    return [
        {"name": name, "xform": xform_named(name), "compiled": compiled(name)} for name in NAMES
    ]


def by_chance(seed: int, many: int) -> list[dict[str, Any]]:
    found = []
    for number in range(seed, seed + many):
        xform = xform_of(table_by_chance(number))
        name = f"by chance, from {number}"
        found.append({"name": name, "xform": xform, "compiled": compile_xform(xform)})
    return found


def found_in(folder: Path) -> list[dict[str, Any]]:
    """The forms of a folder that the compiler takes; it says of the others why not."""
    found = []
    for path in sorted(folder.rglob("*")):
        try:
            if path.suffix == ".xml":
                xform = path.read_text()
                tree = compile_xform(xform)
            elif path.suffix == ".xlsx":
                xform, tree = read_xlsform(path.read_bytes())
            else:
                continue
        except (FormError, UnicodeDecodeError) as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            continue
        found.append({"name": path.name, "xform": xform, "compiled": tree})
    return found


if __name__ == "__main__":
    folders = [Path(name) for name in sys.argv[1:]]
    further = [form for folder in folders for form in found_in(folder)]
    sys.stdout.write(json.dumps(further or [*own(), *by_chance(FIRST_SEED, FORMS_BY_CHANCE)]))
