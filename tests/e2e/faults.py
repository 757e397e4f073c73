"""What a hostile network can do to one request; which request, a rule says.

Before it reached the server: `lose_request`, and answers that are not the server's: `error` (500),
`busy` (503 with Retry-After), `portal` (a hotel's page with status 200), `too_large` (413).
After the server had acted upon it: `lose_answer`, `cut_answer` (half of its body), `drip` (its body
in pieces, each when the test lets it through), `twice` (delivered two times).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from gzip import decompress
from typing import Literal

Fault = Literal[
    "pass", "lose_request", "error", "busy", "portal", "too_large",
    "lose_answer", "cut_answer", "drip", "twice",
]  # fmt: skip
Rule = Callable[[str, str, int], Fault]  # method, path, how many calls of this endpoint before
RETRY_AFTER_SECONDS = 1
DRIP_PIECES = 4


@dataclass(frozen=True)
class MadeUp:
    """An answer that the server never gave."""

    status: int
    content_type: str
    body: bytes
    retry_after: int | None = None


def _problem(status: int, code: str, retry_after: int | None = None) -> MadeUp:
    body = json.dumps({"type": "about:blank", "title": code, "status": status, "code": code})
    return MadeUp(status, "application/problem+json", body.encode(), retry_after)


MADE_UP: dict[Fault, MadeUp] = {
    "error": MadeUp(500, "text/html", b"<h1>Internal Server Error</h1>"),
    "busy": _problem(503, "busy", RETRY_AFTER_SECONDS),
    "portal": MadeUp(200, "text/html", b"<title>Bienvenue</title><form>Acceptez</form>"),
    "too_large": _problem(413, "too_large"),
}


def every_second_lost(_method: str, path: str, before: int) -> Fault:
    """Each endpoint of its own: answer lost, answered, request lost, answered, and so on; where one
    success is the last call, both are lost before it."""
    if not path.startswith("/api/") or path.endswith("/health"):
        return "pass"
    asked_once = path.startswith(("/api/v1/join", "/api/v1/sync/snapshot"))
    often: tuple[Fault, ...] = ("lose_answer", "pass", "lose_request", "pass")
    once: tuple[Fault, ...] = ("lose_answer", "lose_request", "pass", "pass")
    return (once if asked_once else often)[before % 4]


def no_fault(_method: str, _path: str, _before: int) -> Fault:
    return "pass"


def no_network(_method: str, _path: str, _before: int) -> Fault:
    return "lose_request"


def pushes_meet(*faults: Fault) -> Rule:
    """The next pushes meet these, one after the other, and all later ones the last of them."""
    left = list(faults)

    def rule(_method: str, path: str, _before: int) -> Fault:
        if not path.endswith("/sync/push"):
            return "pass"
        return left.pop(0) if len(left) > 1 else left[0]

    return rule


def ops_in(push: bytes) -> list[str]:
    """The ops of a push as it travelled."""
    plain = decompress(push) if push[:2] == b"\x1f\x8b" else push
    ops: list[str] = json.loads(plain)["ops"]
    return ops
