"""Who is calling, as a value: what a route's dependency hands to a use case. `sort` is all that the
log says of a caller besides the market."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

Projection = Literal["aggregates", "pseudonymous", "pii"]


@dataclass(frozen=True)
class PhoneCaller:
    """A phone by one of its tokens. A revoked one may still push; what it brings is held.
    `push_only`: by the token that lies outside the locked store, which reads nothing (VA4).
    `unlinked`: nobody has said yet whose phone it is; `once_was`: the id under which its person
    began there, before a coach said who it is (DC6)."""

    market_id: str
    person_id: str
    device_id: str
    revoked: bool = False
    push_only: bool = False
    unlinked: bool = False
    once_was: str | None = None
    sort: ClassVar = "phone"

    def is_author(self, person_id: str) -> bool:
        return person_id in (self.person_id, self.once_was)


@dataclass(frozen=True)
class DeskCaller:
    """Someone signed in at a desk; `roles` are those held today in this market, a deputy's with
    the coach's besides."""

    market_id: str
    person_id: str
    roles: frozenset[str]
    sort: ClassVar = "desk"

    @property
    def actor(self) -> str:
        return f"person:{self.person_id}"


@dataclass(frozen=True)
class ProgramCaller:
    """A program by its key. `kinds` empty means every kind that the projection shows."""

    market_id: str
    key_id: str
    projection: Projection
    kinds: frozenset[str]
    since: date | None
    sort: ClassVar = "key"

    @property
    def actor(self) -> str:
        return f"key:{self.key_id}"
