"""The addresses of all pages, read where the frontend keeps them, so that none is forgotten."""

import re
from collections.abc import Iterable
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "frontend" / "src"
_PHONE = re.compile(r"\bpath: '(/[^']*)'")
_DESK = re.compile(r"\bpage\(\s*'(\w+)'")


def never_visited(paths: Iterable[str], visited: Iterable[str]) -> list[str]:
    """Those of these paths under which no visited one falls."""
    left = {path: _pattern(path) for path in paths}
    for hash_ in visited:
        at = hash_.removeprefix("#") or "/"
        left = {path: pattern for path, pattern in left.items() if not pattern.fullmatch(at)}
    return sorted(left)


def phone_paths() -> list[str]:
    """`/entry/:id`, of the routes and of the doors into kinds of entries."""
    files = [SOURCE / "app" / "routes.tsx", *sorted(SOURCE.glob("capture/*/door.ts*"))]
    return [path for file in files for path in _found(_PHONE, file)]


def desk_paths() -> list[str]:
    """`/review`; what follows the name of a page is its own."""
    return [f"/{name}*" for name in _found(_DESK, SOURCE / "desk" / "routes.ts")]


def _found(what: re.Pattern[str], file: Path) -> list[str]:
    found: list[str] = what.findall(file.read_text())
    assert found, file
    return found


def _pattern(path: str) -> re.Pattern[str]:
    """`/lane/:a/:b?` and `/page*`, as the router reads them."""
    steps = re.sub(r"/:\w+\?", r"(?:/[^/]+)?", path)
    return re.compile(re.sub(r"/:\w+", r"/[^/]+", steps).replace("*", r"(?:/.*)?"))
