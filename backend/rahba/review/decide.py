"""`POST /review/entries/{id}/decision`, `/review/decisions`, and the ways back from them."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import ConfigDict, Field, model_validator
from sqlmodel import Session, col, select

from rahba.access.callers import DeskCaller
from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.access.tables import Person
from rahba.entries.decisions import Decided, Decision, NotDecided, decide_many
from rahba.entries.tables import Review
from rahba.entries.undoing import Undo, undo_many
from rahba.errors import Conflict, NotFound
from rahba.review import examples
from rahba.review.locking import lock_on
from rahba.review.rejecting import Following, follow
from rahba.review.returning import refuse_unaskable, taking_out
from rahba.review.undo import undo_reviews
from rahba.types import rfc3339
from rahba.wire import Text, Wire, WireId

router = APIRouter(prefix="/review", tags=["review"])
NEEDS_REASON = frozenset({"reject", "reopen"})


class CommentBody(Wire):
    """Words at a field; `path` has its repeat index, `phrase` is the code of a ready one, `way`
    what becomes of the answer: its author mends it without the trader, or asks again; or the coach
    sets it to unknown."""

    path: str = Field(max_length=300)
    text: Text
    phrase: str | None = Field(default=None, max_length=40)
    way: Literal["mend", "ask_again", "unknown"] | None = None


class DecisionBody(Wire):
    decision_id: WireId
    decision: Literal["approve", "return", "reject", "reopen", "accept_proposed", "refuse_proposed"]
    rev: int = Field(ge=1, le=10**6)
    reason: Text = ""
    comments: list[CommentBody] = Field(default_factory=list, max_length=50)

    @model_validator(mode="after")
    def says_why(self) -> "DecisionBody":
        if self.decision in NEEDS_REASON and not self.reason.strip():
            raise ValueError(f"{self.decision} needs a reason")
        if self.decision == "return" and not (self.comments or self.reason.strip()):
            raise ValueError("return needs a comment or a reason")
        ways = {comment.way for comment in self.comments}
        if "unknown" in ways and self.decision not in ("approve", "return"):
            raise ValueError(f"{self.decision} sets no answer to unknown")
        if self.decision == "approve" and ways & {"mend", "ask_again"}:
            raise ValueError("what is approved is not sent back")
        if self.decision == "return" and ways == {"unknown"}:
            raise ValueError("nothing is left to send back: approve the rest")
        return self

    @property
    def asked_again(self) -> list[str]:
        """Paths of the answers to ask for once more."""
        return [comment.path for comment in self.comments if comment.way == "ask_again"]

    def on(self, entry_id: str) -> Decision:
        comments = [comment.model_dump(exclude_none=True) for comment in self.comments]
        return Decision(self.decision_id, entry_id, self.decision, self.rev, self.reason, comments)


class FollowingBody(Wire):
    """Where what was recorded of a rejected registration's trader goes (SPEC ST9)."""

    what: Literal["keep", "reject", "move"]
    to_id: WireId | None = None

    @model_validator(mode="after")
    def says_where(self) -> "FollowingBody":
        if (self.what == "move") != (self.to_id is not None):
            raise ValueError("to move names a trader, and only that does")
        return self


class OneDecisionBody(DecisionBody):
    model_config = ConfigDict(json_schema_extra={"examples": [examples.RETURN]})
    following: FollowingBody | None = None


class EntryDecisionBody(DecisionBody):
    """One of many: ways are chosen entry by entry, in front of the answers."""

    entry_id: WireId

    @model_validator(mode="after")
    def asks_nothing_again(self) -> "EntryDecisionBody":
        if any(comment.way in ("ask_again", "unknown") for comment in self.comments):
            raise ValueError("what is asked again or set to unknown is decided on its own")
        return self


class DecisionsBody(Wire):
    decisions: list[EntryDecisionBody] = Field(min_length=1, max_length=200)


class UndoBody(Wire):
    decision_id: WireId


class UndosBody(UndoBody):
    review_ids: list[WireId] = Field(min_length=1, max_length=2000)


@router.post("/entries/{entry_id}/decision", responses=examples.DECIDED)
def decide_entry(
    entry_id: WireId, body: OneDecisionBody, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """Decide the revision that was seen; 409 `decided_meanwhile` if something came between,
    `day_locked` where the day's figures stand; 422 `cannot_ask_again` for an answer about a period
    that passes, `cannot_set_unknown` for one that the rest hangs on."""

    def work(session: Session) -> dict[str, Any]:
        refuse_unaskable(session, coach.market_id, entry_id, body.asked_again)
        decision = taking_out(session, coach.market_id, body.on(entry_id))
        answer = decide_many(session, coach.market_id, coach.actor, [decision], world)[0]
        shown = _shown_or_raised(session, coach, answer)
        if body.following is None:
            return shown
        following = Following(body.following.what, body.following.to_id)
        followed = follow(session, coach, decision, following, world)
        return {**shown, "also": followed.review_ids, "alias_id": followed.alias_id}

    return database.transact(work)


@router.post("/decisions", responses=examples.DECIDED_MANY)
def decide_entries(
    body: DecisionsBody, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """Decide up to 200 entries; each has its own answer, and one that fails stops no other."""
    decisions = [item.on(item.entry_id) for item in body.decisions]

    def work(session: Session) -> dict[str, Any]:
        answers = decide_many(session, coach.market_id, coach.actor, decisions, world)
        return {"results": [_result(session, coach, answer) for answer in answers]}

    return database.transact(work)


@router.post("/reviews/{review_id}/undo")
def undo_review(
    review_id: WireId, body: UndoBody, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """Take back the newest decision on its entry; 409 if it is no longer the newest."""

    def work(session: Session) -> dict[str, Any]:
        undos = [Undo(body.decision_id, review_id)]
        answer = undo_many(session, coach.market_id, coach.actor, undos, world)[0]
        return _shown_or_raised(session, coach, answer)

    return database.transact(work)


@router.post("/undo")
def undo_decisions(
    body: UndosBody, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, Any]:
    """Take back up to 2,000 decisions; each has its own answer, and one that cannot be taken
    back stops no other."""
    answers = undo_reviews(database, coach, body.review_ids, body.decision_id, world)
    with database.read() as session:
        results = [_result(session, coach, answer) for answer in answers]
    return {
        "results": [
            {"undoes": review_id, **result}
            for review_id, result in zip(body.review_ids, results, strict=True)
        ]
    }


def _shown_or_raised(
    session: Session, coach: DeskCaller, answer: Decided | NotDecided
) -> dict[str, Any]:
    if isinstance(answer, Decided):
        return _decided(answer)
    if answer.code == "not_found":
        raise NotFound
    if answer.code == "day_locked":
        raise Conflict("the day is locked", code="day_locked", **_lock(session, coach, answer))
    if answer.code == "not_allowed":
        raise Conflict("the state of the entry does not admit that")
    raise Conflict(code="decided_meanwhile", **_meanwhile(session, coach, answer))


def _result(session: Session, coach: DeskCaller, answer: Decided | NotDecided) -> dict[str, Any]:
    if isinstance(answer, Decided):
        return {"code": "decided", **_decided(answer)}
    shown: dict[str, Any] = {"entry_id": answer.entry_id, "code": answer.code}
    if answer.code == "decided_meanwhile":
        shown |= _meanwhile(session, coach, answer)
    if answer.code == "day_locked":
        shown |= _lock(session, coach, answer)
    return shown


def _decided(answer: Decided) -> dict[str, Any]:
    return {
        "review_id": answer.review_id,
        "entry_id": answer.entry_id,
        "state": answer.state,
        "rev": answer.rev,
    }


def _meanwhile(session: Session, coach: DeskCaller, answer: NotDecided) -> dict[str, Any]:
    """Who was faster, with both names: a coach, a policy, or the author with a new revision."""
    entry = answer.entry
    if entry is None:
        return {}
    newest = session.exec(
        select(Review)
        .where(Review.market_id == coach.market_id, Review.entry_id == entry.id)
        .order_by(col(Review.decided_at).desc(), col(Review.id))
        .limit(1)
    ).first()
    if newest is None or newest.decided_at < entry.received_at:
        by, at, decision = f"person:{entry.author_id}", entry.received_at, "revise"
    else:
        by, at, decision = newest.decided_by, newest.decided_at, newest.decision
    return {
        "by": _name(session, coach.market_id, by),
        "at": rfc3339(at),
        "decision": decision,
        "your": _name(session, coach.market_id, coach.actor),
        "current": {"rev": entry.standing.rev, "state": entry.standing.state},
    }


def _lock(session: Session, coach: DeskCaller, answer: NotDecided) -> dict[str, Any]:
    if answer.entry is None:
        return {}
    return lock_on(session, coach.market_id, answer.entry.souk_date) or {}


def _name(session: Session, market_id: str, actor: str) -> dict[str, str]:
    sort, _, name = actor.partition(":")
    if sort == "policy":
        return {"policy": name}
    person = session.get_one(Person, (market_id, name))
    return {"name_ar": person.name_ar, "name_latin": person.name_latin}
