"""What becomes of an op, decided from facts alone (SPEC PU4-PU9, PU15). Pure: no query, no clock.

The rules are asked in one order; the first that has an answer gives it. `decide` also moves the
facts on, so that the next op of the batch meets what this one left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from rahba.entries import lifecycle
from rahba.entries.entry import Entry
from rahba.entries.kinds import KINDS
from rahba.entries.kinds.kind import Arrival, Body, Problem, Subjects
from rahba.entries.roster import flag_of_trader
from rahba.sync.facts import Facts
from rahba.sync.op import Op
from rahba.sync.protocol import ACCEPTED, REFUSED, Code, FieldError

CLOCK_TOLERANCE = timedelta(minutes=10)
OLDEST_SOUK_DATE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`before` and `after` are the entry as the op met and left it; `after` only if accepted."""

    op: Op
    code: Code
    errors: tuple[FieldError, ...] = ()
    before: Entry | None = None
    after: Entry | None = None
    rev: int | None = None
    gap: bool = False
    superseded: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


def decide(op: Op, facts: Facts) -> Outcome:
    """The outcome of an op without a receipt."""
    outcome = _first_refusal(op, facts) or _check_body(op, facts)
    if outcome.code in REFUSED:
        facts.note_refusal(op.entry_id, op.op_id)
    if outcome.code in ACCEPTED and outcome.after is not None:
        facts.entries[op.entry_id] = outcome.after
        facts.refused.get(op.entry_id, set()).difference_update(outcome.superseded)
        facts.superseded.update(outcome.superseded)
        _learn_traders(outcome.after, facts)
        _learn_places(outcome.after, facts)
    return outcome


def _first_refusal(op: Op, facts: Facts) -> Outcome | None:
    for rule in _RULES:
        code = rule(op, facts)
        if code is not None:
            behind = facts.refused.get(op.entry_id, ()) if code == "blocked" else ()
            before = facts.entries.get(op.entry_id)
            return Outcome(op, code, before=before, behind=tuple(sorted(behind)))
    return None


def _of_the_erased(op: Op, facts: Facts) -> Code | None:
    """Nothing that speaks of them is kept, not even as refused (RQ7); marks stay as counts."""
    kind = KINDS.get(op.kind)
    if not facts.erased or kind is None or kind.consent is None:
        return None
    named = {value for value in (op.body or {}).values() if isinstance(value, str)}
    return "erased" if named & facts.erased else None


def _held(_op: Op, facts: Facts) -> Code | None:
    """The work of a phone that was revoked, or that nobody linked yet, is kept for the coach,
    whatever it says."""
    return "held" if facts.caller.revoked or facts.caller.unlinked else None


def _not_the_authors(op: Op, facts: Facts) -> Code | None:
    """Another market's, another person's, or another author's entry: all look the same (PU7)."""
    entry = facts.entries.get(op.entry_id)
    caller = facts.caller
    mine = op.market_id == caller.market_id and caller.is_author(op.person_id)
    if mine and (entry is None or entry.author_id == caller.person_id):
        return None
    return "forbidden"


def _without_role(op: Op, facts: Facts) -> Code | None:
    """The role on the souk date counts, not today's (OP6)."""
    kind = KINDS.get(op.kind)
    roles = facts.roles_on(op.souk_date)
    if not roles or (kind is not None and not roles & kind.author_roles):
        return "forbidden"
    return None


def _not_understood(op: Op, _facts: Facts) -> Code | None:
    kind = KINDS.get(op.kind)
    known = kind is not None and op.schema_version in kind.schema_versions
    return None if known else "unsupported"


def _behind_its_repair(op: Op, facts: Facts) -> Code | None:
    """What stands in its place was taken; the older words must not be laid over it (I7)."""
    return "conflict" if op.op_id in facts.superseded else None


def _behind_a_refusal(op: Op, facts: Facts) -> Code | None:
    waiting = facts.refused.get(op.entry_id)
    return "blocked" if waiting and not waiting <= set(op.supersedes) else None


def _on_another_base(op: Op, facts: Facts) -> Code | None:
    entry = facts.entries.get(op.entry_id)
    rev = entry.standing.rev if entry else 0
    if op.base_rev == rev or (op.base_rev > rev and _from_an_earlier_life(op, facts)):
        return None
    return "conflict"


def _from_an_earlier_life(op: Op, facts: Facts) -> bool:
    """Only a restored server can lack what this op stands on (PU15)."""
    return op.epoch is not None and op.epoch != facts.epoch


_RULES: tuple[Callable[[Op, Facts], Code | None], ...] = (
    _of_the_erased,
    _held,
    _not_the_authors,
    _without_role,
    _not_understood,
    _behind_its_repair,
    _behind_a_refusal,
    _on_another_base,
)


def _check_body(op: Op, facts: Facts) -> Outcome:
    kind, before = KINDS[op.kind], facts.entries.get(op.entry_id)
    body = kind.without_the_uninformed(_body_of(op, before), facts.is_imported)
    problems = [] if op.type == "cancel" else kind.check(body, facts.known)
    if op.type != "cancel":
        problems += _not_the_authors_to_say(op, before, body, facts)
    if before is not None and before.kind != op.kind:
        problems.append(Problem("kind", "constraint"))
    errors = tuple(FieldError(path=p.path, code=p.code) for p in problems if p.severity == "error")
    if errors:
        return Outcome(op, "invalid", errors, before=before)
    return _accept(op, facts, before, body, problems)


def _not_the_authors_to_say(
    op: Op, before: Entry | None, body: dict[str, Any], facts: Facts
) -> list[Problem]:
    """What a coach set stays as long as the author lets it, and comes from no author (SV9)."""
    if op.base_rev and _from_an_earlier_life(op, facts):
        return []  # the coach's revision may be what the server lost
    kind = KINDS[op.kind]
    kept = kind.coachs(before.body) if before else frozenset[str]()
    return [Problem(path, "status_not_offered") for path in sorted(kind.coachs(body) - kept)]


def _body_of(op: Op, before: Entry | None) -> dict[str, Any]:
    """A cancel leaves the last body: what was undone can still be read."""
    if op.type != "cancel":
        return op.body or {}
    return before.body if before else {}


def _accept(
    op: Op, facts: Facts, before: Entry | None, body: dict[str, Any], warnings: list[Problem]
) -> Outcome:
    rev = op.base_rev + 1
    gap = op.base_rev != (before.standing.rev if before else 0)
    superseded = _stands_in_for(op, facts)
    standing = lifecycle.Standing("cancelled" if op.type == "cancel" else "received", rev)
    if before is not None:
        try:
            locked = before.souk_date in facts.locked
            standing = lifecycle.after_author(before.standing, op.type, rev, locked=locked)
        except lifecycle.NotAllowed:
            return Outcome(op, "conflict", before=before)
        if standing.proposed_rev is not None:
            after = replace(before, standing=standing)
            return Outcome(op, "proposed", (), before, after, rev, gap, superseded)
    after = _entry(op, facts, standing, body, warnings, _mended(before))
    return Outcome(op, "applied", (), before, after, rev, gap, superseded)


def _stands_in_for(op: Op, facts: Facts) -> tuple[str, ...]:
    """Refused ops, and those that have not come yet: a network may still hold them."""
    refused = facts.refused.get(op.entry_id, set())
    unknown = {op_id for op_id in op.supersedes if op_id not in facts.receipts}
    return tuple(sorted((refused & set(op.supersedes)) | (unknown - facts.superseded)))


def _entry(
    op: Op,
    facts: Facts,
    standing: lifecycle.Standing,
    body: dict[str, Any],
    warnings: list[Problem],
    mended: bool,
) -> Entry:
    # A gap may hide what was there: a cancel can be all that is left of an entry.
    subjects = KINDS[op.kind].subjects(body) if body else Subjects()
    flags = _flags(op, body, subjects, facts, warnings) if op.type != "cancel" else ()
    return Entry(
        id=op.entry_id,
        kind=op.kind,
        schema_version=op.schema_version,
        author_id=facts.caller.person_id,
        device_id=op.device_id,
        souk_date=op.souk_date,
        standing=standing,
        body=body,
        flags=(*flags, "revised") if mended and op.type != "cancel" else flags,
        trader_id=subjects.trader_id,
        stall_id=subjects.stall_id,
        recorded_at=op.recorded_at,
        received_at=facts.now,
    )


def _mended(before: Entry | None) -> bool:
    """Whether the coach sent it back before: what came of that is for the coach's eyes."""
    if before is None:
        return False
    return before.standing.state == "returned" or "revised" in before.flags


def _flags(
    op: Op, body: Body, subjects: Subjects, facts: Facts, warnings: list[Problem]
) -> tuple[str, ...]:
    """A flag never refuses (OP7, ST6, CL2)."""
    author = facts.caller.person_id
    arrival = Arrival(op.entry_id, author, op.souk_date, body, warnings, op.recorded_at)
    flags = set(KINDS[op.kind].flags(arrival, facts.known))
    if _clock_is_suspect(op, facts):
        flags.add("clock_suspect")
    if body != op.body:
        flags.add("not_informed")
    closed = facts.days.get(op.souk_date)
    if closed is None:
        flags.add("off_day")
    elif closed:
        flags.add("late")
    makes_place = "places" in KINDS[op.kind].views
    if subjects.stall_id is not None and not makes_place and subjects.stall_id not in facts.stalls:
        flags.add("unknown_stall")
    if "roster" not in KINDS[op.kind].views:
        states = {facts.traders.get(trader_id, "") for trader_id in subjects.traders}
        flags |= {flag for flag in map(flag_of_trader, states) if flag}
    return tuple(sorted(flags))


def _clock_is_suspect(op: Op, facts: Facts) -> bool:
    return (
        facts.clock_off
        or op.recorded_at > facts.now + CLOCK_TOLERANCE
        or op.souk_date > facts.today
        or op.souk_date < facts.today - OLDEST_SOUK_DATE
    )


def _learn_traders(entry: Entry, facts: Facts) -> None:
    """A mark behind a registration in one batch is a mark of somebody known."""
    trader_id = entry.trader_id
    if "roster" not in KINDS[entry.kind].views or trader_id is None:
        return
    if facts.traders.get(trader_id, "imported") == "imported":
        facts.traders[trader_id] = "provisional"


def _learn_places(entry: Entry, facts: Facts) -> None:
    """A mark behind the place that it stands on, in one batch, is a mark of a known place."""
    if (
        "places" in KINDS[entry.kind].views
        and entry.stall_id
        and entry.standing.state != "cancelled"
    ):
        facts.stalls.add(entry.stall_id)
