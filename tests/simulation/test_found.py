"""Runs that once broke an invariant, told again as what they were."""

from __future__ import annotations

from tests.simulation.souk import Souk


def test_L5_a_phone_that_pushes_before_it_pulls_notices_a_database_put_back(souk: Souk) -> None:
    """Its new entries take the numbers of the lost ones, so its cursor is not ahead of anything."""
    souk.back_up_server()
    souk.mark(0, place=0)
    souk.mark(0, place=1)
    souk.sync(0)
    souk.restore_server(told=False)
    before = souk.server.current_epoch()
    souk.mark(0, place=2)
    souk.mark(0, place=3)
    souk.sync(0)
    assert souk.server.current_epoch() != before
    souk.settle_down()


def test_L5_a_program_notices_a_database_put_back(souk: Souk) -> None:
    souk.back_up_server()
    lost = souk.mark(0, place=0)
    souk.sync(0)
    souk.decide(lost, "approve")
    souk.read_feed()
    souk.restore_server(told=False)
    before = souk.server.current_epoch()
    other = souk.mark(2, place=0)
    souk.sync(2)
    souk.decide(other, "approve")
    souk.read_feed()
    assert souk.server.current_epoch() != before
    souk.settle_down()


def test_L5_what_a_phone_knew_only_from_a_server_put_back_can_be_recorded_again(souk: Souk) -> None:
    """Nobody has the entry any more; a change of it must not wait for its revisions for ever."""
    souk.back_up_server()
    entry_id = souk.mark(0, place=0)
    souk.sync(0)
    souk.lose_phone(0)
    souk.sync(0)
    souk.restore_server(told=True)
    souk.sync(0)
    souk.record(0, "presence", souk.body_of_a_mark(0, "absent"), entry_id)
    souk.settle_down()
    assert souk.now.entries[entry_id].body["status"] == "absent"


def test_I13_a_change_of_what_another_phone_took_back_can_be_let_go(souk: Souk) -> None:
    entry_id = souk.mark(0, place=0)
    souk.sync(0)
    souk.sync(1)
    souk.cancel(1, entry_id)
    souk.sync(1)
    souk.mark(0, place=0, status="absent")
    souk.sync(0)
    assert souk.phones[0].to_fix() == [entry_id]
    souk.cancel(0, entry_id)
    souk.settle_down()
    assert souk.now.entries[entry_id].state == "cancelled"


def test_ST5_a_policy_leaves_what_a_coach_reopened(souk: Souk) -> None:
    """It once found the entry clean for ever, and the closing of the day never ended."""
    entries = [souk.mark(0, place) for place in range(3)]
    souk.sync(0)
    souk.close_day()
    souk.check()
    approved = [e for e in entries if souk.now.entries[e].state == "approved"]
    for entry_id in approved:
        souk.decide(entry_id, "reopen")
    souk.close_day()
    souk.check()
    assert {souk.now.entries[e].state for e in approved} == {"received"}


def test_I10_a_registration_approved_after_its_merge_stays_out_of_the_feed(souk: Souk) -> None:
    merged, survivor = souk.register(0, "Fatna"), souk.register(0, "Fatna Ziani")
    souk.sync(0)
    souk.merge(souk.trader_of(0, merged), souk.trader_of(0, survivor))
    souk.decide(merged, "approve")
    souk.settle_down()
    assert merged not in souk.consumer.approved()


def test_I10_every_registration_of_the_merged_leaves_and_comes_back(souk: Souk) -> None:
    merged, survivor = souk.register(0, "Fatna"), souk.register(0, "Fatna Ziani")
    body = souk.phones[0].store.entries[merged].body
    change = souk.record(0, "trader", body | {"action": "change", "known_as": "Fatna bent Ali"})
    souk.sync(0)
    for entry_id in (merged, change):
        souk.decide(entry_id, "approve")
    alias = souk.merge(souk.trader_of(0, merged), souk.trader_of(0, survivor))
    souk.check()
    assert alias is not None
    souk.undo_merge(alias)
    souk.settle_down()
    assert souk.consumer.approved().keys() >= {merged, change}


def test_I7_what_a_repair_stands_in_for_is_not_taken_after_it(souk: Souk) -> None:
    """The second op was behind a refusal; the network delivers it when the repair is there."""
    entry_id = souk.mark(0, place=0, status="perhaps")
    souk.mark(0, place=0, status="absent")
    souk.sync(0, "delivered late")
    souk.sync(0)
    souk.mark(0, place=0, status="present")
    souk.sync(0)
    souk.check()
    souk.line.deliver_late(0)
    souk.settle_down()
    assert souk.now.entries[entry_id].body["status"] == "present"


def test_I13_a_refusal_that_comes_back_after_its_repair_blocks_nothing(souk: Souk) -> None:
    """A server put back took the repair first, and refused once more what it had mended."""
    souk.back_up_server()
    entry_id = souk.mark(0, place=0, status="perhaps")
    souk.sync(0)
    souk.mark(0, place=0, status="absent")
    souk.restore_server(told=False)
    souk.sync(0)
    souk.server.begin_epoch()
    souk.sync(0)
    souk.mark(0, place=0, status="present")
    souk.settle_down()
    assert souk.now.entries[entry_id].body["status"] == "present"


def test_I13_what_was_taken_back_behind_a_refusal_can_be_let_go(souk: Souk) -> None:
    """The cancel waited behind an op that the server refused, and nobody could say it again."""
    entry_id = souk.mark(0, place=0, status="perhaps")
    souk.cancel(0, entry_id)
    souk.sync(0)
    assert souk.phones[0].to_fix() == [entry_id]
    souk.cancel(0, entry_id)
    souk.settle_down()
    assert souk.phones[0].to_fix() == []


def test_I13_what_only_a_lost_phone_had_changed_can_be_taken_back(souk: Souk) -> None:
    """A server was put back; the other phone's repairs stood on a revision that it had lost."""
    entry_id = souk.mark(0, place=0, status="present")
    souk.sync(0)
    souk.back_up_server()
    souk.record(0, "presence", souk.body_of_a_mark(0, "absent"), entry_id)
    souk.sync(0)
    souk.sync(1)
    souk.lose_phone(0)
    souk.cancel(1, entry_id)
    souk.restore_server(told=False)
    souk.settle_down()
    assert souk.phones[1].to_fix() == []


def test_PL4_a_refusal_mended_since_is_the_last_that_a_phone_hears_again(souk: Souk) -> None:
    """A server was put back; what the page said meanwhile of the entry was never laid over."""
    entry_id = souk.mark(0, place=0)
    souk.mark(0, place=0, status="perhaps")
    souk.sync(0)
    souk.decide(entry_id, "approve")
    souk.server.begin_epoch()
    souk.mark(0, place=0, status="absent")
    souk.mark(0, place=1)
    souk.settle_down()
    assert souk.now.entries[entry_id].proposed_rev == 2


def test_I7_a_phone_put_back_takes_an_entry_back_behind_a_refusal_it_never_saw(souk: Souk) -> None:
    """The phone of the simulation said it anew instead, without a word."""
    souk.back_up_phone(0)
    entry_id = souk.mark(0, place=0)
    souk.mark(0, place=0, status="perhaps")
    souk.sync(0)
    souk.restore_phone(0)
    souk.sync(0)
    souk.cancel(0, entry_id)
    souk.settle_down()
    assert souk.now.entries[entry_id].state == "cancelled"
    assert souk.now.entries[entry_id].body["status"] == "present"


def test_I10_a_program_that_dies_before_its_first_cursor_begins_with_nothing(souk: Souk) -> None:
    """The rows that it had kept were of a database that was put back meanwhile (FE3)."""
    souk.back_up_server()
    entry_id = souk.mark(0, place=0)
    souk.sync(0)
    souk.decide(entry_id, "approve")
    souk.read_feed(dies="before cursor")
    souk.restore_server(told=True)
    souk.lose_phone(0)
    souk.settle_down()
    assert souk.consumer.approved() == {}


def test_I7_what_lay_beside_an_approval_stands_once_that_falls(souk: Souk) -> None:
    """The coach rejected the trader's registration, and read of the mark what it no longer said."""
    registers = souk.register(0, "Omar")
    souk.sync(0)
    trader_id = souk.trader_of(0, registers)
    mark = souk.mark_trader(0, trader_id)
    souk.sync(0)
    souk.decide(mark, "approve")
    souk.record(0, "presence", {"trader_id": trader_id, "status": "absent"}, mark)
    souk.sync(0)
    souk.decide(registers, "reject")
    souk.settle_down()
    assert souk.now.entries[mark].body["status"] == "absent"
