"""What a process counts while it runs, as Prometheus reads it: counters, and seconds with their
number. Every label comes from a closed list, so that no caller can make the memory grow (OB1)."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

Labels = tuple[tuple[str, str], ...]


class Counter:
    """`add(route="/health", status="200")`; the sum of each combination of labels."""

    def __init__(self, name: str, what: str) -> None:
        self.name, self.what = name, what
        self._sums: dict[Labels, float] = defaultdict(float)
        self._lock = threading.Lock()

    def add(self, amount: float = 1, **labels: str) -> None:
        with self._lock:
            self._sums[tuple(labels.items())] += amount

    def lines(self) -> Iterator[str]:
        with self._lock:
            sums = sorted(self._sums.items())
        yield from shown(self.name, "counter", self.what, ((dict(k), v) for k, v in sums))


class Writers:
    """The queue before the database: who waits, for how long, who was sent away, what was tried
    again. On PostgreSQL writers wait in the database and only the latter two are counted."""

    def __init__(self) -> None:
        self.waited = Counter(
            "rahba_writer_wait_seconds_total", "Seconds waited for the writer lock"
        )
        self.entered = Counter("rahba_writer_entries_total", "Writers that got the writer lock")
        self.refused = Counter("rahba_writers_refused_total", "Writers told to come back (busy)")
        self.again = Counter(
            "rahba_write_retries_total", "Transactions tried again after a conflict"
        )
        self._waiting = 0
        self._lock = threading.Lock()

    @contextmanager
    def waiting(self, lock: threading.Lock) -> Iterator[None]:
        """Hold `lock`, counted from the moment of asking for it."""
        began = time.perf_counter()
        self._move(1)
        try:
            lock.acquire()
        finally:
            self._move(-1)
        try:
            self.waited.add(time.perf_counter() - began)
            self.entered.add()
            yield
        finally:
            lock.release()

    def _move(self, by: int) -> None:
        with self._lock:
            self._waiting += by

    def lines(self) -> Iterator[str]:
        yield from shown(
            "rahba_writers_waiting", "gauge", "Writers in the queue now", [({}, self._waiting)]
        )
        for counter in (self.waited, self.entered, self.refused, self.again):
            yield from counter.lines()


class Meters:
    """One process's; several workers each have their own."""

    def __init__(self) -> None:
        self.requests = Counter("rahba_requests_total", "Requests by route template and status")
        self.seconds = Counter("rahba_request_seconds_total", "Seconds spent on requests, by route")
        self.ops = Counter("rahba_push_ops_total", "Ops pushed, by what they were answered")

    def lines(self) -> Iterator[str]:
        for counter in (self.requests, self.seconds, self.ops):
            yield from counter.lines()


def shown(
    name: str, sort: str, what: str, samples: Iterable[tuple[Mapping[str, str], float]]
) -> Iterator[str]:
    """One metric in Prometheus's text format, version 0.0.4."""
    yield f"# HELP {name} {what}"
    yield f"# TYPE {name} {sort}"
    for labels, value in samples:
        told = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        yield f"{name}{{{told}}} {value:.10g}" if told else f"{name} {value:.10g}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
