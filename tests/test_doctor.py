"""BK5: a sound souk has no finding, and each kind of damage is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlmodel import Session
from typer.testing import CliRunner

from rahba.backup.ledger import Line, append_lines
from rahba.cli import cli
from rahba.db import Database
from rahba.doctor import as_json, examine
from rahba.doctor.checks import CHECKS
from rahba.entries.tables import Medium
from rahba.settings import Settings
from rahba.sync.media import take_medium
from tests.client import TestClient
from tests.making import MadeMarket
from tests.photos import JPEG, WEBP
from tests.photos import named as photo
from tests.recording import Notebook, entry_id_of, new_id
from tests.requests.test_requests import (
    ask,
    close,
    consent,
    registered,
    registration,
)
from tests.sync.photographing import photographed

RECEIPT = "DELETE FROM op_receipt WHERE code = "
DAMAGE = {
    "accepted_without_revision": "DELETE FROM entry_revision",
    "revision_without_receipt": RECEIPT + "'applied'",
    "refused_and_not_kept": "DELETE FROM quarantine",
    "settled_without_receipt": RECEIPT + "'invalid'",
    "released_without_revision": "UPDATE op_settlement SET outcome = 'released'",
    "waiting_although_settled": "UPDATE quarantine SET settled_at = NULL",
    "revision_missing": "DELETE FROM entry_revision WHERE rev = 1",
    "newest_revision_missing": "UPDATE entry SET rev = rev + 1",
    "approved_without_its_revision": "UPDATE entry SET approved_rev = 9 WHERE state = 'approved'",
    "feed_not_dense": "DELETE FROM change WHERE seq = 1",
    "approved_and_not_in_the_feed": "DELETE FROM change WHERE scope = 'approved'",
    "in_the_feed_and_not_approved": "UPDATE entry SET state = 'received'",
    "medium_without_entry": "DELETE FROM entry",
    "medium_in_the_wrong_state": "UPDATE medium SET data = NULL",
    "locked_and_open": "UPDATE souk_day SET locked_at = CURRENT_TIMESTAMP",
    "author_of_no_team": "DELETE FROM membership",
    "role_of_nobody": "DELETE FROM person",
    "settled_although_accepted": "UPDATE op_receipt SET code = 'applied' WHERE code = 'invalid'",
    "kept_and_never_answered": RECEIPT + "'invalid'",
    "revision_ahead_of_its_entry": "UPDATE entry SET rev = rev - 1 WHERE rev > 1",
    "approved_by_nobody": "DELETE FROM review",
    "numbered_by_no_counter": "DELETE FROM feed_counter WHERE scope = 'approved'",
    "revision_that_no_log_tells": "DELETE FROM change WHERE scope LIKE 'person:%'",
    "taken_from_another": "UPDATE entry SET author_id = device_id",
    "no_epoch": "DELETE FROM server_meta",
    "souk_without_coach": "DELETE FROM membership WHERE role = 'coach'",
}


@pytest.fixture
def friday(coach: TestClient, notebook: Notebook, market: MadeMarket) -> str:
    """A day with work of each sort: approved, revised, refused and put aside, somebody erased."""
    trader_id, _ = registered(coach, notebook, market)
    gone, _ = registered(coach, notebook, market)
    close(coach, ask(coach, gone, "erase"))
    mark = notebook.mark(market.stalls["grains"][5])
    body = {"stall_id": market.stalls["grains"][5], "status": "absent"}
    notebook.push(mark, notebook.revise(entry_id_of(mark), "presence", body))
    bad = registration(new_id(), market.stalls["grains"][6]) | {"trade": "?"}
    notebook.push(notebook.create("consent", consent(trader_id)), notebook.create("trader", bad))
    photographed(notebook, market, photo(WEBP))
    notebook.database.transact(
        lambda s: take_medium(s, notebook.caller, photo(WEBP)["sha256"], WEBP, notebook.world)
    )
    for kept in coach.get("/api/v1/review/quarantine").json():
        path = f"/api/v1/review/quarantine/{kept['id']}/discard"
        assert coach.post(path, json={"reason": "twice"}).status_code < 300
    return trader_id


def damage(database: Database, check: str) -> None:
    database.transact(lambda session: session.connection().execute(text(DAMAGE[check])).close())


def named(database: Database, data_dir: Path) -> set[str]:
    with database.read() as session:
        return {found.check for found in examine(session, data_dir) if found.count}


def test_BK5_a_sound_souk_has_no_finding(
    friday: str, database: Database, settings: Settings
) -> None:
    assert friday
    assert named(database, settings.data_dir) == set()


def test_BK5_every_check_has_a_damage_that_it_names() -> None:
    assert set(DAMAGE) == set(CHECKS)


def test_BK5_each_kind_of_damage_is_named(
    friday: str, database: Database, settings: Settings
) -> None:
    """One after the other, each taken back: the day is the dear part."""
    passed_over = []
    for check, change in DAMAGE.items():
        with Session(database.writer) as session:
            session.connection().execute(text(change))
            found = {found.check for found in examine(session, settings.data_dir) if found.count}
        if check not in found:
            passed_over.append(check)
    assert passed_over == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry_revision SET op = replace(op, 'absent', 'present')",
        "UPDATE quarantine SET raw = CAST('{}' AS {blob})",
    ],
)
def test_BK5_an_op_that_no_longer_reads_as_it_came_is_named(
    friday: str, database: Database, settings: Settings, change: str
) -> None:
    change = change.replace("{blob}", "BLOB" if database.is_sqlite else "BYTEA")
    database.transact(lambda session: session.connection().execute(text(change)).close())
    assert "other_characters" in named(database, settings.data_dir)


def test_ME9_other_bytes_than_an_entry_names_are_named(
    friday: str, database: Database, settings: Settings
) -> None:
    other = update(Medium).values(data=JPEG)
    database.transact(lambda session: session.connection().execute(other).close())
    assert named(database, settings.data_dir) == {"medium_with_other_bytes"}


def test_BK5_an_erasure_that_the_database_does_not_know_yet_is_named(
    friday: str, database: Database, settings: Settings, market: MadeMarket
) -> None:
    append_lines(settings.data_dir, [Line(market.id, "ab" * 32, "2026-11-27T08:00:00Z")])
    assert named(database, settings.data_dir) == {"erased_and_still_known"}


def test_BK5_examples_are_ids_and_few(friday: str, database: Database, settings: Settings) -> None:
    damage(database, "feed_not_dense")
    with database.read() as session:
        told = as_json(examine(session, settings.data_dir))
    [found] = [check for check in told["checks"] if check["check"] == "feed_not_dense"]
    assert not told["sound"]
    assert (found["rule"], found["count"] > 0, len(found["examples"]) <= 5) == ("I9", True, True)


def test_BK5_the_command_says_each_check_and_ends_with_1_on_a_finding(
    friday: str, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAHBA_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("RAHBA_DATABASE_URL", database.url)
    sound = CliRunner().invoke(cli, ["doctor"])
    assert sound.exit_code == 0, sound.output
    assert "feed_not_dense" in sound.stdout
    damage(database, "feed_not_dense")
    hurt = CliRunner().invoke(cli, ["doctor", "--json"])
    assert hurt.exit_code == 1
    assert json.loads(hurt.stdout)["sound"] is False
