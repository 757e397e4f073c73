"""Twenty phones with a hundred entries each against real servers, over a line that fails."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rahba.db import Database
from tests.processes.crowd import assert_all_is_there, settle_crowd
from tests.processes.phone import FAULTS, FieldPhone
from tests.processes.server import Server

PHONES, ENTRIES = 20, 100
ONE_IN_TEN = 0.1
PATIENCE = 120  # seconds; a quiet machine takes ten


def spend_a_souk(phone: FieldPhone) -> None:
    """A hundred places, every fifth said anew; sends now and then, and until all is answered."""
    until = time.monotonic() + PATIENCE
    for number, place in enumerate(phone.places[:ENTRIES]):
        entry_id = phone.record(place)
        if number % 5 == 0:
            phone.correct(entry_id, place)
        if number % 4 == 3:
            phone.send(phone.chance.randint(1, 10))
    while phone.waiting:
        assert time.monotonic() < until, f"I13: {len(phone.waiting)} still wait"
        phone.send(10)


def test_I1_I3_I6_I12_twenty_phones_over_a_line_that_fails_every_tenth_time(
    servers: list[Server], database: Database, tmp_path: Path
) -> None:
    ports = [server.port for server in servers]
    phones = settle_crowd(database, ports, PHONES, seed=27, rarely=ONE_IN_TEN)
    for server in servers:
        server.start()
    with ThreadPoolExecutor(PHONES) as pool:
        for done in [pool.submit(spend_a_souk, phone) for phone in phones]:
            done.result()
    happened = sum((phone.happened for phone in phones), start=type(phones[0].happened)())
    assert set(FAULTS) <= happened.keys()
    assert sum(len(phone.ops) for phone in phones) == PHONES * (ENTRIES + ENTRIES // 5)
    assert_all_is_there(database, tmp_path, phones)
