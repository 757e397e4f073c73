"""How a souk comes to rest once nothing goes wrong any more (SPEC I13), and what then holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulation.phone import Body, KeptOp, Phone

if TYPE_CHECKING:
    from tests.simulation.souk import Souk

ROUNDS = 8  # exchanges of each phone after which nothing may wait any more
# What makes a body of the kind valid again.
MENDED: dict[str, Body] = {"presence": {"status": "present"}}
FOR_THE_COACH = frozenset({"held", "forbidden", "unsupported"})


def settle_down(souk: Souk) -> None:
    """No more faults: within a few rounds nothing waits, and all agree (I13, I10, I15)."""
    _quiet_rounds(souk)
    if souk.unnoticed:
        # Nobody had seen what the database lost; then only its operator can know.
        souk.server.begin_epoch()
        _quiet_rounds(souk)
    for phone in souk.phones:
        assert not _stuck(souk, phone), "I13: ops never leave"
        assert not phone.to_fix(), "I13: what a person mends is never taken"
    _drain_feed(souk)
    for phone in souk.phones:
        if not phone.revoked:
            _assert_it_knows_its_own(souk, phone)


def _quiet_rounds(souk: Souk) -> None:
    rest = 2  # a second one, so that each phone hears what another's last push has changed
    for _ in range(ROUNDS):
        for n in range(len(souk.phones)):
            _fix_what_can_be_fixed(souk, n)
            assert souk.sync(n), "I13: a sync without faults fails"
        souk.check()
        at_rest = not any(_stuck(souk, phone) or phone.to_fix() for phone in souk.phones)
        rest = rest - 1 if at_rest else 2
        if rest == 0:
            break


def _fix_what_can_be_fixed(souk: Souk, n: int) -> None:
    """What a person does under "to fix": say it again properly, or let go of it."""
    phone = souk.phones[n]
    for entry_id in phone.to_fix():
        entry = phone.store.entries[entry_id]
        seen = [op.current for op in phone.store.ops.values() if op.entry_id == entry_id]
        currents = [current for current in seen if current]
        if any(current["state"] == "cancelled" for current in currents):
            phone.cancel(entry_id)  # what was taken back elsewhere stays taken back
            continue
        shown = currents[-1]["body"] if currents else {}
        if not (shown or entry.body):
            phone.cancel(entry_id)  # what it said was only on a phone and a server that are gone
            continue
        souk.record(n, entry.kind, shown | entry.body | MENDED.get(entry.kind, {}), entry_id)


def _stuck(souk: Souk, phone: Phone) -> list[KeptOp]:
    """What still waits, and not for the coach."""
    asked = {
        receipt.entry_id
        for receipt in souk.now.receipts.values()
        if receipt.code in FOR_THE_COACH and receipt.op_id not in souk.now.settlements
    }
    return [op for op in phone.sendable() if op.entry_id not in asked]


def _drain_feed(souk: Souk) -> None:
    for _ in range(len(souk.now.changes["approved"]) + 3):
        before = souk.consumer.cursor
        souk.read_feed()
        if before is not None and souk.consumer.cursor == before:
            break
    assert souk.consumer.approved() == souk.now.published, "I10: a program holds another set"


def _assert_it_knows_its_own(souk: Souk, phone: Phone) -> None:
    for entry_id, entry in souk.now.entries.items():
        if entry.author_id == phone.person_id and not phone.live(entry_id):
            view = phone.store.entries[entry_id].server
            assert view is not None, "PL4: a phone does not know an entry of its own"
            known = (view.rev, view.state, view.proposed_rev)
            assert known == (entry.rev, entry.state, entry.proposed_rev), "PL4: it is stale"
