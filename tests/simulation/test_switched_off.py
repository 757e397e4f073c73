"""Each defence of the server is taken away, and the test that holds it must fail.

A failure counts as survived only if something fails once its defence is gone. Where the simulation
is what fails, the bug stands in `test_seeded_bugs.py`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from sqlmodel import Session

from rahba import app as application
from rahba import epoch, opening
from rahba.db import Database
from rahba.entries import lifecycle
from rahba.entries.lifecycle import Standing
from rahba.feed import routes as feed
from rahba.requests import replay
from rahba.sync import batch, decide, pull, push, snapshot
from rahba.sync.facts import Receipt
from rahba.sync.op import Op, Refusal
from rahba.sync.protocol import OpResult
from tests import test_app
from tests.backup import test_replaced
from tests.backup.test_replaced import served
from tests.requests import test_ledger
from tests.simulation import test_approved_edited, test_found
from tests.sync import test_push, test_push_refusals

__all__ = ["served"]

Switch = Callable[[pytest.MonkeyPatch], None]


def without_rule(name: str) -> Switch:
    def switch(monkeypatch: pytest.MonkeyPatch) -> None:
        rules = tuple(rule for rule in decide._RULES if rule.__name__ != name)
        assert len(rules) == len(decide._RULES) - 1
        monkeypatch.setattr(decide, "_RULES", rules)

    return switch


def without_receipts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request is decided as if nothing had been answered before."""
    take = batch.Batch.take

    def take_anew(self: batch.Batch, index: int, op: Op | Refusal) -> OpResult:
        self.facts.receipts.clear()
        return take(self, index, op)

    monkeypatch.setattr(batch.Batch, "take", take_anew)


def without_digests(monkeypatch: pytest.MonkeyPatch) -> None:
    repeat = batch.Batch._repeat

    def repeat_any(self: batch.Batch, op: Op | Refusal, receipt: Receipt) -> OpResult:
        object.__setattr__(op, "digest", receipt.digest)
        return repeat(self, op, receipt)

    monkeypatch.setattr(batch.Batch, "_repeat", repeat_any)


def without_op_by_op(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(_session: Any, _caller: Any, _index: int, op: Op | Refusal, _moment: Any) -> Any:
        return OpResult(op_id=op.op_id, code="retry")

    monkeypatch.setattr(push, "_take_in_alone", give_up)


def without_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    """The epoch in the database is believed, whatever stands beside it."""
    begin = epoch.open_epoch

    def believe(session: Session, witness: Any, world: Any) -> str:
        row = session.get(epoch.ServerMeta, epoch.KEY)
        return row.value if row is not None else begin(session, witness, world)

    monkeypatch.setattr(epoch, "open_epoch", believe)


def without_traces(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pull, snapshot, feed):
        monkeypatch.setattr(module, "trace", lambda *_: "")


def without_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (application, replay, test_ledger):
        monkeypatch.setattr(module, "replay_ledger", lambda *_: 0, raising=False)


def without_looking_at_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "_refuse_replaced", lambda _: None)


def without_the_lock_on_the_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "only_process", lambda _: nullcontext())


def with_approved_entries_that_can_be_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    after_author = lifecycle.after_author

    def stay_approved(standing: Standing, op_type: str, rev: int) -> Standing:
        if standing.state == "approved" and op_type == "revise":
            return Standing("approved", rev, approved_rev=rev)
        return after_author(standing, op_type, rev)

    monkeypatch.setattr(lifecycle, "after_author", stay_approved)


# What is taken away → the test that must fail.
SWITCHES: dict[str, tuple[Switch, Callable[..., None]]] = {
    "receipts": (
        without_receipts,
        test_push.test_PU2_the_same_op_sent_again_gets_its_first_answer_and_has_no_second_effect,
    ),
    "digests": (
        without_digests,
        test_push.test_PU3_other_characters_under_the_same_id_are_answered_and_both_are_kept,
    ),
    "op by op after the savepoint": (
        without_op_by_op,
        test_push.test_PU11_an_op_that_the_database_refuses_stops_no_other,
    ),
    "the epoch beside the database": (
        without_witness,
        test_app.test_L5_a_database_that_was_put_back_begins_a_new_epoch,
    ),
    "traces in cursors": (
        without_traces,
        test_found.test_L5_a_phone_that_pushes_before_it_pulls_notices_a_database_put_back,
    ),
    "the ledger of erasures": (
        without_replay,
        test_ledger.test_RQ7_a_database_put_back_under_a_server_forgets_as_soon_as_it_is_noticed,
    ),
    "looking at the file": (
        without_looking_at_the_file,
        test_replaced.test_BK6_a_write_during_which_the_file_was_replaced_is_not_acknowledged,
    ),
    "one process": (
        without_the_lock_on_the_directory,
        test_app.test_a_second_server_on_the_same_sqlite_directory_does_not_start,
    ),
    "approved stays approved": (
        with_approved_entries_that_can_be_edited,
        test_approved_edited.test_I8_an_edit_of_what_a_person_approved_waits_for_a_person,
    ),
    "erased": (
        without_rule("_of_the_erased"),
        test_ledger.test_RQ7_a_registration_pushed_after_the_erasure_is_answered_erased_and_kept_nowhere,
    ),
    "held": (
        without_rule("_held"),
        test_push_refusals.test_PU9_what_a_revoked_phone_sends_is_held_for_the_coach,
    ),
    "authors": (
        without_rule("_not_the_authors"),
        test_push_refusals.test_I17_another_authors_entry_is_forbidden_and_looks_like_one_that_is_not_there,
    ),
    "dated roles": (
        without_rule("_without_role"),
        test_push_refusals.test_OP6_an_official_records_nothing,
    ),
    "what stands behind its repair": (
        without_rule("_behind_its_repair"),
        test_found.test_I7_what_a_repair_stands_in_for_is_not_taken_after_it,
    ),
    "what stands behind a refusal": (
        without_rule("_behind_a_refusal"),
        test_push_refusals.test_PH4_ops_behind_a_refused_one_are_blocked_and_leave_no_receipt,
    ),
    "bases": (
        without_rule("_on_another_base"),
        test_push.test_PU5_a_stale_base_is_a_conflict_that_shows_the_author_the_current_entry,
    ),
}


def play(request: pytest.FixtureRequest, test: Callable[..., None]) -> None:
    test(**{name: request.getfixturevalue(name) for name in inspect.signature(test).parameters})


def fails(request: pytest.FixtureRequest, test: Callable[..., None]) -> bool:
    try:
        play(request, test)
    except (Exception, pytest.fail.Exception):  # noqa: BLE001, however it fails, it does
        return True
    return False


@pytest.fixture
def database_url(sqlite_template: Any, tmp_path: Any) -> str:
    """The defences are of the code: one database is enough."""
    path = tmp_path / "rahba.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


@pytest.mark.parametrize("defence", SWITCHES)
def test_a_defence_that_is_taken_away_fails_its_test(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, defence: str
) -> None:
    switch, test = SWITCHES[defence]
    for name in inspect.signature(test).parameters:  # what the test stands on is laid whole
        request.getfixturevalue(name)
    switch(monkeypatch)
    assert fails(request, test), f"{test.__name__} passes without {defence}"
