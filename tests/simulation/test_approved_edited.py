"""An approved entry that its author edits afterwards, step by step (SPEC I8, ST4)."""

from __future__ import annotations

from tests.simulation.souk import Souk


def test_I8_an_edit_of_what_a_person_approved_waits_for_a_person(souk: Souk) -> None:
    entry_id = souk.mark(0, place=0, status="present")
    souk.sync(0)
    souk.decide(entry_id, "approve")
    souk.read_feed()
    souk.check()
    assert souk.mark(0, place=0, status="absent") == entry_id
    souk.sync(0)
    souk.read_feed()
    souk.check()
    entry = souk.now.entries[entry_id]
    assert (entry.state, entry.approved_rev, entry.proposed_rev) == ("approved", 1, 2)
    assert entry.body["status"] == "present"
    assert souk.consumer.approved() == {entry_id: 1}
    assert souk.decide(entry_id, "accept_proposed", rev=2)
    souk.settle_down()
    assert souk.now.entries[entry_id].body["status"] == "absent"
    assert souk.consumer.approved() == {entry_id: 2}
