"""What a phone learns of its own person: zones, badge numbers, and what became of each entry
(SPEC PL4). Every query here names the author or the person."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from rahba.access.callers import PhoneCaller
from rahba.access.recovery_key import public_key
from rahba.access.roles import acting, roles_on
from rahba.access.tables import Person
from rahba.catalog.badge_ranges import unspent
from rahba.catalog.tables import Market
from rahba.catalog.zones import zone_documents
from rahba.entries.at_desk import set_unknown_in
from rahba.entries.kinds import KINDS
from rahba.entries.tables import Entry, OpReceipt, OpSettlement, Review
from rahba.sync.closings import team_phones
from rahba.types import rfc3339

PERSON, POLICY = "person:", "policy:"


def me_document(
    session: Session, caller: PhoneCaller, market: Market, today: date, secret: bytes
) -> dict[str, Any]:
    person = session.get_one(Person, (market.id, caller.person_id))
    ranges, _ = unspent(session, market.id, caller.device_id)
    me: dict[str, Any] = {
        "person": {**name_of(person), "id": person.id, "sex": person.sex},
        "device_id": caller.device_id,
        "zones": zone_documents(session, market.id, caller.person_id, today),
        "badge_ranges": [
            {"prefix": market.badge_prefix, "starts": lent.starts, "ends": lent.ends}
            for lent in ranges
        ],
        "recovery_key": public_key(secret),
    }
    if "coach" in acting(roles_on(session, market.id, caller.person_id, today)):
        me["team_phones"] = team_phones(session, market.id, today)
    return me


def entry_documents(
    session: Session, caller: PhoneCaller, today: date, ids: Sequence[str]
) -> list[dict[str, Any]]:
    """The author's entries in the order of `ids`, each with the decision in force."""
    market_id = caller.market_id
    query = select(Entry).where(
        Entry.market_id == market_id, Entry.author_id == caller.person_id, col(Entry.id).in_(ids)
    )
    entries = {entry.id: entry for entry in session.exec(query)}
    made = _reviews(session, market_id, list(entries))
    reviews = {id_: standing for id_, past in made.items() if (standing := _newest(past))}
    deciders = _people(session, market_id, [r.decided_by for r in reviews.values()])
    # What was revised at the desk, and perhaps put back there, the phone never had (SV9).
    revised = {id_ for id_, past in made.items() if any(set_unknown_in(r.comments) for r in past)}
    documents = []
    for entry in (entries[id_] for id_ in ids if id_ in entries):
        review = reviews.get(entry.id)
        document = _entry_document(entry, review, deciders)
        if _follows(entry, caller, today):
            document |= {"body": entry.body, "recorded_at": rfc3339(entry.recorded_at)}
        elif entry.id in revised or _needs_mending(entry, review):
            document["body"] = entry.body
        documents.append(document)
    return documents


def settlement_documents(
    session: Session, market_id: str, person_id: str, op_ids: Sequence[str]
) -> list[dict[str, Any]]:
    query = (
        select(OpSettlement, OpReceipt.entry_id)
        .where(OpSettlement.market_id == market_id, col(OpSettlement.op_id).in_(op_ids))
        .join(
            OpReceipt,
            (col(OpReceipt.market_id) == OpSettlement.market_id)
            & (col(OpReceipt.op_id) == OpSettlement.op_id),
        )
        .where(OpReceipt.person_id == person_id)
        .order_by(OpSettlement.op_id)
    )
    return [
        {
            "op_id": settlement.op_id,
            "entry_id": entry_id,
            "outcome": settlement.outcome,
            "rev": settlement.rev,
            "reason": settlement.reason,
        }
        for settlement, entry_id in session.exec(query)
    ]


def name_of(person: Person) -> dict[str, str]:
    return {"name_ar": person.name_ar, "name_latin": person.name_latin}


def _entry_document(
    entry: Entry, review: Review | None, deciders: dict[str, Person]
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "entry_id": entry.id,
        "kind": entry.kind,
        "souk_date": entry.souk_date.isoformat(),
        "rev": entry.rev,
        "state": entry.state,
        "flags": entry.flags,
        "proposed_rev": entry.proposed_rev,
    }
    if review is not None:
        document["decision"] = _decision_document(review, deciders)
    return document


def _needs_mending(entry: Entry, review: Review | None) -> bool:
    """The phone may have dropped the body after sending it."""
    return entry.state == "returned" or (
        review is not None and review.decision == "refuse_proposed"
    )


def _follows(entry: Entry, caller: PhoneCaller, today: date) -> bool:
    """Whether this phone, another one or the same after it was cleared, goes on with it (PL7)."""
    elsewhere = entry.device_id != caller.device_id
    return elsewhere and entry.souk_date == today and KINDS[entry.kind].follows_author


def _decision_document(review: Review, deciders: dict[str, Person]) -> dict[str, Any]:
    return {
        "decision": review.decision,
        "by": _decider(review.decided_by, deciders),
        "at": rfc3339(review.decided_at),
        "reason": review.reason,
        "rev": review.rev,
        "comments": review.comments,
    }


def _decider(decided_by: str, deciders: dict[str, Person]) -> dict[str, str]:
    if decided_by.startswith(POLICY):
        return {"policy": decided_by.removeprefix(POLICY)}
    return name_of(deciders[decided_by.removeprefix(PERSON)])


def _reviews(session: Session, market_id: str, entry_ids: list[str]) -> dict[str, list[Review]]:
    """All decisions by entry, oldest first, those that were taken back too."""
    query = select(Review).where(Review.market_id == market_id, col(Review.entry_id).in_(entry_ids))
    found: dict[str, list[Review]] = defaultdict(list)
    for review in session.exec(query.order_by(col(Review.decided_at), Review.id)):
        found[review.entry_id].append(review)
    return found


def _newest(past: Sequence[Review]) -> Review | None:
    """The newest decision that stands: neither undone nor itself an undo."""
    standing = [r for r in past if r.undone_by is None and r.decision != "undo"]
    return standing[-1] if standing else None


def _people(session: Session, market_id: str, decided_by: list[str]) -> dict[str, Person]:
    ids = {who.removeprefix(PERSON) for who in decided_by if who.startswith(PERSON)}
    query = select(Person).where(Person.market_id == market_id, col(Person.id).in_(ids))
    return {person.id: person for person in session.exec(query)}
