"""Bringing a list in, and looking at what came of it."""

from __future__ import annotations

from typing import Any

from sqlmodel import SQLModel, select

from rahba.catalog.tables import Stall, Trader
from rahba.db import Database
from tests.client import TestClient
from tests.intake.files import PLACES_FR, TRADERS_FR, workbook
from tests.making import MadeMarket
from tests.recording import new_id

IMPORTS = "/api/v1/imports"
LIST = workbook(
    ("Places", [PLACES_FR, ("veg", 2, 11), ("veg", 2, 12)]),
    ("Commerçants", [TRADERS_FR, ("Hmida", "VEG01", "veg", 11), ("Fatna", "VEG02", "veg", 3)]),
)


def preview(coach: TestClient, data: bytes, **params: str) -> Any:
    answer = coach.post(f"{IMPORTS}/preview", content=data, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def bring_in(coach: TestClient, data: bytes = LIST, import_id: str | None = None) -> Any:
    digest = preview(coach, data)["digest"]
    answer = coach.put(
        f"{IMPORTS}/{import_id or new_id()}",
        content=data,
        params={"digest": digest, "file_name": "liste.xlsx"},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def all_of(database: Database, table: type[SQLModel]) -> list[Any]:
    with database.read() as session:
        return list(session.exec(select(table)))


def trader_named(database: Database, name: str) -> Trader:
    with database.read() as session:
        return session.exec(select(Trader).where(Trader.known_as == name)).one()


def place(database: Database, market: MadeMarket, number: int, section: str = "veg") -> Stall:
    with database.read() as session:
        return session.exec(
            select(Stall).where(Stall.rahba_id == market.rahbas[section], Stall.number == number)
        ).one()
