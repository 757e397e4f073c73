"""One entry as the coach meets it: what it says, what changed, who said what (reads only)."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, col, select

from rahba.access.tables import Person
from rahba.entries.at_desk import AT_THE_DESK
from rahba.entries.kinds import KINDS
from rahba.entries.tables import EntryRevision, Review
from rahba.errors import NotFound
from rahba.forms.tables import FormVersion
from rahba.review.locking import lock_on
from rahba.review.queue import queue_item, read_item
from rahba.review.rejecting import count_hanging
from rahba.types import rfc3339

Body = Mapping[str, Any]


def read_detail(session: Session, market_id: str, entry_id: str) -> dict[str, Any]:
    """The queue item with body, form, revisions, reviews and differences. Raises `NotFound`."""
    row = read_item(session, market_id, entry_id)
    if row is None:
        raise NotFound(f"no entry {entry_id}")
    revisions = _revisions(session, market_id, entry_id)
    bodies = _bodies(revisions)
    previous = _previous(bodies, row.rev)
    shown = bodies.get(row.proposed_rev or row.rev) or row.body
    return {
        **queue_item(row),
        "body": row.body,
        "trader_id": row.trader_id,
        "stall_id": row.stall_id,
        "hanging": _hanging(session, market_id, row),
        "form": _form(session, market_id, row.body),
        "previous": previous,
        "proposed": {"rev": row.proposed_rev, "body": shown} if row.proposed_rev else None,
        "diff": difference(previous["body"], shown) if previous else [],
        "lock": lock_on(session, market_id, row.souk_date),
        "revisions": [_revision_json(revision) for revision in revisions],
        "reviews": _reviews(session, market_id, entry_id),
    }


def difference(before: Body, after: Body) -> list[dict[str, Any]]:
    """`[{"path", "before", "after"}]`; answers are compared one by one, under their paths."""
    old, new = _flat(before), _flat(after)
    paths = [*old, *(path for path in new if path not in old)]
    return [
        {"path": path, "before": old.get(path), "after": new.get(path)}
        for path in paths
        if old.get(path) != new.get(path)
    ]


def _flat(body: Body) -> dict[str, Any]:
    flat = {key: value for key, value in body.items() if key != "answers"}
    return flat | dict(body.get("answers") or {})


def _hanging(session: Session, market_id: str, row: Row[Any]) -> dict[str, int]:
    """What would lose its person if this registration were rejected, by kind."""
    if "roster" not in KINDS[row.kind].views or row.trader_id is None:
        return {}
    return count_hanging(session, market_id, row.trader_id)


def _revisions(session: Session, market_id: str, entry_id: str) -> list[EntryRevision]:
    query = select(EntryRevision).where(
        EntryRevision.market_id == market_id, EntryRevision.entry_id == entry_id
    )
    return list(session.exec(query.order_by(col(EntryRevision.rev))))


def _bodies(revisions: list[EntryRevision]) -> dict[int, Body]:
    """Bodies by revision; a cancel has none."""
    ops = {revision.rev: json.loads(revision.op) for revision in revisions}
    return {rev: op["body"] for rev, op in ops.items() if op.get("body") is not None}


def _previous(bodies: dict[int, Body], rev: int) -> dict[str, Any] | None:
    earlier = [known for known in bodies if known < rev]
    return {"rev": max(earlier), "body": bodies[max(earlier)]} if earlier else None


def _revision_json(revision: EntryRevision) -> dict[str, Any]:
    op = json.loads(revision.op)
    return {
        "rev": revision.rev,
        "type": op["type"],
        "at_desk": op.get("device_id") == AT_THE_DESK,
        "recorded_at": op["recorded_at"],
        "received_at": rfc3339(revision.received_at),
        "gap": revision.gap,
    }


def _form(session: Session, market_id: str, body: Body) -> dict[str, Any] | None:
    """The compiled form version that a response was recorded with."""
    if "form_version" not in body:
        return None
    version = session.exec(
        select(FormVersion).where(
            FormVersion.market_id == market_id,
            FormVersion.form_id == body["form_id"],
            FormVersion.version == body["form_version"],
        )
    ).first()
    return version.compiled if version else None


def _reviews(session: Session, market_id: str, entry_id: str) -> list[dict[str, Any]]:
    query = select(Review).where(Review.market_id == market_id, Review.entry_id == entry_id)
    reviews = session.exec(query.order_by(col(Review.decided_at), Review.id)).all()
    people = {
        f"person:{person.id}": {"name_ar": person.name_ar, "name_latin": person.name_latin}
        for person in session.exec(select(Person).where(Person.market_id == market_id))
    }
    return [
        {
            "id": review.id,
            "rev": review.rev,
            "decision": review.decision,
            "by": people.get(review.decided_by, {"policy": review.decided_by.partition(":")[2]}),
            "at": rfc3339(review.decided_at),
            "reason": review.reason,
            "comments": review.comments,
            "undone": review.undone_by is not None,
        }
        for review in reviews
    ]
