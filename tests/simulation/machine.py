"""Hypothesis plays the souk: it picks what happens next, and shortens what went wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.simulation.consumer import MOMENTS, Death
from tests.simulation.line import FAULTS, Fault
from tests.simulation.phone import Phone
from tests.simulation.server import Server
from tests.simulation.souk import Souk

PHONE = st.integers(0, 2)
PLACE = st.integers(0, 2)
PICK = st.integers(0, 15)
# "perhaps" is what an app of another time might say: the server refuses it.
STATUS = st.sampled_from(("present", "absent", "closed_early", "perhaps"))
TAPS = st.lists(st.tuples(PLACE, STATUS), min_size=1, max_size=4)
LINE = st.lists(st.sampled_from((None, None, *FAULTS)), max_size=4)
DECISION = st.sampled_from(
    ("approve", "approve", "return", "reject", "reopen", "accept_proposed", "refuse_proposed")
)
SKEW = st.sampled_from((timedelta(0), timedelta(hours=3), timedelta(days=-400), timedelta(days=9)))


class SoukMachine(RuleBasedStateMachine):
    """One souk day; `server` is set before it runs, `phone` may be one with a fault built in."""

    server: ClassVar[Server]
    phone: ClassVar[type[Phone]] = Phone

    def __init__(self) -> None:
        super().__init__()
        self.souk = Souk(self.server, self.phone)

    def entry(self, pick: int) -> str:
        known = sorted(self.souk.now.entries)
        return known[pick % len(known)]

    @property
    def knows_entries(self) -> bool:
        return bool(self.souk.now.entries)

    # People with phones

    @rule(n=PHONE, taps=TAPS, faults=LINE)
    def walk(self, n: int, taps: list[tuple[int, str]], faults: list[Fault | None]) -> None:
        """Tap along the lane, then let the phone do what it can."""
        for place, status in taps:
            self.souk.mark(n, place, status)
        self.souk.sync(n, *faults)

    @rule(n=PHONE, place=PLACE, status=STATUS)
    def tap(self, n: int, place: int, status: str) -> None:
        self.souk.mark(n, place, status)

    @rule(n=PHONE, taps=TAPS, faults=LINE)
    def tap_while_syncing(
        self, n: int, taps: list[tuple[int, str]], faults: list[Fault | None]
    ) -> None:
        (place, before), (_, after) = taps[0], taps[-1]
        self.souk.mark(n, place, before)
        self.souk.sync(n, *faults, meanwhile=lambda: self._tap_again(n, place, after))

    def _tap_again(self, n: int, place: int, status: str) -> None:
        self.souk.mark(n, place, status)

    @rule(n=PHONE, pick=PICK)
    def cancel(self, n: int, pick: int) -> None:
        entries = self.souk.phones[n].open_entries()
        if entries:
            self.souk.cancel(n, entries[pick % len(entries)].entry_id)

    @rule(n=PHONE, pick=PICK, place=PLACE, status=STATUS, faults=LINE)
    def correct(
        self, n: int, pick: int, place: int, status: str, faults: list[Fault | None]
    ) -> None:
        """A mark is said anew, also one that another phone of the same person recorded."""
        entries = [e for e in self.souk.phones[n].open_entries() if e.kind == "presence"]
        if entries:
            body = self.souk.body_of_a_mark(place, status)
            self.souk.record(n, "presence", body, entries[pick % len(entries)].entry_id)
            self.souk.sync(n, *faults)

    @rule(n=PHONE, name=st.sampled_from(("Fatna", "Omar")), pick=PICK)
    def register(self, n: int, name: str, pick: int) -> None:
        entries = [e for e in self.souk.phones[n].open_entries() if e.body.get("known_as")]
        known = entries[pick % len(entries)].entry_id if entries and pick % 2 else None
        self.souk.register(n, name, known)
        self.souk.sync(n)

    @precondition(lambda self: self.souk.traders())
    @rule(n=PHONE, pick=PICK, said=st.sampled_from(("seen", "given", "refused", "withdrawn")))
    def meet(self, n: int, pick: int, said: str) -> None:
        """A trader is marked, or speaks about being registered."""
        traders = self.souk.traders()
        trader_id = traders[pick % len(traders)]
        if said == "seen":
            self.souk.mark_trader(n, trader_id)
        else:
            self.souk.say(n, trader_id, said)
        self.souk.sync(n)

    # The line

    @rule(n=PHONE)
    def sync(self, n: int) -> None:
        assert self.souk.sync(n), "I13: a sync without faults fails"

    @precondition(lambda self: self.souk.line.late)
    @rule(pick=PICK)
    def deliver_late(self, pick: int) -> None:
        self.souk.line.deliver_late(pick % len(self.souk.line.late))

    # The desk

    @precondition(lambda self: self.knows_entries)
    @rule(pick=PICK, decision=DECISION, twice=st.booleans(), behind=st.sampled_from((0, 0, 0, 1)))
    def decide(self, pick: int, decision: str, twice: bool, behind: int) -> None:
        entry_id = self.entry(pick)
        seen = max(1, self.souk.now.entries[entry_id].rev - behind)
        self.souk.decide(entry_id, decision, seen, twice=twice)

    @precondition(lambda self: self.knows_entries)
    @rule(pick=PICK)
    def approve_and_tell(self, pick: int) -> None:
        self.souk.decide(self.entry(pick), "approve")
        self.souk.read_feed()

    @precondition(lambda self: self.souk.now.tables["review"])
    @rule(pick=PICK)
    def undo(self, pick: int) -> None:
        self.souk.undo(self.entry(pick))

    @precondition(lambda self: self.knows_entries)
    @rule(what=st.sampled_from(("close", "close", "lock", "reopen")))
    def turn_day(self, what: str) -> None:
        {
            "close": self.souk.close_day,
            "lock": self.souk.lock_day,
            "reopen": self.souk.reopen_day,
        }[what]()

    @precondition(lambda self: len(self.souk.traders()) > 1)
    @rule(one=PICK, other=PICK, undoing=st.booleans())
    def merge(self, one: int, other: int, undoing: bool) -> None:
        traders, aliases = self.souk.traders(), self.souk.now.tables["trader_alias"]
        if not undoing:
            self.souk.merge(traders[one % len(traders)], traders[other % len(traders)])
        elif aliases:
            self.souk.undo_merge(aliases[one % len(aliases)].id)

    # The program

    @precondition(lambda self: self.souk.now.changes["approved"])
    @rule(dies=st.sampled_from((None, *MOMENTS)))
    def read_feed(self, dies: Death) -> None:
        self.souk.read_feed(dies)

    # What nobody should do

    @precondition(lambda self: self.knows_entries)
    @rule(n=PHONE, pick=PICK, other_words=st.booleans())
    def forge(self, n: int, pick: int, other_words: bool) -> None:
        if other_words:
            self.souk.reuse_an_op_id(n)
        else:
            self.souk.touch_anothers_entry(n, self.entry(pick))

    # Disasters

    @rule(n=PHONE, backup=st.booleans())
    def back_up(self, n: int, backup: bool) -> None:
        if backup:
            self.souk.back_up_server()
        else:
            self.souk.back_up_phone(n)

    @precondition(lambda self: self.souk.backup is not None)
    @rule(told=st.booleans())
    def restore_server(self, told: bool) -> None:
        self.souk.restore_server(told=told)

    @precondition(lambda self: self.souk.phone_backups)
    @rule(pick=PICK)
    def restore_phone(self, pick: int) -> None:
        numbers = sorted(self.souk.phone_backups)
        self.souk.restore_phone(numbers[pick % len(numbers)])

    @rule(n=PHONE, skew=SKEW, what=st.sampled_from(("clock", "clock", "lost", "revoked")))
    def mishap(self, n: int, skew: timedelta, what: str) -> None:
        if what == "clock":
            self.souk.set_clock(n, skew)
        elif what == "lost":
            self.souk.lose_phone(n)
        elif n == 1:  # one phone is enough: who is told nothing has little left to do
            self.souk.revoke(n)

    # What must hold

    @invariant()
    def holds(self) -> None:
        self.souk.check()

    def teardown(self) -> None:
        self.souk.settle_down()
