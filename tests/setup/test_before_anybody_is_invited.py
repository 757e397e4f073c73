"""What the law asks for comes first; a phone joins where it can keep its work (SPEC SU4, SU5)."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from rahba.address import checked_origin, is_secure
from rahba.db import Database
from rahba.market import MarketOperator
from tests.client import TestClient
from tests.making import MadeMarket, coach_client


@pytest.mark.parametrize(
    ("field", "empty"),
    [
        ("cndp_ref", " "),
        ("contact", ""),
        ("phone", ""),
        ("retention_months", 0),
        ("names", {"ar": "جماعة كيسر"}),
    ],
)
def test_SU4_nobody_is_invited_while_an_answer_to_the_law_is_missing(
    client: TestClient, database: Database, market: MadeMarket, field: str, empty: object
) -> None:
    def forget(session: Session) -> None:
        operator = session.exec(select(MarketOperator)).one()
        setattr(operator, field, empty)

    database.transact(forget)
    body = {"person_id": market.animators[0]}
    refused = coach_client(client, market).post("/api/v1/team/invitations", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "setup_incomplete")
    assert refused.json()["missing"] == [field]


@pytest.mark.parametrize(
    "base", ["http://192.168.1.20:8000", "http://souk.example.ma", "http://localhost.example.ma"]
)
def test_SU5_a_phone_does_not_join_on_an_address_where_it_could_keep_nothing(
    client: TestClient, market: MadeMarket, base: str
) -> None:
    body = {"person_id": market.animators[0]}
    code = coach_client(client, market).post("/api/v1/team/invitations", json=body).json()["code"]
    joining = {"code": code, "join_key": "k" * 36, "device": {"name": "A03", "app": "1"}}
    for by in ({"base_url": base}, {"headers": {"Origin": base}}):
        phone = client.beside(**by)
        refused = phone.post("/api/v1/join", json=joining)
        assert (refused.status_code, refused.json()["code"]) == (403, "insecure_address")
    # The invitation was not spent by trying; behind a front, the browser's own word counts.
    safe = client.post("/api/v1/join", json=joining, headers={"Origin": "https://souk.example.ma"})
    assert safe.status_code == 200


@pytest.mark.parametrize("origin", ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:80"])
def test_SU5_the_machine_itself_is_secure(origin: str) -> None:
    assert is_secure(origin)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://souk.example.ma/desk#/team", "https://souk.example.ma"),
        (" http://localhost:8000/ ", "http://localhost:8000"),
        ("https://[::1]:8443", "https://[::1]:8443"),
    ],
)
def test_the_public_address_is_kept_without_what_follows_the_name(typed: str, kept: str) -> None:
    assert checked_origin(typed) == kept


@pytest.mark.parametrize("typed", ["", "souk", "ftp://souk.ma", "https://", "https://a:b@souk.ma"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="address"):
        checked_origin(typed)
