"""The approved entries of one kind, with the columns that a program of this scope may see."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from rahba.access.callers import ProgramCaller
from rahba.catalog.roster import merged_away
from rahba.entries.kinds import KINDS
from rahba.entries.projection import Lens, project
from rahba.entries.tables import Entry
from rahba.export.csv import flatten
from rahba.feed.read import shown_id
from rahba.forms.tables import FormVersion

COMMON = ["entry_id", "souk_date", "rev"]
BATCH = 1000


def approved_rows(
    session: Session,
    caller: ProgramCaller,
    lens: Lens,
    kind: str,
    starts_on: date | None,
    ends_on: date | None,
) -> Iterator[dict[str, Any]]:
    """One flat row an entry, by souk date; exactly those that the feed adds up to."""
    registers = "roster" in KINDS[kind].views
    merged = merged_away(session, caller.market_id) if registers else frozenset()
    query = (
        select(Entry)
        .where(Entry.market_id == caller.market_id, Entry.kind == kind, Entry.state == "approved")
        .order_by(col(Entry.souk_date), col(Entry.id))
        .execution_options(yield_per=BATCH)
    )
    for bound in (b for b in (starts_on, caller.since) if b is not None):
        query = query.where(Entry.souk_date >= bound)
    if ends_on is not None:
        query = query.where(Entry.souk_date <= ends_on)
    for entry in session.exec(query):
        if entry.trader_id in merged:
            continue
        yield {
            "entry_id": shown_id(entry.id, caller, lens),
            "souk_date": entry.souk_date.isoformat(),
            "rev": entry.approved_rev,
            **flatten(project(KINDS[kind], caller.projection, entry.body, lens)),
        }


def columns(session: Session, caller: ProgramCaller, lens: Lens, kind: str) -> list[str]:
    """The header: the fields that the kind shows, and the questions of every form version."""
    names = list(COMMON)
    for shown in KINDS[kind].shows[caller.projection]:
        if shown.source == "answers":
            with_sensitive = shown.treatment == "answers"
            names += _questions(session, caller, lens, kind, with_sensitive=with_sensitive)
        else:
            names.append(shown.name)
    return names


def _questions(
    session: Session, caller: ProgramCaller, lens: Lens, kind: str, *, with_sensitive: bool
) -> list[str]:
    """Paths in the order of asking; a repeat has a column for each instance that was recorded."""
    compiled = session.exec(
        select(FormVersion.compiled)
        .where(FormVersion.market_id == caller.market_id)
        .order_by(col(FormVersion.published_at))
    ).all()
    leaves = [leaf for form in compiled for leaf in _leaves(form["nodes"], repeated=False)]
    paths = {
        node["path"]: None
        for node, repeated in leaves
        if not repeated and (with_sensitive or not node.get("sensitive"))
    }
    if any(repeated for _, repeated in leaves):
        for row in approved_rows(session, caller, lens, kind, None, None):
            paths |= dict.fromkeys(name for name in row if "[" in name)
    return list(paths)


def _leaves(
    nodes: list[dict[str, Any]], *, repeated: bool
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every question with whether it stands in a repeat."""
    for node in nodes:
        if node["type"] in ("group", "repeat"):
            inside = repeated or node["type"] == "repeat"
            yield from _leaves(node.get("children", []), repeated=inside)
        elif node["type"] != "note":
            yield node, repeated
