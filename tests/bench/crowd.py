"""Phones that push at the same moment, over real connections, and come back when told to."""

from __future__ import annotations

import gzip
import http.client
import json
import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from rahba.access.tokens import token_hash
from rahba.clock import World
from rahba.db import Database
from tests.bench.ground import Ground
from tests.recording import Notebook, open_notebook

TOKEN = "bench-{person}"


@dataclass(frozen=True)
class Rush:
    """One moment at which all push: seconds until the last had its answer, and how often one was
    told to come back."""

    seconds: float
    busy: int


def join_crowd(database: Database, world: World, ground: Ground) -> list[Notebook]:
    """A phone for each animator of the ground; its token is `TOKEN`."""
    return [
        open_notebook(database, world, ground.market, person, token_hash(_token(person)))
        for person in ground.places
    ]


def batch_of(phone: Notebook, ground: Ground) -> bytes:
    """A mark on each place of the phone's zone, as the phone packs it."""
    day = ground.day.isoformat()
    ops = [phone.mark(p, souk_date=day) for p in ground.places[phone.caller.person_id]]
    request = phone.request(ops).model_dump(mode="json")
    return gzip.compress(json.dumps(request, separators=(",", ":")).encode(), 6)


def rush(phones: Sequence[Notebook], ground: Ground, urls: Sequence[str]) -> Rush:
    bodies = [batch_of(phone, ground) for phone in phones]
    barrier = threading.Barrier(len(phones) + 1)

    def send(number: int) -> tuple[float, int]:
        address = urlsplit(urls[number % len(urls)]).netloc
        connection = http.client.HTTPConnection(address, timeout=60)
        connection.connect()
        barrier.wait()
        told = _push(connection, phones[number].caller.person_id, bodies[number])
        ended = time.perf_counter()
        connection.close()
        return ended, told

    with ThreadPoolExecutor(len(phones)) as pool:
        under_way = [pool.submit(send, number) for number in range(len(phones))]
        barrier.wait()
        started = time.perf_counter()
        ended = [future.result() for future in under_way]
    last = max(moment for moment, _ in ended) - started
    return Rush(last, sum(busy for _, busy in ended))


def _push(connection: http.client.HTTPConnection, person_id: str, body: bytes) -> int:
    """How often it was told to come back."""
    headers = {
        "Authorization": f"Bearer {_token(person_id)}",
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
        "Accept-Encoding": "br, gzip",
    }
    busy = 0
    while True:
        connection.request("POST", "/api/v1/sync/push", body, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status == 200:
            return busy
        assert answer.status == 503, text
        busy += 1
        time.sleep(float(answer.headers["Retry-After"]) + random.uniform(0, 2))


def _token(person_id: str) -> str:
    return TOKEN.format(person=person_id)
