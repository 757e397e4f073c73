"""RQ7: who was erased stays erased, whatever copy is put back and whatever phones hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from rahba import opening
from rahba.app import create_app
from rahba.backup.ledger import append_lines, ledger_file, read_lines
from rahba.backup.make import make_copy
from rahba.backup.restore import restore
from rahba.catalog.tables import Trader
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, EntryRevision, OpReceipt, Quarantine
from rahba.requests.replay import notice_restore, replay_ledger
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import MORNING, MadeMarket, desk_client
from tests.recording import Notebook, entry_id_of, new_id
from tests.requests.test_requests import (
    NAME,
    ask,
    close,
    consent,
    everything_said,
    newest_in_feed,
    registered,
    registration,
)

pytestmark = pytest.mark.usefixtures("postgresql_tools")


def said(database: Database, market: MadeMarket) -> str:
    with database.read() as session:
        return everything_said(session, market.id)


def erased(coach: TestClient, trader_id: str) -> None:
    answer = close(coach, ask(coach, trader_id, "erase"))
    assert answer.status_code == 200, answer.text


def back_to_life(database: Database, market: MadeMarket, trader_id: str) -> None:
    """What an older copy does: the roster and the entry say the name again, nobody was erased."""

    def work(session: Session) -> None:
        session.get_one(Trader, (market.id, trader_id)).known_as = NAME
        session.connection().exec_driver_sql("DELETE FROM erased_subject")

    database.transact(work)


# Refused


def test_RQ7_a_registration_pushed_after_the_erasure_is_answered_erased_and_kept_nowhere(
    coach: TestClient, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    trader_id, _ = registered(coach, notebook, market)
    erased(coach, trader_id)
    late = notebook.create("trader", registration(trader_id, market.stalls["grains"][2]))
    assert [result["code"] for result in notebook.push(late)] == ["erased"]
    assert [result["code"] for result in notebook.push(late)] == ["erased"]
    assert NAME not in said(database, market)
    with database.read() as session:
        receipt = session.get_one(OpReceipt, (market.id, entry_id_of(late)))
    assert (receipt.code, len(receipt.digest)) == ("erased", 64)


def test_RQ7_somebody_else_is_registered_as_before(
    coach: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    trader_id, _ = registered(coach, notebook, market)
    erased(coach, trader_id)
    other = new_id()
    codes = notebook.push(
        notebook.create("consent", consent(other)),
        notebook.create("trader", registration(other, market.stalls["grains"][3])),
    )
    assert [result["code"] for result in codes] == ["applied", "applied"]


# The ledger


def test_RQ7_the_ledger_holds_the_erasure_when_it_is_answered_and_names_nobody(
    coach: TestClient, notebook: Notebook, market: MadeMarket, settings: Settings
) -> None:
    trader_id, _ = registered(coach, notebook, market)
    assert read_lines(settings.data_dir) == []
    erased(coach, trader_id)
    text = ledger_file(settings.data_dir).read_text()
    assert len(read_lines(settings.data_dir)) == 1
    assert NAME not in text
    assert trader_id not in text
    assert ledger_file(settings.data_dir).stat().st_mode & 0o077 == 0


def test_RQ7_a_line_cut_short_by_a_crash_spoils_no_other(
    coach: TestClient, notebook: Notebook, market: MadeMarket, settings: Settings
) -> None:
    trader_id, _ = registered(coach, notebook, market)
    erased(coach, trader_id)
    [line] = read_lines(settings.data_dir)
    with ledger_file(settings.data_dir).open("a") as file:
        file.write('{"market_id": "12')
    append_lines(settings.data_dir, [line])
    assert read_lines(settings.data_dir) == [line, line]


def test_RQ7_a_lost_ledger_is_written_anew_from_the_database(
    coach: TestClient, notebook: Notebook, market: MadeMarket, settings: Settings,
    database: Database, world: World,
) -> None:  # fmt: skip
    trader_id, _ = registered(coach, notebook, market)
    erased(coach, trader_id)
    lines = read_lines(settings.data_dir)
    ledger_file(settings.data_dir).unlink()
    assert replay_ledger(database, settings.data_dir, world) == 0
    assert read_lines(settings.data_dir) == lines


# Put back


def test_RQ7_a_copy_older_than_the_erasure_brings_nobody_back_nor_do_the_phones(
    client: TestClient, coach: TestClient, notebook: Notebook, market: MadeMarket,
    settings: Settings, database: Database, world: World, tmp_path: Path,
) -> None:  # fmt: skip
    trader_id, entry_id = registered(coach, notebook, market)
    with database.read() as session:
        held = [row.op for row in session.exec(select(EntryRevision).order_by(EntryRevision.op_id))]
    folder = tmp_path / "backups"
    made = make_copy(database.url, folder, "asked", MORNING)
    erased(coach, trader_id)
    client.__exit__(None, None, None)  # the server is stopped
    database.dispose()
    restore(database.url, settings.data_dir, folder, made.path, world)
    assert NAME in said(database, market)
    with TestClient(create_app(settings, database, world)) as opened:
        assert NAME not in said(database, market)
        assert newest_in_feed(opened, database, market, world)[entry_id] == "removed"
        desk_client(opened, market, "coach")
        notebook.push(*held)
        late = notebook.create("trader", registration(trader_id, market.stalls["grains"][4]))
        assert notebook.push(late)[0]["code"] == "erased"
    with database.read() as session:
        assert session.get_one(Trader, (market.id, trader_id)).known_as == ""
        assert not session.exec(select(Quarantine).where(Quarantine.raw != b"")).all()
    assert NAME not in said(database, market)


def test_RQ7_a_copy_older_than_the_registration_does_not_take_it_in_again(
    client: TestClient, coach: TestClient, notebook: Notebook, market: MadeMarket,
    settings: Settings, database: Database, world: World, tmp_path: Path,
) -> None:  # fmt: skip
    folder = tmp_path / "backups"
    made = make_copy(database.url, folder, "asked", MORNING)
    trader_id, entry_id = registered(coach, notebook, market)
    with database.read() as session:
        held = session.exec(
            select(EntryRevision.op).where(EntryRevision.entry_id == entry_id)
        ).all()
    erased(coach, trader_id)
    client.__exit__(None, None, None)
    database.dispose()
    restore(database.url, settings.data_dir, folder, made.path, world)
    replay_ledger(database, settings.data_dir, world)
    [code] = [result["code"] for result in notebook.push(*held)]
    assert code == "erased"
    with database.read() as session:
        assert session.get(Entry, (market.id, entry_id)) is None


def test_RQ7_a_database_put_back_under_a_server_forgets_as_soon_as_it_is_noticed(
    coach: TestClient, notebook: Notebook, market: MadeMarket, settings: Settings,
    database: Database, world: World,
) -> None:  # fmt: skip
    trader_id, _ = registered(coach, notebook, market)
    erased(coach, trader_id)
    back_to_life(database, market, trader_id)
    seen = opening.open_epoch(database, settings.data_dir, world)
    notice_restore(database, settings.data_dir, seen, world)
    assert NAME not in said(database, market)
    assert opening.open_epoch(database, settings.data_dir, world) != seen
