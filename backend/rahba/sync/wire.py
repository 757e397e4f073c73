"""Requests and answers of joining; the documents of snapshot and pull are in their own files."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from rahba.access.store_keys import SealedKey
from rahba.access.wire import PersonAnswer
from rahba.sync.closing import MAX_CHARACTERS
from rahba.sync.closings import MAX_CLOSINGS, Code
from rahba.sync.join import Joined
from rahba.wire import ShortText, Text, Wire


class JoiningDevice(Wire):
    name: Text = ""
    app: Text = ""
    public_key: dict[str, Any] | None = None


class JoinRequest(Wire):
    """`join_key` is made on the phone and kept until an answer came: it makes a retry harmless."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "code": "GH4K-7PQM",
                    "join_key": "5f1c2c0e-6a55-4e7e-9b0a-0d6a7c1f3b11",
                    "device": {"name": "Galaxy A03", "app": "0.1.0"},
                }
            ]
        }
    )
    code: ShortText
    join_key: str = Field(min_length=16, max_length=100)
    device: JoiningDevice


class JoinedMarket(BaseModel):
    id: str
    code: str
    names: dict[str, str]


class LentBadges(BaseModel):
    """Numbers that this phone may give out, ends included."""

    prefix: str
    starts: int
    ends: int


class RecoveryKey(BaseModel):
    """The public half of the server's recovery key: P-256, coordinates as in a JWK."""

    version: int
    x: str
    y: str


class JoinAnswer(BaseModel):
    """`push_token` pushes and reads nothing: it lies outside the phone's locked store (VA4)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "device_id": "4e1f8a6c-1d0b-4c3c-9a55-6d2f7b8c9e10",
                    "device_token": "opaque",
                    "push_token": "opaque",
                    "recovery_key": {"version": 1, "x": "axf…", "y": "T-N…"},
                    "person": {
                        "id": "9a1d7c7e-6a43-4a0e-8a2e-9a4f0b9d7c21",
                        "name_ar": "هاجر",
                        "name_latin": "Hajar",
                        "sex": "f",
                    },
                    "market": {
                        "id": "f6269325-3fe5-403b-bdb5-1bdddf9ea7d7",
                        "code": "guisser",
                        "names": {"ar": "كيسر", "fr": "Guisser", "en": "Guisser"},
                    },
                    "epoch": "2b3f1c9e-54a7-4d55-8f0a-0f3c7a9be6d2",
                    "badge_range": {"prefix": "K", "starts": 451, "ends": 500},
                }
            ]
        }
    )
    device_id: str
    device_token: str
    push_token: str
    recovery_key: RecoveryKey
    person: PersonAnswer
    market: JoinedMarket
    epoch: str
    badge_range: LentBadges

    @classmethod
    def of(cls, joined: Joined, recovery_key: RecoveryKey) -> "JoinAnswer":
        market, lent = joined.market, joined.badge_range
        return cls(
            device_id=joined.device_id,
            device_token=joined.token,
            push_token=joined.push_token,
            recovery_key=recovery_key,
            person=PersonAnswer.of(joined.person),
            market=JoinedMarket(id=market.id, code=market.code, names=market.names),
            epoch=joined.epoch,
            badge_range=LentBadges(prefix=market.badge_prefix, starts=lent.starts, ends=lent.ends),
        )


class PushTokenAnswer(BaseModel):
    push_token: str


class StoreKeyRequest(Wire):
    """Both sealed by the phone to the recovery key of this version."""

    recovery_version: int = Field(ge=1, le=1 << 30)
    wrapped_key: str = Field(max_length=400)
    unlock_code_sealed: str = Field(max_length=400)

    def sealed(self) -> SealedKey:
        return SealedKey(**self.model_dump())


class StoreKeyAnswer(BaseModel):
    """A page that is not ours must not be taken for an acknowledgement, so there is one (PH12)."""

    recovery_version: int


class ClosingsRequest(Wire):
    """Texts of QR codes, as they were read."""

    closings: list[Annotated[Text, Field(max_length=MAX_CHARACTERS)]] = Field(
        max_length=MAX_CLOSINGS
    )


class ClosingsAnswer(BaseModel):
    """Of each closing, in their order: `differs` was taken too, but the receipts of that day are
    others than the phone says it has."""

    codes: list[Code]


class SnapshotHead(BaseModel):
    """`bytes` and `sha256` are of the gzip file; `seq` is the catalog's number it was made at."""

    snapshot_id: str
    bytes: int
    sha256: str
    seq: int
