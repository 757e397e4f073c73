"""Times of something done again and again; others use this machine too."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence


def best_ms(work: Callable[[], object], times: int = 7) -> float:
    """The quickest: what the code costs when nobody else is at it."""
    return min(_taken(work, times)) * 1000


def p95_ms(work: Callable[[], object], times: int = 40) -> float:
    return p95(_taken(work, times)) * 1000


def p95(taken: Sequence[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def _taken(work: Callable[[], object], times: int) -> list[float]:
    work()  # once for what is made ready at the first call
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return taken


def machine_seconds() -> float:
    """How long a loop takes that never changes: it tells how fast the machine is just now."""
    return min(_taken(lambda: sum(n * n for n in range(3_000_000)), 3))
