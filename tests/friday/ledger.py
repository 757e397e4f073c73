"""What the people of a Friday did, written down beside them; nothing here asks the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Place:
    id: str
    section: str
    lane: int
    number: int


@dataclass(frozen=True)
class Event:
    """What the server met, in its order: a version that `arrived`, or a word of the coach."""

    what: str  # arrived, approve, policy, return, reject, accept_proposed, refuse_proposed
    version: int
    at: datetime


@dataclass
class Entry:
    """One thing somebody recorded; version 1 is the first, None a taking back."""

    id: str
    kind: str
    author: str
    day: str
    versions: list[Body | None] = field(default_factory=list)
    recorded: list[datetime] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def body(self, version: int) -> Body:
        """As it was, or what a taking back left to read."""
        said = [body for body in self.versions[:version] if body is not None]
        return said[-1]

    @property
    def arrived(self) -> int:
        """The newest version that the server holds; 0: none yet."""
        return max((e.version for e in self.events if e.what == "arrived"), default=0)


@dataclass
class Ledger:
    """`merges` leads from who was merged away to who stays."""

    places: dict[str, Place]
    entries: dict[str, Entry] = field(default_factory=dict)
    merges: dict[str, str] = field(default_factory=dict)

    def save(self, entry: Entry, body: Body | None, at: datetime) -> int:
        """Another version of an entry; its number."""
        self.entries.setdefault(entry.id, entry)
        entry.versions.append(body)
        entry.recorded.append(at)
        return len(entry.versions)

    def note_arrival(self, entry_id: str, version: int, at: datetime) -> None:
        """Delivered again, a version is no news."""
        entry = self.entries[entry_id]
        if version > entry.arrived:
            entry.events.append(Event("arrived", version, at))

    def note_decision(self, entry_id: str, what: str, at: datetime) -> None:
        entry = self.entries[entry_id]
        entry.events.append(Event(what, entry.arrived, at))

    def held(self, kind: str, day: str | None = None) -> list[Entry]:
        """What the server holds of a kind."""
        return [
            entry
            for entry in self.entries.values()
            if entry.kind == kind and entry.arrived and day in (None, entry.day)
        ]
