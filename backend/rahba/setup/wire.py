"""What the set-up asks for and answers; each text is checked before anything is written."""

import re
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from rahba.access.wire import Sex
from rahba.address import checked_origin
from rahba.catalog.trades import SECTIONS
from rahba.wire import ShortText, Text, Wire

CODES = tuple(section.code for section in SECTIONS)
MOST_LANES = 99
MOST_MONTHS = 120


def _section(code: str) -> str:
    if code not in CODES:
        raise ValueError("no such section")
    return code


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("no such time zone") from None
    return name


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Login = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[\w.@-]{2,60}$")
]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9 ().-]{6,30}$")]
Origin = Annotated[str, StringConstraints(max_length=200), AfterValidator(checked_origin)]


class SetupCode(Wire):
    code: ShortText


class Names(Wire):
    """Arabic and French, since the law's page is in both; English falls back on French."""

    ar: ShortText
    fr: ShortText
    en: Text = ""

    def spoken(self) -> dict[str, str]:
        return {"ar": self.ar, "fr": self.fr, "en": self.en.strip() or self.fr}


class NewSection(Wire):
    """A section in the order of the walk; `lanes` as the team counts them."""

    code: Annotated[str, AfterValidator(_section)]
    lanes: int = Field(default=1, ge=1, le=MOST_LANES)


class NewOperator(Wire):
    """`cndp_ref`: the data-protection authority's number, or "filed on …, number awaited"."""

    names: Names
    address: Line
    contact: Line
    phone: Annotated[
        str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9 ().-]{6,30}$")
    ]
    cndp_ref: Line
    retention_months: int = Field(ge=1, le=MOST_MONTHS)


class Answers(Wire):
    """What may be said anew later, from that day on."""

    operator: NewOperator
    public_address: Origin


class NewCoach(Wire):
    login: Login
    password: Text
    name_ar: ShortText
    name_latin: ShortText
    sex: Sex = "ns"


class NewSouk(SetupCode):
    """Everything at once; `weekdays` from 1 (Monday) to 7 (Sunday)."""

    names: Names
    commune: Names
    market_code: Slug | None = None
    timezone: Annotated[str, AfterValidator(_timezone)] = "Africa/Casablanca"
    weekdays: list[Annotated[int, Field(ge=1, le=7)]] = Field(min_length=1, max_length=7)
    sections: list[NewSection] = Field(min_length=1, max_length=len(CODES))
    operator: NewOperator
    public_address: Origin
    coach: NewCoach

    @model_validator(mode="after")
    def _once_each(self) -> "NewSouk":
        codes = [section.code for section in self.sections]
        if len(set(codes)) < len(codes):
            raise ValueError("a section is named twice")
        return self

    def slug(self) -> str:
        """The code of the market: as given, else made from the commune's French name."""
        made = re.sub(r"[^a-z0-9]+", "-", self.commune.fr.casefold()).strip("-")
        return self.market_code or made[:40].strip("-") or "souk"


class SetupState(BaseModel):
    """`open` while the server holds no souk; the rest is said only then."""

    open: bool
    sections: list[dict[str, Any]] = []
    password_min: int = 0
    secure: bool = True


class SetUp(BaseModel):
    """The souk is open: sign in with `login`."""

    market: str
    login: str
    state: Literal["ready"] = "ready"
