"""The simulation is itself tested: each bug that a sync has had somewhere is built in, and found.

A fault counts as survived only if the simulation fails once its defence is gone.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pytest

from rahba.bulk import insert_rows
from rahba.entries import lifecycle
from rahba.entries.lifecycle import Standing
from rahba.feed import routes as feed
from rahba.sync import decide, pull, snapshot
from rahba.sync.batch import Batch
from rahba.sync.decide import Outcome
from rahba.sync.facts import Facts, Receipt
from rahba.sync.op import Op, Refusal
from rahba.sync.protocol import OpResult
from rahba.sync.receipts import RECEIPT, ReceiptWrites
from tests.simulation import consumer
from tests.simulation.consumer import Consumer, Death
from tests.simulation.phone import Body, KeptOp, Phone
from tests.simulation.server import Server
from tests.simulation.souk import Souk
from tests.simulation.test_simulation import play

RUNS = 150  # most are found within ten


@pytest.fixture
def server(sqlite_template: Path, tmp_path: Path) -> Iterator[Server]:
    """The bugs are of the protocol, so one database is enough."""
    path = tmp_path / "rahba.sqlite3"
    shutil.copyfile(sqlite_template, path)
    opened = Server(f"sqlite:///{path}", tmp_path)
    yield opened
    opened.database.dispose()


def assert_caught(server: Server, phone: type[Phone] = Phone, *, says: str) -> None:
    with pytest.raises(AssertionError, match=says):
        play(server, RUNS, 1, phone)


def test_I4_no_receipts_is_caught(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request is decided as if nothing had been answered before."""
    take = Batch.take

    def take_anew(self: Batch, index: int, op: Op | Refusal) -> OpResult:
        self.facts.receipts.clear()
        return take(self, index, op)

    def write_what_is_new(self: ReceiptWrites, session: Any) -> None:
        if self.receipts:
            insert_rows(session.connection(), RECEIPT, self.receipts, pass_over_known=True)

    monkeypatch.setattr(Batch, "take", take_anew)
    monkeypatch.setattr(ReceiptWrites, "write_receipts", write_what_is_new)
    assert_caught(server, says="I3|I4|I11")


def test_PH2_an_acknowledgement_by_status_is_caught(server: Server) -> None:
    """Any 200 will do, also a portal's page."""

    class Trusting(Phone):
        def take_unknown(self, batch: list[KeptOp], answer: bytes | None) -> bool:
            if answer is None:
                return False
            for op in batch:
                self.settle(op, {"op_id": op.op_id, "code": "applied", "rev": op.base_rev + 1})
            return True

    assert_caught(server, Trusting, says="I2")


def test_I6_an_id_without_its_digest_is_caught(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who knows the id gets the answer, whatever the words are."""
    repeat = Batch._repeat

    def repeat_any(self: Batch, op: Op | Refusal, receipt: Receipt) -> OpResult:
        return repeat(self, replace(op, digest=receipt.digest), receipt)

    monkeypatch.setattr(Batch, "_repeat", repeat_any)
    assert_caught(server, says="I6")


def test_I5_dropped_refusals_are_caught(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReceiptWrites, "quarantine", lambda *_: None)
    assert_caught(server, says="I5")


def test_I5_a_refusal_that_the_phone_takes_as_sent_is_caught(server: Server) -> None:
    class Careless(Phone):
        def settle(self, op: KeptOp, result: Any) -> None:
            refused = result["code"] in ("invalid", "conflict")
            taken = {"op_id": op.op_id, "code": "applied", "rev": op.base_rev + 1}
            super().settle(op, taken if refused else result)

    assert_caught(server, Careless, says="I5")


def test_I7_last_write_wins_is_caught(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    decide_one = decide.decide

    def let_the_last_win(op: Op, facts: Facts) -> Outcome:
        entry = facts.entries.get(op.entry_id)
        return decide_one(replace(op, base_rev=entry.standing.rev if entry else 0), facts)

    monkeypatch.setattr("rahba.sync.batch.decide", let_the_last_win)
    assert_caught(server, says="I7")


def test_I8_approved_entries_that_can_be_edited_are_caught(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    after_author = lifecycle.after_author

    def stay_approved(standing: Standing, op_type: str, rev: int, *, locked: bool) -> Standing:
        if standing.state == "approved" and op_type == "revise":
            return replace(standing, rev=rev, approved_rev=rev)
        return after_author(standing, op_type, rev, locked=locked)

    monkeypatch.setattr(lifecycle, "after_author", stay_approved)
    assert_caught(server, says="I8")


def test_PH3_merging_into_a_flight_is_caught(server: Server) -> None:
    """An edit goes into the op that waits, which may be on its way already."""

    class Merging(Phone):
        def _write(
            self, entry_id: str, kind: str, body: Body | None, souk_date: str, *, repair: bool
        ) -> None:
            waiting = [op for op in self.live(entry_id) if op.status == "pending"]
            if not waiting or repair or body is None:
                super()._write(entry_id, kind, body, souk_date, repair=repair)
                return
            waiting[-1].text = json.dumps(json.loads(waiting[-1].text) | {"body": body})

    assert_caught(server, Merging, says="I1|I2|I6")


def test_I10_a_cursor_before_its_rows_is_caught(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program writes down how far it read, then dies with the rows in its hands."""

    def read(self: Consumer, server: Server, dies: Death = None) -> list[dict[str, Any]]:
        page = server.feed(self.caller, self.cursor, consumer.PAGE)
        if page is None:
            self.rows, self.cursor = {}, None
            return []
        self.cursor = page["cursor"]
        if dies is None:
            self.keep_rows(page["rows"])
        return list(page["rows"])

    monkeypatch.setattr(Consumer, "read", read)
    assert_caught(server, says="I10")


def test_L5_a_server_that_never_begins_an_epoch_is_caught(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_traces(monkeypatch)
    monkeypatch.setattr(Server, "begin_epoch", lambda _: None)
    assert_caught(server, says="I2|I13|I15|PL4")


def test_L5_a_phone_that_does_not_push_again_is_caught(server: Server) -> None:
    class Satisfied(Phone):
        def goes_again(self, op: KeptOp) -> bool:
            return False

    assert_caught(server, Satisfied, says="I2")


def test_L5_a_phone_that_pushes_only_what_was_accepted_again_is_caught(server: Server) -> None:
    """Told step by step: a refusal that only a database put back has lost is rare by chance."""

    class Ashamed(Phone):
        def goes_again(self, op: KeptOp) -> bool:
            return op.answered and op.status == "applied"

    souk = Souk(server, Ashamed)
    souk.back_up_server()
    souk.mark(0, place=0, status="perhaps")
    souk.sync(0)
    souk.restore_server(told=True)
    souk.sync(0)
    with pytest.raises(AssertionError, match="I2"):
        souk.check()


def test_OP1_ids_that_a_phone_counts_are_caught(server: Server) -> None:
    """A phone put back from its backup counts on from there, and gives the same ids again."""

    class Counting(Phone):
        def __init__(self, **given: Any) -> None:
            super().__init__(**given | {"new_id": self.count})

        def count(self) -> str:
            return str(uuid5(NAMESPACE_OID, f"{self.device_id} {self.store.last_seq}"))

    souk = Souk(server, Counting)
    souk.back_up_phone(0)
    souk.mark(0, place=0)
    souk.restore_phone(0)
    with pytest.raises(AssertionError, match="I6"):
        souk.mark(0, place=1)


def test_I11_an_effect_that_the_journal_does_not_tell_is_caught(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = Batch._collect

    def tell_only_creates(self: Batch, outcome: Outcome) -> None:
        before = list(self.journal.changes)
        tell(self, outcome)
        if outcome.op.type == "revise":
            self.journal.changes[:] = before

    monkeypatch.setattr(Batch, "_collect", tell_only_creates)
    assert_caught(server, says="I10|I11")


def test_I17_an_entry_that_another_may_change_is_caught(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules: tuple[Callable[[Op, Facts], Any], ...] = tuple(
        rule for rule in decide._RULES if rule is not decide._not_the_authors
    )
    monkeypatch.setattr(decide, "_RULES", rules)
    assert_caught(server, says="I17")


def test_I13_a_refusal_that_nobody_can_mend_is_caught(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a repair stands in for goes on to block it."""

    def block_for_ever(op: Op, facts: Facts) -> str | None:
        return "blocked" if facts.refused.get(op.entry_id) else None

    rules = tuple(
        block_for_ever if rule is decide._behind_a_refusal else rule for rule in decide._RULES
    )
    monkeypatch.setattr(decide, "_RULES", rules)
    assert_caught(server, says="I13")


def _without_traces(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pull, snapshot, feed):
        monkeypatch.setattr(module, "trace", lambda *_: "")
