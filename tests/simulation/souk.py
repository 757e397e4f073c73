"""The souk of the simulation: what befalls it, and what must hold after that (SPEC I1-I17)."""

from __future__ import annotations

import copy

from tests.simulation import invariants
from tests.simulation.consumer import Death
from tests.simulation.market import MENDED, ROUNDS, Market
from tests.simulation.phone import KeptOp


class Souk(Market):
    """The market with its disasters, its reader, and its checks."""

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
        known = {phone.device_id: phone for phone in self.phones}
        self.server.restore(self.backup)
        for phone in known.values():
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
        """After every step."""
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
        """No more faults: within a few rounds nothing waits, and all agree (I13, I10, I15)."""
        self._quiet_rounds()
        if self.unnoticed:
            # Nobody had seen what the database lost; then only its operator can know.
            self.server.begin_epoch()
            self._quiet_rounds()
        for phone in self.phones:
            stuck = [op for op in phone.sendable() if not self._waits_for_the_coach(op)]
            assert not stuck, f"I13: {len(stuck)} ops never leave"
            assert not phone.to_fix(), "I13: what a person mends is never taken"
        self._drain_feed()
        self.check_views()

    def _quiet_rounds(self) -> None:
        for _ in range(ROUNDS):
            for n in range(len(self.phones)):
                self._fix_what_can_be_fixed(n)
                assert self.sync(n), "I13: a sync without faults fails"
            self.check()

    def check_views(self) -> None:
        """Each phone knows what became of its person's entries."""
        for phone in self.phones:
            for entry_id, entry in self.now.entries.items():
                if entry.author_id == phone.person_id and not phone.live(entry_id):
                    view = phone.store.entries[entry_id].server
                    assert view is not None, "PL4: a phone does not know an entry of its own"
                    known = (view.rev, view.state, view.proposed_rev)
                    assert known == (entry.rev, entry.state, entry.proposed_rev), "PL4: it is stale"

    def _drain_feed(self) -> None:
        for _ in range(len(self.now.changes["approved"]) + 2):
            self.read_feed()
        assert self.consumer.approved() == self.now.published, "I10: a program holds another set"

    def _fix_what_can_be_fixed(self, n: int) -> None:
        """What a person does under "to fix": say it again properly, or let go of it."""
        phone = self.phones[n]
        for entry_id in phone.to_fix():
            entry = phone.store.entries[entry_id]
            seen = [op.current for op in phone.store.ops.values() if op.entry_id == entry_id]
            currents = [current for current in seen if current]
            if any(current["state"] == "cancelled" for current in currents):
                phone.cancel(entry_id)  # what was taken back elsewhere stays taken back
                continue
            shown = currents[-1]["body"] if currents else {}
            body = {**shown, **entry.body}
            self.record(n, entry.kind, body | MENDED.get(entry.kind, {}), entry_id)

    def _waits_for_the_coach(self, op: KeptOp) -> bool:
        refused = self.now.receipts.values()
        return any(
            receipt.entry_id == op.entry_id
            and receipt.code in ("held", "forbidden", "unsupported")
            and receipt.op_id not in self.now.settlements
            for receipt in refused
        )

    # Looking
