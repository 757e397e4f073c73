"""The page that the law wants is open to everybody and says nothing of anybody."""

from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import MadeMarket, make_market

NOTICE = "/api/v1/notice"


def test_an_unknown_souk_has_no_notice(client: TestClient, market: MadeMarket) -> None:
    assert client.get(f"{NOTICE}?market=settat").status_code == 404


def test_of_several_souks_the_reader_names_one(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    make_market(database, world, "settat")
    assert client.get(NOTICE).status_code == 404
    assert client.get(f"{NOTICE}?market=settat").json()["market"]["code"] == "settat"


def test_anybody_reads_who_answers_for_the_data(client: TestClient, market: MadeMarket) -> None:
    notice = client.get(NOTICE).json()
    assert notice["market"]["code"] == market.code
    assert {"names", "contact", "phone", "cndp_ref", "retention_months"} <= set(notice["operator"])
