"""What the repository itself promises: sizes, locks, documents that name what exists."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

import rahba.app  # noqa: F401  (every table with it)
from rahba.errors import Problem

REPOSITORY = Path(__file__).parents[1]

CODE = (".py", ".ts", ".tsx", ".css")
MOST_LINES = 400
# Lines of a function: nine in ten stay below the first, every one below the second.
MOST_FUNCTIONS, ANY_FUNCTION = 30, 80

# Hosts that are names and not places (XML namespaces, schema ids), and this machine.
NAMES = {"localhost", "127.0.0.1", "www.w3.org", "openrosa.org", "purl.org", "json-schema.org"}
EXAMPLES = ("example.org", "example.com", "example.net", ".test", ".invalid", "example.ma")


def versioned(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    paths = (REPOSITORY / name for name in listed if name.endswith(suffixes))
    return sorted(path for path in paths if path.is_file())


def below(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def test_no_file_of_code_is_longer_than_one_can_hold_in_mind() -> None:
    written = [path for path in versioned(*CODE) if not _is_generated(path)]
    long = {below(path): len(path.read_text().splitlines()) for path in written}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def _is_generated(path: Path) -> bool:
    name = below(path)
    # A migration is written by a tool, read once and never changed.
    return name.startswith("migrations/versions/")


def test_functions_are_short_and_none_is_very_long() -> None:
    lengths: dict[str, int] = {}
    for path in versioned(".py"):
        if _is_generated(path):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                lengths[f"{below(path)}:{node.name}"] = length
    ordered = sorted(lengths.values())
    assert ordered[len(ordered) * 9 // 10] <= MOST_FUNCTIONS
    assert {name: lines for name, lines in lengths.items() if lines > ANY_FUNCTION} == {}


@pytest.mark.parametrize("name", ["runtime", "build", "dev"])
def test_a_python_lock_names_a_hash_for_every_package_and_no_index(name: str) -> None:
    lock = (REPOSITORY / "requirements" / f"{name}.txt").read_text()
    assert "://" not in lock
    assert "index-url" not in lock
    packages = re.split(r"\n(?=[a-z])", lock.strip())
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_the_python_locks_agree_on_every_version() -> None:
    locks = [
        (REPOSITORY / "requirements" / f"{name}.txt").read_text()
        for name in ("runtime", "build", "dev")
    ]
    runtime, build, dev = (set(re.findall(r"^([a-z0-9-]+==\S+)", lock, re.M)) for lock in locks)
    assert runtime < build < dev


def node_packages() -> dict[str, Any]:
    lock = json.loads((REPOSITORY / "frontend" / "package-lock.json").read_text())
    packages: dict[str, Any] = lock["packages"]
    return packages


def test_the_node_lock_names_a_hash_for_every_package_and_no_address() -> None:
    packages = {name: package for name, package in node_packages().items() if name}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []


def test_the_node_lock_has_the_variant_of_every_platform() -> None:
    packages = node_packages()
    missing = {
        f"{name}: {wanted}"
        for name, package in packages.items()
        for wanted in package.get("optionalDependencies", {})
        if not any(held.endswith(f"node_modules/{wanted}") for held in packages)
    }
    assert missing == set()


def test_no_file_names_a_place_on_the_internet_that_the_product_would_need() -> None:
    found = set()
    for path in versioned():
        if path.suffix in {".png", ".xlsx", ".gz"} or path.name in {"LICENSE", "package-lock.json"}:
            continue
        for address in re.findall(r"\bhttps?://[^\s\"'`<>)\\{$]+", path.read_text()):
            host = (urlsplit(address).hostname or "").strip(".,;")
            if host and host not in NAMES and not host.endswith(EXAMPLES):
                found.add(f"{below(path)}: {address}")
    assert found == set()


def test_the_frontend_loads_nothing_from_elsewhere() -> None:
    for page in ("index.html", "desk.html", "try.html"):
        html = (REPOSITORY / "frontend" / page).read_text()
        assert "//" not in html
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)


# What is looked up before anybody knows which market it is of, by a hash or by the caller's id; and
# what is of no market.
KEYS_WITHOUT_MARKET = {
    "api_key(key_hash)",
    "badge_range(device_id)",
    "desk_session(token_hash)",
    "device(person_id)",
    "device(push_token_hash)",
    "device(token_hash)",
    "invitation(code_hash)",
    "login_attempt(id)",
    "login_attempt(subject, at)",
    "market(code)",
    "market(id)",
    "membership(person_id)",
    "password_code(code_hash)",
    "password_code(person_id)",
    "server_meta(key)",
    "store_key(person_id)",
    "zone(person_id)",
}


def test_AC1_every_key_begins_with_the_market_but_those_listed() -> None:
    found = set()
    for table in SQLModel.metadata.sorted_tables:
        keys: list[Any] = [table.primary_key, *table.indexes]
        keys += [key for key in table.constraints if isinstance(key, UniqueConstraint)]
        for key in keys:
            names = [column.name for column in key.columns]
            if names[0] != "market_id":
                found.add(f"{table.name}({', '.join(names)})")
    assert found == KEYS_WITHOUT_MARKET


def documents() -> str:
    paths = [REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")]
    return "\n".join(path.read_text() for path in paths)


def test_every_setting_is_in_the_documents() -> None:
    source = (REPOSITORY / "backend" / "rahba" / "settings.py").read_text()
    settings = set(re.findall(r"environ(?:\.get\(|\[)\s*\"([A-Z_]+)\"", source))
    assert "RAHBA_DATA_DIR" in settings
    assert {name for name in settings if name not in documents()} == set()


def test_every_error_code_is_in_the_documents() -> None:
    codes = {problem.code for problem in Problem.__subclasses__()}
    for path in (REPOSITORY / "backend").rglob("*.py"):
        # The second way to give one: Gone(…, code="cursor_gone").
        codes |= set(re.findall(r"\bcode=\"([a-z_]+)\"", path.read_text()))
    assert "cursor_gone" in codes
    assert {code for code in codes if code not in documents()} == set()


def test_a_missing_word_stops_the_build_itself() -> None:
    """Words are typed tables: a build that checks the types cannot be made without one."""
    package = json.loads((REPOSITORY / "frontend" / "package.json").read_text())
    assert package["scripts"]["build"] == "node build/types.ts src sw && vite build"


def test_each_failure_to_survive_has_a_journey_in_the_browser() -> None:
    spec = (REPOSITORY / "docs" / "SPEC.md").read_text()
    failures = set(re.findall(r"^\| F(\d+) \|", spec, re.M))
    journeys = (path.read_text() for path in (REPOSITORY / "tests" / "e2e").glob("test_*.py"))
    names = " ".join(name for text in journeys for name in re.findall(r"def (test_\w+)", text))
    assert len(failures) == 15
    assert failures - set(re.findall(r"_f(\d+)(?=_)", names)) == set()


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    phony = set(re.findall(r"^\.PHONY: ([a-z0-9-]+)", makefile, re.M))
    described = set(re.findall(r"^([a-z0-9-]+):[^\n]* ## ", makefile, re.M))
    assert phony == described


def test_every_rule_of_the_spec_is_cited_by_a_test_or_marked_open() -> None:
    spec = (REPOSITORY / "docs" / "SPEC.md").read_text()
    rules = re.findall(r"^(?:- \*\*([A-Z]+\d+)\*\*|\| ([A-Z]\d+) \|)(.*)", spec, re.M)
    wanted = {listed or row for listed, row, said in rules if "*(open)*" not in said}
    assert {"OP1", "I1", "F15"} <= wanted
    cited = set(re.findall(r"\b[A-Z]{1,2}\d{1,2}\b", "\n".join(what_tests_say_of_themselves())))
    assert wanted - cited == set()


def what_tests_say_of_themselves() -> list[str]:
    """Names and docstrings in Python, titles in TypeScript."""
    said = []
    for path in versioned(".py"):
        if below(path).startswith("tests/"):
            said += _names_and_docstrings(ast.parse(path.read_text()))
    for path in versioned(".test.ts", ".test.tsx"):
        titles = r"\b(?:test|it|describe)(?:\.\w+)*\(\s*(['\"`])(.*?)\1"
        said += [title for _, title in re.findall(titles, path.read_text(), re.S)]
    return said


def _names_and_docstrings(tree: ast.Module) -> list[str]:
    said = [ast.get_docstring(tree) or ""]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            said += [node.name.replace("_", " ").upper(), ast.get_docstring(node) or ""]
    return said
