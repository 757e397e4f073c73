"""A phone as the SPEC says it works (OP, PH): a store that outlives crashes, and an outbox.

It speaks to nobody: `next_batch` says what to send, `take_*` say what an answer makes of it. What
is saved is told to `on_saved`, as the person is told "saved on this phone".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rahba.access.callers import PhoneCaller
from rahba.sync.protocol import REFUSED

Body = dict[str, Any]
REPAIRABLE = frozenset({"invalid", "conflict"})
BATCH = 3  # small, so that a backlog needs several requests (F6)


@dataclass
class KeptOp:
    """One op on the phone; `text` are its frozen characters (OP3)."""

    seq: int
    op_id: str
    entry_id: str
    type: str
    kind: str
    base_rev: int
    text: str
    status: str = "pending"  # pending, applied, refused, superseded, discarded
    todo: bool = True
    answered: bool = False
    code: str | None = None
    current: dict[str, Any] | None = None

    @property
    def live(self) -> bool:
        return self.todo or self.status == "refused"


@dataclass
class View:
    """What the server last said of an entry."""

    rev: int
    state: str
    proposed_rev: int | None = None

    @property
    def tip(self) -> int:
        return max(self.rev, self.proposed_rev or 0)


@dataclass
class KeptEntry:
    entry_id: str
    kind: str
    souk_date: str
    body: Body
    server: View | None = None
    beside: View | None = None
    withdrawn: bool = False


@dataclass
class Store:
    """All that is written down; a backup of the phone is a deep copy of it."""

    entries: dict[str, KeptEntry] = field(default_factory=dict)
    ops: dict[str, KeptOp] = field(default_factory=dict)
    epoch: str | None = None
    cursor: str | None = None
    last_seq: int = 0


@dataclass
class Phone:
    """One person's phone; `now` is its own clock, `new_id` its own chance."""

    market_id: str
    person_id: str
    device_id: str
    new_id: Callable[[], str]
    now: Callable[[], str]
    on_saved: Callable[[Phone, KeptOp], None]
    store: Store = field(default_factory=Store)
    revoked: bool = False

    @property
    def caller(self) -> PhoneCaller:
        return PhoneCaller(self.market_id, self.person_id, self.device_id, self.revoked)

    # What the person does

    def save(self, kind: str, body: Body, souk_date: str, entry_id: str | None = None) -> str:
        """Record or change; saving an entry that is to be fixed is the repair (PH4)."""
        entry_id = entry_id or self.new_id()
        known = entry_id in self.store.entries
        self._write(entry_id, kind, body, souk_date, repair=known and self.is_repairable(entry_id))
        return entry_id

    def cancel(self, entry_id: str) -> None:
        entry, repair = self.store.entries[entry_id], self.is_repairable(entry_id)
        if self.is_cancelled(entry_id) and not repair:
            return
        was_never_taken = self._base(entry_id, repair=True) == 0
        if was_never_taken and (repair or not self.live(entry_id)):
            entry.withdrawn = True
            self._supersede(self._unsettled(entry_id))
            return
        self._write(entry_id, entry.kind, None, entry.souk_date, repair=repair)

    def is_cancelled(self, entry_id: str) -> bool:
        entry, ops = self.store.entries[entry_id], self.live(entry_id)
        if ops and ops[-1].status == "pending":
            return ops[-1].type == "cancel"
        if self.is_repairable(entry_id):
            return False  # whatever was known of it: a person is asked to say it again
        return entry.withdrawn or (entry.server is not None and entry.server.state == "cancelled")

    def is_repairable(self, entry_id: str) -> bool:
        refused = [op for op in self.live(entry_id) if op.status == "refused"]
        return bool(refused) and all(op.code in REPAIRABLE for op in refused)

    def open_entries(self) -> list[KeptEntry]:
        return [e for e in self.store.entries.values() if not self.is_cancelled(e.entry_id)]

    def _write(
        self, entry_id: str, kind: str, body: Body | None, souk_date: str, *, repair: bool
    ) -> None:
        superseded = self._unsettled(entry_id) if repair else []
        base_rev = self._base(entry_id, repair=repair)
        fields: dict[str, Any] = {
            "op_id": self.new_id(),
            "type": "cancel" if body is None else "revise" if base_rev else "create",
            "entry_id": entry_id,
            "base_rev": base_rev,
            "kind": kind,
            "schema_version": 1,
            "market_id": self.market_id,
            "person_id": self.person_id,
            "device_id": self.device_id,
            "epoch": self.store.epoch,
            "souk_date": souk_date,
            "body": body,
            "recorded_at": self.now(),
            "tz_offset_min": 60,
        }
        if superseded:
            fields["supersedes"] = _all_behind(superseded)
        self._supersede(superseded)
        self._keep(fields)
        entry = self.store.entries.setdefault(entry_id, KeptEntry(entry_id, kind, souk_date, {}))
        entry.body = entry.body if body is None else body

    def _keep(self, fields: Mapping[str, Any]) -> None:
        """Freeze the op and tell the person that it is saved (PH1, PH3)."""
        self.store.last_seq += 1
        op = KeptOp(
            seq=self.store.last_seq,
            text=json.dumps(fields, ensure_ascii=False, separators=(",", ":")),
            **{name: fields[name] for name in ("op_id", "entry_id", "type", "kind", "base_rev")},
        )
        self.store.ops[op.op_id] = op
        self.on_saved(self, op)

    def _base(self, entry_id: str, *, repair: bool) -> int:
        """What the next op stands on: what waits, else what the server acknowledged (OP5)."""
        entry, ops = self.store.entries.get(entry_id), self.live(entry_id)
        if ops and not repair:
            return ops[-1].base_rev + 1
        views = [view for view in (entry.server, entry.beside) if view] if entry else []
        currents = [int(op.current["rev"]) for op in ops if op.current]
        return max([0, *(view.tip for view in views), *currents])

    def _unsettled(self, entry_id: str) -> list[KeptOp]:
        return [op for op in self.live(entry_id) if op.status in ("pending", "refused")]

    def _supersede(self, ops: Iterable[KeptOp]) -> None:
        for op in ops:
            op.status, op.todo = "superseded", False

    # What waits

    def live(self, entry_id: str) -> list[KeptOp]:
        ops = (op for op in self.store.ops.values() if op.entry_id == entry_id and op.live)
        return sorted(ops, key=lambda op: op.seq)

    def sendable(self) -> list[KeptOp]:
        """Consent first (CO3), then as saved; nothing behind an unsettled refusal (PH4)."""
        live = [op for op in self.store.ops.values() if op.live]
        stuck = {op.entry_id for op in live if not op.todo}
        ready = [op for op in live if op.todo and op.entry_id not in stuck]
        return sorted(ready, key=lambda op: (op.kind != "consent", op.seq))

    def to_fix(self) -> list[str]:
        return [id_ for id_ in self.store.entries if self.is_repairable(id_)]

    # What an answer makes of it

    def take_answer(self, answer: Mapping[str, Any]) -> None:
        """Settles what the results name, and nothing else (PH2)."""
        began = self.follow_epoch(answer["epoch"])
        for result in answer["results"]:
            op = self.store.ops.get(result["op_id"] or "")
            if op is None or not op.live:
                continue
            self.settle(op, result)
            if began and result["code"] == "applied":
                self._leave_older(op)

    def take_unknown(self, batch: list[KeptOp], answer: bytes | None) -> bool:
        """No answer, or none of ours: the same ops go again (PH12). Whether to go on now."""
        return False

    def settle(self, op: KeptOp, result: Mapping[str, Any]) -> None:
        code = result["code"]
        if code in ("applied", "proposed"):
            self._accepted(op, code, result["rev"])
        elif code in REFUSED:
            op.status = "superseded" if op.status == "superseded" else "refused"
            op.todo, op.answered = False, True
            op.code, op.current = code, result.get("current")
            if code == "conflict":
                self._see_anew(op)
            self._lay_over_if_quiet(self.store.entries[op.entry_id])
        elif code == "blocked" and op.status == "superseded":
            op.todo = False
            self._lay_over_if_quiet(self.store.entries[op.entry_id])
        elif code == "blocked" and not self._knows_a_refusal(op.entry_id):
            self._reissue(op, result["behind"])
        elif code == "op_id_reused":
            self._reissue(op)
        if result.get("settlement"):
            self.take_settlement({"op_id": op.op_id, **result["settlement"]})

    def _see_anew(self, op: KeptOp) -> None:
        """A server put back shows an older revision than was known, or none: the repair stands on
        what it has (PH4)."""
        entry, current = self.store.entries[op.entry_id], op.current
        known = max(view.tip if view else 0 for view in (entry.server, entry.beside))
        if current is None:
            entry.server = entry.beside = None
        elif known > current["rev"]:
            entry.server, entry.beside = View(current["rev"], current["state"]), None

    def _accepted(self, op: KeptOp, code: str, rev: int) -> None:
        entry = self.store.entries[op.entry_id]
        before = entry.server
        if code == "proposed":
            known = before or View(op.base_rev, "approved")
            entry.server = View(known.rev, known.state, rev)
        elif before is None or before.rev <= rev:
            entry.server = View(rev, "cancelled" if op.type == "cancel" else "received")
        op.status = "superseded" if op.status == "superseded" else "applied"
        op.todo, op.answered = False, True
        self._lay_over_if_quiet(entry)

    def _lay_over_if_quiet(self, entry: KeptEntry) -> None:
        if entry.beside and not self.live(entry.entry_id):
            if entry.beside.rev >= (entry.server.rev if entry.server else 0):
                entry.server = entry.beside
            entry.beside = None

    def _knows_a_refusal(self, entry_id: str) -> bool:
        return any(op.status == "refused" for op in self.live(entry_id))

    def _reissue(self, op: KeptOp, behind: Iterable[str] = ()) -> None:
        """The entry goes under a new id: another text stands under this one on the server (PU3), or
        it waits there `behind` refusals that this phone, put back from a backup, has never seen."""
        chain = [o for o in self.live(op.entry_id) if o.status == "pending" and o.seq >= op.seq]
        self._supersede(chain)
        newest = json.loads(chain[-1].text if chain else op.text)
        cancelled = newest["type"] == "cancel"
        if cancelled and op.base_rev == 0:
            self.store.entries[op.entry_id].withdrawn = True
            return
        self._keep(
            newest
            | {"op_id": self.new_id(), "base_rev": op.base_rev}
            | {"type": "cancel" if cancelled else op.type}
            | {"supersedes": [*behind, *(o.op_id for o in chain)]}
        )

    def take_settlement(self, settlement: Mapping[str, Any]) -> None:
        op = self.store.ops.get(settlement["op_id"])
        if op is None or op.status != "refused":
            return
        if settlement["outcome"] == "released":
            self._accepted(op, "applied", settlement["rev"] or op.base_rev + 1)
            return
        op.status, op.todo, op.answered = settlement["outcome"], False, True
        self._lay_over_if_quiet(self.store.entries[op.entry_id])

    def take_page(self, page: Mapping[str, Any]) -> None:
        """A page and its cursor, in one transaction (PL2)."""
        self.follow_epoch(page["epoch"])
        for own in page["own"]:
            self._take_own(own)
        for settlement in page["settlements"]:
            self.take_settlement(settlement)
        self.store.cursor = page["cursor"]

    def _take_own(self, own: Mapping[str, Any]) -> None:
        view = View(own["rev"], own["state"], own["proposed_rev"])
        stranger = KeptEntry(own["entry_id"], own["kind"], own["souk_date"], own.get("body") or {})
        entry = self.store.entries.setdefault(own["entry_id"], stranger)
        entry.beside = view
        self._lay_over_if_quiet(entry)

    def take_snapshot(self, epoch: str, cursor: str) -> None:
        self.follow_epoch(epoch)
        self.store.cursor = cursor

    # A server that came back from a backup

    def follow_epoch(self, epoch: str) -> bool:
        """What a server of another epoch once answered, it gets again, refusals too (PH5, L5)."""
        began = self.store.epoch not in (None, epoch)
        self.store.epoch = epoch
        if began:
            for op in self.store.ops.values():
                if self.goes_again(op):
                    op.todo = True
                    op.status = "pending" if op.status == "applied" else op.status
            self._rewind()
        return began

    def goes_again(self, op: KeptOp) -> bool:
        return op.answered and op.status != "discarded"

    def _rewind(self) -> None:
        """What was known of revisions no longer holds: chains begin at their first base again, and
        what this phone has only from the server, the server must tell again."""
        recorded_here = {op.entry_id for op in self.store.ops.values()}
        for entry in self.store.entries.values():
            ops = self.live(entry.entry_id)
            if ops:
                base = min(op.base_rev for op in ops)
                entry.server = View(base, entry.server.state) if entry.server and base else None
            elif entry.entry_id not in recorded_here:
                entry.server = None
            else:
                continue
            entry.beside = None

    def _leave_older(self, taken: KeptOp) -> None:
        """An op is the whole entry: sent after a newer one, an older would undo it (I7)."""
        for op in self.live(taken.entry_id):
            if op.seq < taken.seq and op.status != "refused":
                op.status, op.todo, op.answered = "superseded", False, False

    def next_batch(self) -> list[KeptOp]:
        return self.sendable()[:BATCH]


def _all_behind(superseded: Iterable[KeptOp]) -> list[str]:
    """With those that a refused repair stood in for: refused, it settled none of them."""
    ids: dict[str, None] = {}
    for op in superseded:
        ids |= dict.fromkeys([*json.loads(op.text).get("supersedes", ()), op.op_id])
    return list(ids)
