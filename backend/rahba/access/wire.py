"""Requests and answers of `access`; no answer holds a secret but the one that makes it."""

from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from rahba.access.tables import ApiKey, Person
from rahba.access.team import NewRole
from rahba.wire import ShortText, Text, Wire, WireId

Sex = Literal["m", "f", "ns"]
Role = Literal["animator", "deputy", "coach", "official", "admin"]
Projection = Literal["aggregates", "pseudonymous", "pii"]


class SignIn(Wire):
    login: Text
    password: Text
    market: Text | None = None


class PersonAnswer(BaseModel):
    id: str
    name_ar: str
    name_latin: str
    sex: str

    @classmethod
    def of(cls, person: Person) -> "PersonAnswer":
        return cls(
            id=person.id, name_ar=person.name_ar, name_latin=person.name_latin, sex=person.sex
        )


class MarketAnswer(BaseModel):
    id: str
    code: str
    names: dict[str, str]
    timezone: str


class Me(BaseModel):
    person: PersonAnswer
    roles: list[str]
    market: MarketAnswer


class RoleRequest(Wire):
    """Without `starts_on` from today on; a deputy's has an `ends_on`."""

    role: Role
    starts_on: date | None = None
    ends_on: date | None = None

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> "RoleRequest":
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("the last day comes before the first")
        return self

    def new(self) -> NewRole:
        return NewRole(self.role, self.starts_on, self.ends_on)


class NewPerson(RoleRequest):
    name_ar: ShortText
    name_latin: ShortText
    sex: Sex = "ns"


class PasswordCodeRequest(Wire):
    """`login` is for a person who never signed in."""

    login: ShortText | None = None


class PasswordCodeAnswer(BaseModel):
    """`code` is shown this once."""

    login: str
    code: str
    expires_at: datetime


class NewPassword(Wire):
    login: Text
    code: Text
    password: Text


class OpenInvitation(BaseModel):
    """An invitation that a phone could still use."""

    id: str
    person_id: str
    created_by: PersonAnswer
    created_at: datetime
    expires_at: datetime


class Invite(Wire):
    person_id: WireId


class InvitationAnswer(BaseModel):
    """`qr_svg` is an inline SVG of `url`; opening the link spends nothing."""

    id: str
    code: str
    url: str
    expires_at: datetime
    qr_svg: str


class NewKeyRequest(Wire):
    name: ShortText
    projection: Projection = "pseudonymous"
    kinds: list[ShortText] = Field(default_factory=list, max_length=20)
    since: date | None = None
    expires_at: AwareDatetime | None = None


class KeyAnswer(BaseModel):
    id: str
    name: str
    projection: str
    kinds: list[str]
    since: date | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: ApiKey) -> "KeyAnswer":
        return cls(**row.model_dump(include=set(cls.model_fields)))


class NewKeyAnswer(KeyAnswer):
    """`key` is shown this once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "609ba228-4b42-4228-8442-af9221506020",
                    "name": "province, dashboard",
                    "projection": "pseudonymous",
                    "kinds": ["presence"],
                    "since": None,
                    "created_at": "2026-11-27T07:30:00Z",
                    "expires_at": None,
                    "revoked_at": None,
                    "key": "rahba_…",
                }
            ]
        }
    )
    key: str
