"""What travels for a mark and for a souk day: bodies and answers of real requests, packed as sent.

Bytes depend on no machine: `tests/sync/test_wire_bytes.py` holds the budgets that are shown here.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rahba.app import create_app
from rahba.clock import World
from rahba.db import Database
from rahba.sync.custody import digest_of_ops
from rahba.sync.protocol import PushRequest
from rahba.web.answers import GZIP_LEVEL
from tests.bench.figure import Figure
from tests.bench.stage import stages
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, MadePhone, join_phone, make_market
from tests.recording import Notebook, op_id_of

BATCH = 100
MARK_BUDGET = 95  # B
DAY_BUDGET = 150_000  # B
DAY_MARKS = 85  # 1,650 entries of a routine day over twenty phones, and a few corrections
SENT_EVERY = 60  # s, while something waits
TOLD_EVERY = 600  # s, while marks come in
BETWEEN_MARKS = (8, 25)  # s
STATUSES, WEIGHTS = ("present", "absent", "closed_early"), (80, 15, 5)
# What Chromium on a phone adds to a request of its own accord.
BROWSER_HEADERS = {
    "Host": "rahba.example.ma",
    "Connection": "keep-alive",
    "Accept": "application/json, application/octet-stream",
    "Accept-Encoding": "gzip",
    "Accept-Language": "ar-MA,ar;q=0.9,fr-MA;q=0.8,fr;q=0.7",
    "Origin": "https://rahba.example.ma",
    "Sec-CH-UA": '"Chromium";v="142", "Google Chrome";v="142", "Not_A Brand";v="99"',
    "Sec-CH-UA-Mobile": "?1",
    "Sec-CH-UA-Platform": '"Android"',
    "Sec-Fetch-Dest": "empty",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Site": "same-origin",
    "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36",
}


@dataclass
class Line:
    """A phone's connection that counts what passes, in both directions."""

    client: TestClient
    phone: MadePhone
    bodies: int = 0
    headers: int = 0
    requests: int = 0
    cursor: str | None = None

    def push(self, notebook: Notebook, ops: Sequence[str]) -> None:
        """Send as a phone does; all of it must be taken."""
        request = notebook.request(ops, sent_at=notebook.world.now())
        answer = self._send(request)
        assert {result["code"] for result in answer["results"]} == {"applied"}

    def tell(self, notebook: Notebook, op_ids: Sequence[str]) -> None:
        """A word on custody, which a phone says once all has gone; nothing may be lacking."""
        digests = {FRIDAY: digest_of_ops(op_ids)}
        told = {"pending": 0, "by_day": {}, "refused_by_day": {}, "digests": digests}
        request = notebook.request([], sent_at=notebook.world.now(), manifest=told)
        answer = self._send(request)
        assert "wanted_days" not in answer

    def pull(self) -> None:
        query = f"?cursor={self.cursor}" if self.cursor else ""
        self.cursor = self._ask("GET", f"/api/v1/sync/pull{query}", b"", {})["cursor"]

    def _send(self, request: PushRequest) -> Any:
        text = json.dumps(request.model_dump(mode="json"), separators=(",", ":"))
        # `CompressionStream` packs at the same level as the server does.
        packed = gzip.compress(text.encode(), GZIP_LEVEL, mtime=0)
        own = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        return self._ask("POST", "/api/v1/sync/push", packed, own)

    def _ask(self, method: str, path: str, body: bytes, own: dict[str, str]) -> Any:
        headers = BROWSER_HEADERS | self.phone.headers | own
        with self.client.stream(method, path, content=body, headers=headers) as answer:
            packed = b"".join(answer.iter_raw())
            answered = dict(answer.headers)
        self.requests += 1
        self.bodies += len(body) + len(packed)
        self.headers += _size(headers) + _size(answered) + len(f"{method} {path} HTTP/1.1\r\n")
        plain = gzip.decompress(packed) if answered.get("content-encoding") == "gzip" else packed
        return json.loads(plain)


def _size(headers: dict[str, str]) -> int:
    return sum(len(f"{name}: {value}\r\n") for name, value in headers.items())


def figures() -> Iterator[Figure]:
    clock = Clock()
    world = World(now=clock)
    with (
        stages("sqlite") as (stage,),
        TestClient(create_app(stage.settings, stage.database, world)) as client,
    ):
        market = make_market(stage.database, world)
        line = Line(client, join_phone(client, market))
        a_mark = bytes_of_a_mark(line, stage.database, clock)
        what = f"a mark on the wire, batches of {BATCH}, body and answer"
        yield Figure(what, a_mark, "B", MARK_BUDGET)
        line = Line(client, join_phone(client, market, market.animators[1]))
        whole = bytes_of_a_day(line, stage.database, clock, market)
        what = f"a souk day of a phone, {line.requests} requests with their headers"
        yield Figure(what, whole / 1000, "KB", DAY_BUDGET / 1000)


def bytes_of_a_mark(line: Line, database: Database, clock: Clock, batches: int = 3) -> float:
    """Of full batches: body and answer, divided by the marks in them."""
    chance = random.Random(20_261_127)
    notebook = _notebook(line, database, clock)
    for _ in range(batches):
        places = [str(notebook.world.new_id()) for _ in range(BATCH)]
        line.push(notebook, [_mark(notebook, place, clock, chance) for place in places])
    return line.bodies / (batches * BATCH)


def bytes_of_a_day(line: Line, database: Database, clock: Clock, market: MadeMarket) -> int:
    """All that a phone and the server exchange while its animator walks with a network: what waits
    is sent every minute, and each time what is new is asked for; every ten a word on custody."""
    chance = random.Random(20_261_127)
    notebook = _notebook(line, database, clock)
    line.pull()
    places = [stall for section in market.stalls.values() for stall in section]
    waiting: list[str] = []
    sent: list[str] = []
    told_at = float("-inf")
    due = clock.moment.timestamp() + SENT_EVERY
    for n in range(DAY_MARKS):
        waiting.append(_mark(notebook, places[n % len(places)], clock, chance))
        if clock.moment.timestamp() >= due or n == DAY_MARKS - 1:
            line.push(notebook, waiting)
            line.pull()
            sent += [op_id_of(op) for op in waiting]
            if clock.moment.timestamp() - told_at >= TOLD_EVERY or n == DAY_MARKS - 1:
                line.tell(notebook, sent)
                told_at = clock.moment.timestamp()
            waiting, due = [], clock.moment.timestamp() + SENT_EVERY
    return line.bodies + line.headers


def _notebook(line: Line, database: Database, clock: Clock) -> Notebook:
    return Notebook(database, World(now=clock), line.phone.caller, None)


def _mark(notebook: Notebook, place: str, clock: Clock, chance: random.Random) -> str:
    clock.advance(seconds=round(chance.uniform(*BETWEEN_MARKS), 3))
    moment = clock.moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return notebook.mark(place, chance.choices(STATUSES, WEIGHTS)[0], recorded_at=moment)
