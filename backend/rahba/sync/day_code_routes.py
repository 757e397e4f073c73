"""The codes of the coming souk days, for the desk and for phones (SPEC DC1, DC2)."""

from datetime import date, timedelta
from itertools import islice

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from rahba.access.day_codes import DayCode, code_of, day_code
from rahba.access.dependencies import Coach, Phone, UseDatabase, UseSettings, UseWorld
from rahba.access.roles import acting, roles_on
from rahba.catalog.calendar import souk_days_between
from rahba.clock import World
from rahba.market import today_in

router = APIRouter()
DAYS = 3  # a phone that had no network for two weeks still carries the next
LOOKED_AHEAD = timedelta(days=60)


class CarriedCode(BaseModel):
    """What a phone holds against what is typed: PBKDF2-SHA-256 of the code, `check` over its bits.
    `code` itself only on a coach's phone."""

    souk_date: date
    rounds: int
    salt: str
    check: str
    code: str | None = None


class CarriedCodes(BaseModel):
    """Of today's souk, if there is one, and of the next."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "codes": [
                        {
                            "souk_date": "2026-11-27",
                            "rounds": 200000,
                            "salt": "pVBh44Hdy5YdzBKFmxnfZQ",
                            "check": "sKR0KlOJdmgH7XQ0726YxTcl-ZS02_3LEHqeMAx04kI",
                            "code": None,
                        }
                    ]
                }
            ]
        }
    )
    codes: list[CarriedCode]


class CodeOfDay(BaseModel):
    souk_date: date
    code: str = Field(examples=["48271936"])


@router.get("/sync/day-codes", tags=["phone"])
def carry_codes(
    caller: Phone, database: UseDatabase, settings: UseSettings, world: UseWorld
) -> CarriedCodes:
    """Which codes add a person on this phone without a network."""
    with database.read() as session:
        days = coming_days(session, caller.market_id, world)
        today = today_in(session, caller.market_id, world)
        roles = acting(roles_on(session, caller.market_id, caller.person_id, today))
    codes = [day_code(settings.secret, caller.market_id, day) for day in days]
    return CarriedCodes(codes=[_carried(code, coach="coach" in roles) for code in codes])


@router.get("/team/day-codes", tags=["access"])
def show_codes(
    caller: Coach, database: UseDatabase, settings: UseSettings, world: UseWorld
) -> list[CodeOfDay]:
    """The codes that a coach reads out, the next day's first."""
    with database.read() as session:
        days = coming_days(session, caller.market_id, world)
    return [
        CodeOfDay(souk_date=day, code=code_of(settings.secret, caller.market_id, day))
        for day in days
    ]


def coming_days(session: Session, market_id: str, world: World) -> list[date]:
    """Today's souk, if there is one, and the next."""
    today = today_in(session, market_id, world)
    days = souk_days_between(session, market_id, today, today + LOOKED_AHEAD)
    return list(islice((day.date for day in days if day.status in ("planned", "held")), DAYS))


def _carried(code: DayCode, *, coach: bool) -> CarriedCode:
    return CarriedCode(
        souk_date=code.souk_date,
        rounds=code.rounds,
        salt=code.salt,
        check=code.check,
        code=code.code if coach else None,
    )
