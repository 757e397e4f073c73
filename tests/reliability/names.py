"""Whether a test that the table names is there: read from its file, without running anything."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
RULES = tuple(f"I{n}" for n in range(1, 18)) + tuple(f"F{n}" for n in range(1, 16))
PARAMETER = re.compile(r"^(?P<name>\w+)(\[(?P<parameter>.+)\])?$")


def is_there(test: str) -> bool:
    file, _, name = test.partition("::")
    path = REPOSITORY / file
    if not path.is_file():
        return False
    if path.suffix != ".py":
        return name.replace("'", "\\'") in path.read_text() or name in path.read_text()
    found = PARAMETER.match(name)
    if found is None or found["name"] not in functions(path):
        return False
    return found["parameter"] is None or f'"{found["parameter"]}"' in path.read_text()


@cache
def functions(path: Path) -> dict[str, str]:
    """`{name: docstring}` of the tests of a file."""
    return {
        node.name: ast.get_docstring(node) or ""
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
