"""The souk's own calendar, and what is read aloud before anyone is recorded (CL3, CO2)."""

import re
import uuid
from datetime import timedelta

from sqlmodel import Session

from rahba.catalog.calendar import current_souk_date, souk_day_id, souk_days_between
from rahba.catalog.consent_texts import PLACEHOLDERS, consent_texts
from rahba.catalog.tables import SoukDay
from rahba.db import Database
from tests.making import FRIDAY, MadeMarket


def test_CL3_a_cancelled_day_is_no_souk_and_the_one_before_it_counts(
    market: MadeMarket, database: Database
) -> None:
    def cancel(session: Session) -> None:
        day = session.get_one(SoukDay, (market.id, souk_day_id(market.id, FRIDAY)))
        day.status = "cancelled"

    database.transact(cancel)
    with database.read() as session:
        assert current_souk_date(session, market.id, FRIDAY) == FRIDAY - timedelta(weeks=1)


def test_CL3_on_the_days_between_the_last_souk_counts(
    market: MadeMarket, database: Database
) -> None:
    with database.read() as session:
        for days in range(7):
            asked = FRIDAY + timedelta(days=days)
            assert current_souk_date(session, market.id, asked) == FRIDAY
        long_ago = FRIDAY - timedelta(weeks=50)
        assert current_souk_date(session, market.id, long_ago) == long_ago


def test_a_souk_day_has_the_same_id_wherever_it_is_computed() -> None:
    market_id = "6c1f0e2d-3b4a-4958-8776-655443322110"
    expected = uuid.uuid5(uuid.UUID(market_id), "2026-11-27")
    assert souk_day_id(market_id, FRIDAY) == str(expected)


def test_a_stretch_of_the_calendar_includes_both_its_ends(
    market: MadeMarket, database: Database
) -> None:
    with database.read() as session:
        days = souk_days_between(session, market.id, FRIDAY - timedelta(weeks=1), FRIDAY)
    assert [day.date for day in days] == [FRIDAY - timedelta(weeks=1), FRIDAY]


def test_CO2_each_language_says_who_why_for_how_long_and_where_to_object() -> None:
    texts = consent_texts()
    assert set(texts["texts"]) == {"ar", "fr", "en"}
    for language, text in texts["texts"].items():
        named = set(re.findall(r"{(\w+)}", text["full"]))
        assert named == PLACEHOLDERS, language
        assert set(re.findall(r"{(\w+)}", text["short"])) <= PLACEHOLDERS
        assert list(text["purposes"]) == texts["purposes"]
