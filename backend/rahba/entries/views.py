"""What follows from entries at once: roster, places, consents, and the flags that hang on them.

`Stale` collects whose entries a transaction touched; `fold` then reads all entries of those
traders once and writes what changed. Entries that lose or regain their ground (a consent taken
back, a registration rejected) are moved here by policies that leave a review like anybody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Table, bindparam, delete, insert, update
from sqlmodel import Session, SQLModel, col, select

from rahba.catalog import tables as catalog
from rahba.catalog.calendar import locked_dates
from rahba.catalog.roster import imported
from rahba.entries import imports, roster
from rahba.entries.entry import Entry, body_at, op_type
from rahba.entries.kinds import KINDS
from rahba.entries.kinds.kind import Kind
from rahba.entries.lifecycle import Standing, feed_row
from rahba.entries.media import fold_media, named_in
from rahba.entries.places import fold_places
from rahba.entries.store import (
    ENTRY,
    EntryWrites,
    approved_change,
    own_change,
    read_entry_where,
    revision_texts,
    with_body,
    with_flags,
)
from rahba.journal import CATALOG, Journal, NewChange
from rahba.market import Market

TRADER: Table = SQLModel.metadata.tables["trader"]
CONSENT: Table = SQLModel.metadata.tables["consent"]
OCCUPANCY: Table = SQLModel.metadata.tables["occupancy"]
REVIEW: Table = SQLModel.metadata.tables["review"]

NO_CONSENT = "policy:consent_withdrawn"
NO_TRADER = "policy:trader_rejected"
FROM_REGISTRATION = "registration"


@dataclass
class Stale:
    """Traders whose entries changed in this transaction, the entries that make places, and the
    media that were named, by entry and digest."""

    traders: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    places: dict[str, Entry] = field(default_factory=dict)
    media: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)

    def note(self, kind: Kind, *trader_ids: str) -> None:
        if kind.views or kind.consent:
            self.traders.update(trader_ids)

    def note_asked(self, before: Entry | None, after: Entry) -> None:
        """Phones hear where a survey stands otherwise than before, not of each word about it."""
        if after.kind in KINDS and KINDS[after.kind].on_roster and _asked(before) != _asked(after):
            self.asked.update(e.trader_id for e in (before, after) if e and e.trader_id)

    def note_place(self, entry: Entry) -> None:
        """As it stands now; entries of other kinds make no place."""
        if entry.kind in KINDS and "places" in KINDS[entry.kind].views:
            self.places[entry.id] = entry

    def note_media(self, entry: Entry, body: Mapping[str, Any] | None) -> None:
        """What a revision names; a proposed one too, whose body is not the entry's yet."""
        for medium in named_in(entry.kind, body):
            self.media[entry.id, medium["sha256"]] = medium
            self.traders.update({entry.trader_id} if entry.trader_id else ())

    def fold(self, session: Session, market_id: str, journal: Journal, now: datetime) -> None:
        if self.traders:
            waiting = set(self.traders)
            while waiting:
                folding = _Folding(session, market_id, journal, now, frozenset(waiting))
                folding.run()
                waiting = folding.moved_to
                self.traders |= waiting
                self.asked |= folding.asked
            for trader_id in sorted(self.asked):
                journal.add(NewChange(CATALOG, "trader", trader_id))
            fold_media(session, market_id, journal, self.traders, self.media)
        if self.places:
            fold_places(session, market_id, journal, self.places)


def _asked(entry: Entry | None) -> tuple[Any, ...] | None:
    if entry is None or entry.standing.state not in roster.STANDS:
        return None
    return entry.trader_id, entry.souk_date, entry.body.get("outcome")


class _Folding:
    """One pass over some traders: consents first, since the rest hangs on them."""

    def __init__(
        self,
        session: Session,
        market_id: str,
        journal: Journal,
        now: datetime,
        trader_ids: frozenset[str],
    ) -> None:
        self.session, self.market_id, self.journal, self.now = session, market_id, journal, now
        self.trader_ids = trader_ids
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        self.writes = EntryWrites(market_id)
        self.reviews: list[dict[str, Any]] = []
        self.asked: set[str] = set()
        self.moved_to: set[str] = set()  # other traders, whom an entry speaks of by now

    def run(self) -> None:
        ids = sorted(self.trader_ids)
        for entry in read_entry_where(self.session, self.market_id, ENTRY.c.trader_id.in_(ids)):
            self.entries[entry.trader_id or ""].append(entry)
        consents = self._fold_consents()
        for trader_id in ids:
            self._follow_consent(trader_id, consents[trader_id])
        self.listed = imports.listed(self.session, self.market_id, self.trader_ids)
        kinds = {e.kind for entries in self.entries.values() for e in entries}
        if "trader" in kinds or self.listed:
            self._fold_roster(consents)
        self.writes.write(self.session)
        if self.reviews:
            self.session.connection().execute(insert(REVIEW), self.reviews)

    def _of_kind(self, trader_id: str, kind: str) -> list[Entry]:
        return [entry for entry in self.entries[trader_id] if entry.kind == kind]

    # Consents

    def _fold_consents(self) -> dict[str, dict[str, str]]:
        """Write what changed; `{trader: {purpose: decision}}`."""
        said = {t: roster.fold_consents(self._of_kind(t, "consent")) for t in self.trader_ids}
        if any(self._of_kind(trader_id, "consent") for trader_id in self.trader_ids):
            # Folded whole: a cancelled consent leaves no row behind.
            self.session.execute(
                delete(catalog.Consent).where(
                    col(catalog.Consent.market_id) == self.market_id,
                    col(catalog.Consent.trader_id).in_(self.trader_ids),
                )
            )
            rows = [self._consent_row(e) for t in sorted(said) for e in said[t].values()]
            if rows:
                self.session.connection().execute(insert(CONSENT), rows)
        return {
            trader_id: {purpose: entry.body["decision"] for purpose, entry in by_purpose.items()}
            for trader_id, by_purpose in said.items()
        }

    def _consent_row(self, entry: Entry) -> dict[str, Any]:
        names = ("trader_id", "purpose", "decision", "text_version", "language", "mode")
        return {name: entry.body[name] for name in names} | {
            "market_id": self.market_id,
            "recorded_at": entry.recorded_at,
            "entry_id": entry.id,
        }

    def _follow_consent(self, trader_id: str, consents: Mapping[str, str]) -> None:
        for entry in list(self.entries[trader_id]):
            purpose = KINDS[entry.kind].consent if entry.kind in KINDS else None
            if purpose is None:
                continue
            out = consents.get(purpose) in roster.TAKES_OUT.get(purpose, ())
            standing = entry.standing
            if out and standing.state in roster.STANDS:
                after = replace(
                    standing,
                    state="rejected",
                    approved_rev=None,
                    proposed_rev=None,
                    decided_by=NO_CONSENT,
                )
                self._move(entry, after, "reject")
            elif not out and (standing.state, standing.decided_by) == ("rejected", NO_CONSENT):
                self._move(entry, Standing("received", standing.rev), "reopen")

    # The roster

    def _fold_roster(self, consents: Mapping[str, Mapping[str, str]]) -> None:
        ground = self._read_ground()
        query = select(catalog.Trader).where(
            catalog.Trader.market_id == self.market_id, col(catalog.Trader.id).in_(self.trader_ids)
        )
        before = {row.id: row for row in self.session.exec(query)}
        created: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        for trader_id in sorted(self.trader_ids):
            said = self._of_kind(trader_id, "trader")
            listed = self.listed.get(trader_id)
            row = roster.fold_trader(said, consents[trader_id], ground, listed)
            if row is None:
                continue
            old = before.get(trader_id)
            if old is None or any(getattr(old, name) != value for name, value in row.items()):
                row |= {"market_id": self.market_id, "id": trader_id, "updated_at": self.now}
                (created if old is None else changed).append(row)
                self._mark_flags(trader_id, row["state"])
        self._write_roster(created, changed)
        imports.settle(self.session, self.listed, changed, self.now)
        self._fold_places([row["id"] for row in (*created, *changed)])
        for row in (*created, *changed):
            self.journal.add(NewChange(CATALOG, "trader", row["id"]))

    def _read_ground(self) -> roster.Ground:
        query = (
            select(Market.badge_prefix, Market.phone_tag_key, catalog.Rahba.code, catalog.Rahba.id)
            .join(catalog.Rahba, col(catalog.Rahba.market_id) == col(Market.id), isouter=True)
            .where(Market.id == self.market_id)
        )
        rows = self.session.exec(query).all()
        return roster.Ground({code: rahba for *_, code, rahba in rows}, rows[0][0], rows[0][1])

    def _write_roster(self, created: list[dict[str, Any]], changed: list[dict[str, Any]]) -> None:
        connection = self.session.connection()
        if created:
            connection.execute(insert(TRADER), created)
        if changed:
            statement = (
                update(TRADER)
                .where(TRADER.c.market_id == self.market_id, TRADER.c.id == bindparam("trader"))
                .values({name: bindparam(f"new_{name}") for name in changed[0] if name != "id"})
            )
            rows = [{f"new_{k}": v for k, v in r.items()} | {"trader": r["id"]} for r in changed]
            connection.execute(statement, rows)

    def _mark_flags(self, trader_id: str, state: str) -> None:
        """Marks and surveys learn what their trader has become (OP7)."""
        for entry in list(self.entries[trader_id]):
            if entry.kind not in KINDS or "roster" in KINDS[entry.kind].views:
                continue
            after = _of_a_trader(entry, state)
            if after.flags == entry.flags or entry.standing.state == "cancelled":
                continue
            self._put(entry, after)
            if state == "rejected" and self._loses_its_ground(after):
                self._move(after, Standing("received", after.standing.rev), "reopen", NO_TRADER)

    def _loses_its_ground(self, entry: Entry) -> bool:
        """Approved, and not of a day whose figures stand (LK1)."""
        if entry.standing.state != "approved":
            return False
        return not locked_dates(self.session, self.market_id, [entry.souk_date])

    # Places

    def _fold_places(self, trader_ids: Sequence[str]) -> None:
        if not trader_ids:
            return
        query = select(catalog.Occupancy).where(
            catalog.Occupancy.market_id == self.market_id,
            col(catalog.Occupancy.trader_id).in_(trader_ids),
            catalog.Occupancy.source == FROM_REGISTRATION,
            col(catalog.Occupancy.ends_on).is_(None),
        )
        open_now: dict[str, list[catalog.Occupancy]] = defaultdict(list)
        for row in self.session.exec(query):
            open_now[row.trader_id].append(row)
        new = []
        for trader_id in trader_ids:
            place = roster.fold_place(self._of_kind(trader_id, "trader"))
            stall_id = place.stall_id if place else None
            for row in open_now[trader_id]:
                if row.stall_id != stall_id:
                    # The day before; a registration that fell never held the place at all.
                    row.ends_on = (place.since if place else row.starts_on) - timedelta(days=1)
            if place and stall_id and all(o.stall_id != stall_id for o in open_now[trader_id]):
                new.append(self._occupancy(trader_id, stall_id, place))
        self.session.flush()
        if new:
            self.session.connection().execute(insert(OCCUPANCY), new)

    def _occupancy(self, trader_id: str, stall_id: str, place: roster.Place) -> dict[str, Any]:
        name = f"{trader_id} {stall_id} {self.now.isoformat()}"
        return {
            "market_id": self.market_id,
            "id": str(uuid5(NAMESPACE_OID, name)),
            "trader_id": trader_id,
            "stall_id": stall_id,
            "starts_on": place.since,
            "ends_on": None,
            "source": FROM_REGISTRATION,
        }

    # Moving entries

    def _put(self, before: Entry, after: Entry) -> None:
        self.writes.put(before, after)
        entries = self.entries[before.trader_id or ""]
        at = entries.index(before)
        if after.trader_id == before.trader_id:
            entries[at] = after
            return
        del entries[at]
        if after.trader_id:
            self.moved_to.add(after.trader_id)

    def _move(self, entry: Entry, standing: Standing, decision: str, by: str = NO_CONSENT) -> None:
        """Change a state the way a person would: a review, the author told, programs told."""
        after = self._with_last_word(replace(entry, standing=standing, decided_at=self.now), entry)
        standing = after.standing
        self._put(entry, after)
        if KINDS[entry.kind].on_roster:
            self.asked.update(e.trader_id for e in (entry, after) if e.trader_id)
        self.reviews.append(
            {
                "market_id": self.market_id,
                "id": str(uuid5(NAMESPACE_OID, f"{entry.id} {by} {self.now.isoformat()}")),
                "entry_id": entry.id,
                "rev": standing.rev,
                "decision": decision,
                "state_before": entry.standing.state,
                "state_after": standing.state,
                "decided_by": by,
                "decided_at": self.now,
                "reason": by.removeprefix("policy:"),
                "comments": [],
                "undone_by": None,
            }
        )
        self.journal.add(own_change(after))
        row = feed_row(entry.standing, standing)
        if row is not None:
            self.journal.add(approved_change(after, row))

    def _with_last_word(self, after: Entry, before: Entry) -> Entry:
        """Whatever its author said since the approval stands now that this has fallen, also what
        lay beside it as proposed; a cancel, too (ST4)."""
        if before.standing.approved_rev in (None, after.standing.rev):
            return after
        ops = revision_texts(self.session, self.market_id, [after.id])
        if op_type(before, before.standing.proposed_rev, ops) == "cancel":
            after = replace(after, standing=replace(after.standing, state="cancelled"))
        body = body_at(after, after.standing.rev, ops)
        unasked = imported(self.session, self.market_id)
        after = with_body(
            after, KINDS[after.kind].without_the_uninformed(body, unasked.__contains__)
        )
        if after.trader_id == before.trader_id:
            return after
        return _of_a_trader(after, self._state_of(after.trader_id))

    def _state_of(self, trader_id: str | None) -> str:
        query = select(catalog.Trader.state).where(
            catalog.Trader.market_id == self.market_id, catalog.Trader.id == trader_id
        )
        return self.session.exec(query).first() or ""


def _of_a_trader(entry: Entry, state: str) -> Entry:
    """Flagged by what its trader is on the roster."""
    flag = roster.flag_of_trader(state) if entry.trader_id else None
    kept = set(entry.flags) - {"provisional_trader", "unknown_trader"}
    return with_flags(entry, kept | ({flag} if flag else set()))
