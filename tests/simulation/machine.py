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

    # Phones

    @rule(n=PHONE, place=PLACE, status=STATUS)
    def mark(self, n: int, place: int, status: str) -> None:
        self.souk.mark(n, place, status)

    @rule(n=PHONE, pick=PICK)
    def cancel(self, n: int, pick: int) -> None:
        entries = self.souk.phones[n].open_entries()
        if entries:
            self.souk.cancel(n, entries[pick % len(entries)].entry_id)

    @rule(n=PHONE, name=st.sampled_from(("Fatna", "Omar")), pick=PICK)
    def register(self, n: int, name: str, pick: int) -> None:
        entries = [e for e in self.souk.phones[n].open_entries() if e.body.get("known_as")]
        known = entries[pick % len(entries)].entry_id if entries and pick % 2 else None
        self.souk.register(n, name, known)

    @rule(n=PHONE, pick=PICK, said=st.sampled_from(("given", "refused", "withdrawn")))
    def say(self, n: int, pick: int, said: str) -> None:
        traders = self.souk.traders()
        if traders:
            self.souk.say(n, traders[pick % len(traders)], said)

    @rule(n=PHONE, pick=PICK)
    def mark_trader(self, n: int, pick: int) -> None:
        traders = self.souk.traders()
        if traders:
            self.souk.mark_trader(n, traders[pick % len(traders)])

    @rule(n=PHONE, skew=SKEW)
    def set_clock(self, n: int, skew: timedelta) -> None:
        self.souk.set_clock(n, skew)

    # The line

    @rule(n=PHONE)
    def sync(self, n: int) -> None:
        assert self.souk.sync(n), "I13: a sync without faults fails"

    @rule(n=PHONE, faults=LINE)
    def sync_on_a_bad_line(self, n: int, faults: list[Fault | None]) -> None:
        self.souk.sync(n, *faults)

    @rule(n=PHONE, faults=LINE, place=PLACE)
    def tap_while_syncing(self, n: int, faults: list[Fault | None], place: int) -> None:
        self.souk.sync(n, *faults, meanwhile=lambda: self._tap(n, place))

    def _tap(self, n: int, place: int) -> None:
        self.souk.mark(n, place, "absent")

    @precondition(lambda self: self.souk.line.late)
    @rule(pick=PICK)
    def deliver_late(self, pick: int) -> None:
        self.souk.line.deliver_late(pick % len(self.souk.line.late))

    # The coach

    @precondition(lambda self: self.knows_entries)
    @rule(pick=PICK, decision=DECISION, twice=st.booleans(), behind=st.sampled_from((0, 0, 0, 1)))
    def decide(self, pick: int, decision: str, twice: bool, behind: int) -> None:
        entry_id = self.entry(pick)
        seen = max(1, self.souk.now.entries[entry_id].rev - behind)
        self.souk.decide(entry_id, decision, seen, twice=twice)

    @precondition(lambda self: self.knows_entries)
    @rule(pick=PICK)
    def undo(self, pick: int) -> None:
        self.souk.undo(self.entry(pick))

    @rule()
    def close_day(self) -> None:
        self.souk.close_day()

    @rule()
    def reopen_day(self) -> None:
        self.souk.reopen_day()

    @precondition(lambda self: len(self.souk.traders()) > 1)
    @rule(one=PICK, other=PICK)
    def merge(self, one: int, other: int) -> None:
        traders = self.souk.traders()
        self.souk.merge(traders[one % len(traders)], traders[other % len(traders)])

    @precondition(lambda self: self.souk.now.tables["trader_alias"])
    @rule(pick=PICK)
    def undo_merge(self, pick: int) -> None:
        aliases = self.souk.now.tables["trader_alias"]
        self.souk.undo_merge(aliases[pick % len(aliases)].id)

    # The program

    @rule(dies=st.sampled_from((None, None, *MOMENTS)))
    def read_feed(self, dies: Death) -> None:
        self.souk.read_feed(dies)

    # What nobody should do

    @rule(n=PHONE)
    def send_other_words_under_a_known_id(self, n: int) -> None:
        self.souk.reuse_an_op_id(n)

    @precondition(lambda self: self.knows_entries)
    @rule(n=PHONE, pick=PICK)
    def touch_anothers_entry(self, n: int, pick: int) -> None:
        self.souk.touch_anothers_entry(n, self.entry(pick))

    # Disasters

    @rule(n=PHONE)
    def lose_phone(self, n: int) -> None:
        self.souk.lose_phone(n)

    @rule(n=PHONE)
    def back_up_phone(self, n: int) -> None:
        self.souk.back_up_phone(n)

    @precondition(lambda self: self.souk.phone_backups)
    @rule(n=PHONE)
    def restore_phone(self, n: int) -> None:
        self.souk.restore_phone(n)

    @rule()
    def back_up_server(self) -> None:
        self.souk.back_up_server()

    @precondition(lambda self: self.souk.backup is not None)
    @rule(told=st.booleans())
    def restore_server(self, told: bool) -> None:
        self.souk.restore_server(told=told)

    # What must hold

    @invariant()
    def holds(self) -> None:
        self.souk.check()

    def teardown(self) -> None:
        self.souk.settle_down()
