"""A souk in the simulation: phones, a line, a server, a program, and what must hold of them all.

Every action is a plain method, so that a found run can be told again as a test.
"""

from __future__ import annotations

import copy
import json
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from rahba.access.callers import ProgramCaller
from rahba.access.tables import Device
from rahba.sync.protocol import WITHOUT_RECEIPT
from rahba.types import rfc3339
from tests.making import FRIDAY
from tests.simulation import invariants
from tests.simulation.consumer import Consumer, Death
from tests.simulation.exchange import envelope, exchange
from tests.simulation.image import Image, read_image
from tests.simulation.line import Fault, Line
from tests.simulation.phone import Body, KeptOp, Phone, Store
from tests.simulation.server import Backup, Server
from tests.simulation.settling import settle_down


@dataclass
class Saved:
    """What a person was told is saved."""

    text: str
    gone: bool = False  # with the one thing that had it: a lost phone, a server put back


class Souk:
    """Two phones of one animator, one of another; `phones` by number."""

    def __init__(self, server: Server, phone: type[Phone] = Phone) -> None:
        server.reset()
        self.server = server
        self.phone_type = phone
        self.chance = random.Random(2)
        self.line = Line(server, self._hear)
        self.saved: dict[str, Saved] = {}
        self.unnoticed = False  # the database was put back, and nobody could know
        first, second = server.market.animators[:2]
        self.skews = [timedelta()] * 3
        self.phones = [self._join(n, person) for n, person in enumerate((first, first, second))]
        market_id = server.market.id
        self.consumer = Consumer(ProgramCaller(market_id, self.new_id(), "pii", frozenset(), None))
        self.phone_backups: dict[int, Store] = {}
        self.backup: Backup | None = None
        self.now = self._look()
        self._seen_commits = server.database.commits

    def new_id(self) -> str:
        return str(uuid.UUID(bytes=self.chance.randbytes(16), version=4))

    # What people do

    def record(self, n: int, kind: str, body: Body, entry_id: str | None = None) -> str:
        """Save on phone `n`; with `entry_id`, change (or repair) that entry."""
        return self.phones[n].save(kind, body, FRIDAY.isoformat(), entry_id)

    def mark(self, n: int, place: int, status: str = "present") -> str:
        """A tap on a place: a new mark, or a change of this phone's own."""
        body = self.body_of_a_mark(place, status)
        known = (
            e.entry_id
            for e in self.phones[n].open_entries()
            if e.body.get("stall_id") == body["stall_id"] and e.kind == "presence"
        )
        return self.record(n, "presence", body, next(known, None))

    def body_of_a_mark(self, place: int, status: str) -> Body:
        return {"stall_id": self.server.market.stalls["grains"][place], "status": status}

    def mark_trader(self, n: int, trader_id: str) -> str:
        """A mark on somebody without a place."""
        return self.record(n, "presence", {"trader_id": trader_id, "status": "present"})

    def cancel(self, n: int, entry_id: str) -> None:
        self.phones[n].cancel(entry_id)

    def set_clock(self, n: int, skew: timedelta) -> None:
        self.skews[n] = skew

    # What a phone does by itself

    def sync(
        self, n: int, *faults: Fault | None, meanwhile: Callable[[], None] | None = None
    ) -> bool:
        """Push, then pull; `faults` happen to its requests, one each. Whether all went well."""
        self.line.faults, self.line.meanwhile = list(faults), meanwhile
        return exchange(self.phones[n], self.line)

    # What the coach does

    def revoke(self, n: int) -> None:
        """The phone is not to be trusted any more; what it still brings is held (PU9)."""
        self.phones[n].revoked = True

    def decide(
        self, entry_id: str, decision: str, rev: int | None = None, *, twice: bool = False
    ) -> bool:
        """Decide the revision that was seen, the newest unless said otherwise; whether it counted.

        `twice`: the desk's answer was lost, and it asks again under the same id (ST7).
        """
        entry = self._look_aside().entries[entry_id]
        seen = entry.rev if rev is None else rev
        decision_id = self.new_id()
        answer = self.server.decide(entry_id, decision, seen, decision_id)
        if twice:
            assert self.server.decide(entry_id, decision, seen, decision_id) == answer, "ST7"
        assert answer is None or seen == entry.rev, "ST3: a decision on what was not seen"
        return answer is not None

    def undo(self, entry_id: str) -> bool:
        """Take back the newest decision on an entry, if there is one that stands."""
        reviews = [r for r in self._look_aside().tables["review"] if r.entry_id == entry_id]
        standing = [r for r in reviews if r.undone_by is None and r.decision != "undo"]
        if not standing:
            return False
        newest = max(standing, key=lambda review: (review.decided_at, review.id))
        return self.server.undo(newest.id, self.new_id())

    def close_day(self) -> None:
        self.server.close_day(FRIDAY)

    def lock_day(self) -> None:
        self.server.lock_day(FRIDAY)

    def reopen_day(self) -> None:
        self.server.reopen_day(FRIDAY)

    def register(self, n: int, name: str, entry_id: str | None = None) -> str:
        """A registration, or a correction of the one that `entry_id` is."""
        known = self.phones[n].store.entries.get(entry_id or "")
        trader_id = known.body.get("trader_id") if known else None
        body = {
            "trader_id": trader_id or self.new_id(),
            "action": "register",
            "known_as": name,
            "trade": "AG01",
            "rahba": "grains",
        }
        return self.record(n, "trader", body, entry_id)

    def say(self, n: int, trader_id: str, decision: str) -> str:
        """What a trader says to being registered."""
        body = {
            "trader_id": trader_id,
            "purpose": "registration",
            "decision": decision,
            "text_version": "v1",
            "language": "ar",
            "mode": "spoken",
        }
        return self.record(n, "consent", body)

    def traders(self) -> list[str]:
        """Those that the server knows."""
        return [row.id for row in self.now.tables["trader"]]

    def trader_of(self, n: int, entry_id: str) -> str:
        """Whom an entry on phone `n` speaks of."""
        return str(self.phones[n].store.entries[entry_id].body["trader_id"])

    def merge(self, from_id: str, to_id: str) -> str | None:
        return self.server.merge(from_id, to_id)

    def undo_merge(self, alias_id: str) -> None:
        self.server.undo_merge(alias_id)

    # What nobody should do

    def reuse_an_op_id(self, n: int) -> None:
        """Other words under the id of an op that was answered: a fault of an app, or a forgery."""
        phone = self.phones[n]
        answered = [op for op in phone.store.ops.values() if op.op_id in self.now.receipts]
        if answered:
            newest = max(answered, key=lambda op: op.seq)
            text = json.dumps(json.loads(newest.text) | {"tz_offset_min": 0})
            result = self._send_past_the_outbox(phone, text)
            assert result["code"] == "op_id_reused", "I6: other words were taken under a known id"
            self._assert_kept(text)

    def touch_anothers_entry(self, n: int, entry_id: str) -> None:
        """Somebody who knows the id of another's entry learns nothing and changes nothing."""
        phone, entry = self.phones[n], self.now.entries[entry_id]
        if entry.author_id == phone.person_id:
            return
        fields = json.loads(self.now.revisions[entry_id][-1].op) | {
            "op_id": self.new_id(),
            "type": "revise",
            "base_rev": entry.rev,
            "person_id": phone.person_id,
            "body": {**entry.body, "status": "absent"},
        }
        text = json.dumps(fields)
        result = self._send_past_the_outbox(phone, text)
        answer = {"op_id", "code", "received_at"}
        assert result.keys() == answer, "I17: more is said than that it is not allowed"
        assert result["code"] in ("forbidden", "held"), "I17: another's entry was touched"
        self._assert_kept(text)

    def _send_past_the_outbox(self, phone: Phone, text: str) -> dict[str, Any]:
        request = envelope(phone, [text])
        result: dict[str, Any] = json.loads(self.line.answer(phone.caller, request))["results"][0]
        return result

    def _assert_kept(self, text: str) -> None:
        assert text in self._look_aside().texts, "I5, I6: what was refused was dropped"

    # Disasters

    def lose_phone(self, n: int) -> None:
        """Reinstalled: the same person joins again, with nothing."""
        self.phones[n] = self._join(n, self.phones[n].person_id)
        self._count_the_gone()

    def back_up_phone(self, n: int) -> None:
        self.phone_backups[n] = copy.deepcopy(self.phones[n].store)

    def restore_phone(self, n: int) -> None:
        if n in self.phone_backups:
            self.phones[n].store = copy.deepcopy(self.phone_backups[n])
            self._count_the_gone()

    def back_up_server(self) -> None:
        self.backup = self.server.backup()

    def restore_server(self, *, told: bool) -> None:
        """The database is put back; `told`: the operator says so, and an epoch begins."""
        if self.backup is None:
            return
        self.server.restore(self.backup)
        for phone in self.phones:
            self._add_device(phone)
        if told:
            self.server.begin_epoch()
        self.unnoticed = not told
        self.now = self._look()
        self._count_the_gone()

    def _count_the_gone(self) -> None:
        """What only the lost thing had is lost with it, and expected of nobody."""
        texts = [saved.text for saved in self.saved.values()]
        lost = invariants.missing(texts, self.phones, self.now)
        for saved in self.saved.values():
            saved.gone = saved.text in lost

    # The program

    def read_feed(self, dies: Death = None) -> None:
        rows = self.consumer.read(self.server, dies)
        if self.unnoticed:
            return
        now = self._look_aside()
        for row in rows:
            if "body" in row:
                published = now.published.get(row["entry_id"])
                assert published == row["rev"], "I10: a program sees what is not approved"

    # What must hold

    def check(self) -> None:
        """After every step; no two of them are at the same instant."""
        self.server.clock.advance(seconds=1)
        before, changed = self.now, self.look()
        for phone in self.phones:
            invariants.i7_chains_have_no_holes(phone)
        lost = invariants.missing(
            (saved.text for saved in self.saved.values() if not saved.gone), self.phones, self.now
        )
        assert not lost, f"I1: lost {lost}"
        if changed:
            for holds in invariants.OF_THE_SERVER:
                holds(self.now)
            for stands in invariants.OF_A_STEP:
                stands(before, self.now)
        for phone in self.phones:
            if phone.store.epoch == self.now.epoch and not self.unnoticed:
                invariants.i2_what_was_acknowledged_is_there(phone, self.now)
                invariants.i5_what_was_refused_can_be_seen(phone, self.now)

    def settle_down(self) -> None:
        """No more faults, and the end: everything has arrived, and all agree."""
        settle_down(self)
        self.check()

    # Looking

    def look(self) -> bool:
        """Whether the server wrote anything since the last look."""
        if self.server.database.commits == self._seen_commits:
            return False
        self._seen_commits = self.server.database.commits
        before = self.now.epoch
        self.now = self._look()
        if self.now.epoch != before:
            self.unnoticed = False
        return True

    def _look(self) -> Image:
        self._seen_commits = self.server.database.commits
        return self._look_aside()

    def _look_aside(self) -> Image:
        """Before the step is over: the next look still sees what it changed."""
        with self.server.database.read() as session:
            return read_image(session)

    def _hear(self, answer: dict[str, Any]) -> None:
        """Every answer is held against the receipts as it leaves."""
        self.server.clock.advance(seconds=7)
        now = self._look_aside()
        for result in answer["results"]:
            code, op_id = result["code"], result["op_id"]
            assert code != "retry", "I12: one writer alone is told to try again"
            if op_id is not None and code not in WITHOUT_RECEIPT:
                receipt = now.receipts.get(op_id)
                assert receipt is not None, f"I11: {code} without a receipt"
                assert invariants.same_outcome(receipt, code, result.get("rev")), "I4"
            if "current" in result:
                receipt = now.receipts[op_id]
                entry = now.entries[receipt.entry_id]
                assert entry.author_id == receipt.person_id, "I17: another's entry is shown"

    def _saved(self, phone: Phone, op: KeptOp) -> None:
        known = self.saved.setdefault(op.op_id, Saved(op.text))
        assert known.text == op.text, "I6: two ops under one id"

    def _join(self, n: int, person_id: str) -> Phone:
        phone = self.phone_type(
            market_id=self.server.market.id,
            person_id=person_id,
            device_id=self.new_id(),
            new_id=self.new_id,
            now=lambda: rfc3339(self.server.clock.moment + self.skews[n]),
            on_saved=self._saved,
        )
        self._add_device(phone)
        phone.store.epoch = self.server.current_epoch()
        return phone

    def _add_device(self, phone: Phone) -> None:
        """Known to the server, again if need be: to join again is another test's matter."""

        def add(session: Session) -> None:
            key = (phone.market_id, phone.device_id)
            if session.get(Device, key) is None:
                session.add(
                    Device(
                        market_id=phone.market_id,
                        id=phone.device_id,
                        person_id=phone.person_id,
                        token_hash=phone.device_id,
                        created_at=self.server.clock.moment,
                    )
                )

        self.server.database.transact(add)
