"""Writes anew what both languages read of the compiler's work: `python -m tests.forms.refresh`.

Compiled forms go to `tests/vectors/forms/compiled/`, the tree of each expression beside its case.
Results are never written: those are the author's to think of.
"""

import json
from typing import Any

from rahba.forms.form import plain_path
from rahba.forms.resolve import Resolver, Structure
from rahba.forms.structure import structure_of
from rahba.forms.xform import read_xform
from tests.forms.sources import NAMES, VECTORS, compiled, xform_named


def expressions_structure() -> Structure:
    return structure_of(read_xform(xform_named("expressions")))


def compiled_text(name: str) -> str:
    return json.dumps(compiled(name), ensure_ascii=False, indent=1) + "\n"


def expressions_text(vectors: dict[str, Any]) -> str:
    structure = expressions_structure()
    lines = []
    for at, expression, value, *_ in vectors["cases"]:
        tree = Resolver(structure).resolve(expression, plain_path(at))
        lines.append("  " + json.dumps([at, expression, value, tree], ensure_ascii=False))
    head = {key: vectors[key] for key in ("context", "answers")}
    text = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return text + ',\n "cases": [\n' + ",\n".join(lines) + "\n ]\n}\n"


def main() -> None:
    folder = VECTORS / "compiled"
    folder.mkdir(exist_ok=True)
    for name in NAMES:
        (folder / f"{name}.json").write_text(compiled_text(name))
    path = VECTORS / "expressions.json"
    path.write_text(expressions_text(json.loads(path.read_text())))


if __name__ == "__main__":
    main()
