"""What a phone and the server say to each other when pushing; one closed list of outcomes. Pure.

The envelope is checked by pydantic; each op arrives as text and is read alone (`rahba.sync.op`), so
that one unreadable op stops no other (SPEC PU1).
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal, NotRequired, TypedDict

from pydantic import AwareDatetime, BaseModel, Field

PROTOCOL = 1
MIN_APP = "0.1.0"
MAX_OPS = 100
MAX_LISTED_DAYS, MAX_LISTED = 7, 4000
MAX_CHECKS = 40

Code = Literal[
    "applied",
    "proposed",
    "conflict",
    "invalid",
    "forbidden",
    "held",
    "unsupported",
    "erased",
    "blocked",
    "op_id_reused",
    "retry",
]
OpType = Literal["create", "revise", "cancel"]
ACCEPTED: frozenset[str] = frozenset({"applied", "proposed"})
REFUSED: frozenset[str] = frozenset({"conflict", "invalid", "forbidden", "held", "unsupported"})
WITHOUT_RECEIPT: frozenset[str] = frozenset({"blocked", "retry", "op_id_reused"})


class FieldError(TypedDict):
    """`path` is a field path of the op or of its body; "" is the op as a whole."""

    path: str
    code: str


class Settlement(TypedDict):
    outcome: str
    rev: int | None
    reason: str


class OpResult(TypedDict):
    """`index` stands instead of an op id that could not be read."""

    op_id: str | None
    code: Code
    index: NotRequired[int]
    rev: NotRequired[int]
    received_at: NotRequired[str]
    flags: NotRequired[list[str]]
    errors: NotRequired[list[FieldError]]
    current: NotRequired[dict[str, Any]]
    settlement: NotRequired[Settlement]
    behind: NotRequired[
        list[str]
    ]  # of a blocked op: the refused ones, which its phone may not know


class CustodyAnswer(TypedDict, total=False):
    """What a push without ops is told beside the rest (CU2, CU3)."""

    wanted_days: list[str]  # whose digest is another than that of the receipts
    lacking: list[str]  # of the ops `listed`: those without a receipt


class PushResponse(CustodyAnswer):
    epoch: str
    server_time: str
    min_app: str
    results: list[OpResult]


class ReadyWord(BaseModel):
    """What the phone said when it last looked whether it is ready for a souk (RE3)."""

    at: AwareDatetime
    ok: bool
    failing: list[Annotated[str, Field(max_length=40)]] = Field(
        default_factory=list, max_length=MAX_CHECKS
    )


class Manifest(BaseModel):
    """What the phone says of its own outbox; shown to the coach, believed for nothing.

    `digests` are of the ops that it knows to be taken or refused, by souk day (CU2).
    """

    pending: int = Field(ge=0, le=10**6)
    refused: int = Field(default=0, ge=0, le=10**6)
    oldest_recorded_at: datetime | None = None
    by_day: dict[date, int] = Field(default_factory=dict, max_length=400)
    media: int = Field(default=0, ge=0, le=10**6)  # photos that wait, apart from the ops
    refused_by_day: dict[date, int] | None = Field(default=None, max_length=400)
    digests: dict[date, str] = Field(default_factory=dict, max_length=MAX_LISTED_DAYS)
    ready: ReadyWord | None = None


class PushRequest(BaseModel):
    """`ops` are strings, each the frozen characters of one op; others are kept as unreadable."""

    protocol: Literal[1]
    app: str = Field(max_length=40)
    epoch: str | None = Field(default=None, max_length=64)
    sent_at: datetime
    manifest: Manifest = Field(default_factory=lambda: Manifest(pending=0))
    ops: list[Any] = Field(max_length=MAX_OPS)
    listed: dict[date, Annotated[list[str], Field(max_length=MAX_LISTED)]] = Field(
        default_factory=dict, max_length=MAX_LISTED_DAYS
    )
