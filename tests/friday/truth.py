"""What must be true after what the people did: plain sums over the ledger, by the rules as the
SPEC words them. Nothing of the server's own code is used here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from tests.friday.ledger import Body, Entry, Ledger

RESTS_ON = {"trader": "registration", "survey": "survey"}  # kind → purpose of its consent
COUNTED = ("received", "approved")
STANDS = ("received", "returned", "approved")
SEEN = ("present", "closed_early")
Cells = dict[str, dict[str, Any]]


@dataclass
class Standing:
    """Where an entry stands (ST1, ST4); `shown` is the version that counts."""

    state: str
    shown: int
    arrived_at: datetime
    by_coach: bool = False
    waiting: int | None = None


class Truth:
    """Everything as of now: what has not arrived has not happened."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.withdrawn = self._withdrawn()
        self.standing = {e.id: self._standing(e) for e in ledger.entries.values() if e.arrived}

    # Entries

    def state(self, entry: Entry) -> str:
        return self.standing[entry.id].state

    def body(self, entry: Entry) -> Body:
        return entry.body(self.standing[entry.id].shown)

    def states(self, day: str, kind: str | None = None) -> Counter[str]:
        return Counter(
            self.state(entry)
            for entry in self.ledger.entries.values()
            if entry.arrived and entry.day == day and kind in (None, entry.kind)
        )

    def published(self, kind: str) -> dict[str, tuple[str, int, Body]]:
        """`{entry: (day, version, body)}` of the approved set (FE1)."""
        return {
            entry.id: (entry.day, self.standing[entry.id].shown, self.body(entry))
            for entry in self.ledger.held(kind)
            if self.state(entry) == "approved"
            and not (kind == "trader" and self.body(entry)["trader_id"] in self.ledger.merges)
        }

    # People

    def registry(self) -> dict[str, dict[str, Any]]:
        """Who is on the list: by the newest standing word on each, merged people once (PR8)."""
        people = {}
        for trader, words in self._words_on_traders().items():
            if trader in self.ledger.merges:
                continue
            newest = self.body(words[-1])
            place = self.ledger.places.get(newest.get("stall_id", ""))
            approved = any(self.state(word) == "approved" for word in words)
            people[trader] = {
                "known_as": newest["known_as"],
                "section": newest["rahba"],
                "state": "approved" if approved else "provisional",
                "stall_numbers": [place.number] if place else [],
            }
        return people

    def presence(self, day: str, *, approved_only: bool = False) -> Cells:
        """Every section's figures, and under "" those of the whole souk."""
        states = ("approved",) if approved_only else COUNTED
        marks = [mark for mark in self.ledger.held("presence", day) if self.state(mark) in states]
        marks = self._newest_of_each_author(marks)
        settled = self._people_at_places(day)
        seen = self._who_was_seen(marks, settled)
        everybody = self.registry()
        cells = {
            section: self._section(section, marks, seen, settled, everybody)
            for section in sorted({place.section for place in self.ledger.places.values()})
        }
        cells[""] = _whole(cells.values())
        return {section: _with_shares(cell) for section, cell in cells.items()}

    def _section(
        self,
        section: str,
        marks: list[Entry],
        seen: dict[str, bool],
        settled: dict[str, list[str]],
        everybody: dict[str, Body],
    ) -> Body:
        places = {p.id for p in self.ledger.places.values() if p.section == section}
        here = [m for m in marks if self.body(m).get("stall_id") in places]
        homes = {t for place in places for t in settled.get(place, ())}
        somewhere = {t for people in settled.values() for t in people}
        roving = {t for t, p in everybody.items() if p["section"] == section} - somewhere
        return {
            "present": sum(seen.get(t) is True for t in homes),
            "absent": sum(seen.get(t) is False for t in homes),
            "not_recorded": sum(t not in seen for t in homes),
            "itinerant": sum(seen.get(t) is True for t in roving),
            "marked": len({self.body(m)["stall_id"] for m in here}),
            "known": len(places),
            "provisional": any(self.state(m) != "approved" for m in here),
        }

    def _newest_of_each_author(self, marks: list[Entry]) -> list[Entry]:
        """PR3: whoever marked one subject twice is believed the second time."""
        newest: dict[tuple[Any, ...], Entry] = {}
        for mark in sorted(marks, key=lambda m: self.standing[m.id].arrived_at):
            body = self.body(mark)
            newest[mark.author, body.get("stall_id"), body.get("trader_id")] = mark
        return list(newest.values())

    def _who_was_seen(self, marks: list[Entry], settled: dict[str, list[str]]) -> dict[str, bool]:
        """PR5: somebody seen is a fact; whoever is missing here was not recorded (PR4)."""
        seen: dict[str, bool] = {}
        for mark in marks:
            body = self.body(mark)
            named = body.get("trader_id")
            meant = [self.survivor(named)] if named else settled.get(body["stall_id"], [])
            for trader in meant:
                seen[trader] = seen.get(trader, False) or body["status"] in SEEN
            if "replaced_by" in body:
                seen[self.survivor(body["replaced_by"])] = True
        return seen

    def _people_at_places(self, day: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for trader, words in self._words_on_traders().items():
            until_then = [self.body(word) for word in words if word.day <= day]
            place = until_then[-1].get("stall_id") if until_then else None
            who = self.survivor(trader)
            if place and who not in found[place]:
                found[place].append(who)
        return found

    def survivor(self, trader: str) -> str:
        while trader in self.ledger.merges:
            trader = self.ledger.merges[trader]
        return trader

    def _words_on_traders(self) -> dict[str, list[Entry]]:
        """Registrations and changes that stand, by trader, as the server received them (CL1)."""
        words: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(self.ledger.held("trader"), key=self._received):
            if self.state(entry) in STANDS:
                words[self.body(entry)["trader_id"]].append(entry)
        return words

    def _received(self, entry: Entry) -> tuple[datetime, datetime]:
        return self.standing[entry.id].arrived_at, entry.recorded[0]

    def _withdrawn(self) -> set[tuple[str, str]]:
        """(trader, purpose) of consents taken back, in force on arrival (CO1)."""
        said = [entry.body(entry.arrived) for entry in self.ledger.held("consent")]
        return {(b["trader_id"], b["purpose"]) for b in said if b["decision"] == "withdrawn"}

    def _standing(self, entry: Entry) -> Standing:
        now = Standing("received", 0, entry.events[0].at)
        for event in entry.events:
            if event.what == "arrived":
                _take_version(now, entry, event.version, event.at)
            else:
                _take_decision(now, entry, event.what)
        who = entry.body(now.shown).get("trader_id")
        if (who, RESTS_ON.get(entry.kind)) in self.withdrawn and now.state in STANDS:
            now.state = "rejected"
        return now


def _take_version(now: Standing, entry: Entry, version: int, at: datetime) -> None:
    if now.state in ("approved", "rejected") and now.by_coach:
        now.waiting = version
        return
    now.shown, now.arrived_at, now.by_coach = version, at, False
    now.state = "cancelled" if entry.versions[version - 1] is None else "received"


def _take_decision(now: Standing, entry: Entry, what: str) -> None:
    now.by_coach = what != "policy"
    if what == "accept_proposed" and now.waiting is not None:
        now.shown = now.waiting
        now.state = "cancelled" if entry.versions[now.shown - 1] is None else "approved"
    elif what != "refuse_proposed":
        words = {"approve": "approved", "policy": "approved", "return": "returned"}
        now.state = words.get(what, "rejected")
    now.waiting = None


def _whole(cells: Iterable[Body]) -> Body:
    whole: Counter[str] = Counter()
    for cell in cells:
        whole.update(cell)
    return {**whole, "provisional": bool(whole["provisional"])}


def _with_shares(cell: Body) -> Body:
    rate = _permille(cell["present"], cell["present"] + cell["absent"])
    return cell | {"rate": rate, "coverage": _permille(cell["marked"], cell["known"])}


def _permille(part: int, whole: int) -> int | None:
    return int(Fraction(part * 1000, whole) + Fraction(1, 2)) if whole else None
