"""Simulated hours: many people do things at once, each waiting between them, on one clock."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from tests.making import Clock

Doing = Iterator[float]  # each step says how many minutes until the next
SOUK_OFFSET = timedelta(hours=1)  # of the souk's own hours, on most days of the year


@dataclass
class Hours:
    clock: Clock
    _waiting: list[tuple[datetime, int, Doing]] = field(default_factory=list)
    _turns: Iterator[int] = field(default_factory=count)

    def at(self, time: str, doing: Doing) -> None:
        """Begin at an hour of the souk's, "HH:MM", of the clock's day."""
        hour, minute = map(int, time.split(":"))
        local = (self.clock() + SOUK_OFFSET).date()
        moment = datetime(local.year, local.month, local.day, hour, minute, tzinfo=UTC)
        self._push(moment - SOUK_OFFSET, doing)

    def run(self) -> None:
        """Until nobody has anything left to do."""
        while self._waiting:
            moment, _, doing = heapq.heappop(self._waiting)
            self.clock.moment = max(self.clock.moment, moment)
            minutes = next(doing, None)
            if minutes is not None:
                self._push(self.clock() + timedelta(minutes=minutes), doing)

    def _push(self, moment: datetime, doing: Doing) -> None:
        heapq.heappush(self._waiting, (moment, next(self._turns), doing))
