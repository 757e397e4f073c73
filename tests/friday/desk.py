"""The coach at the desk and a program at its own, both over the API."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.client import TestClient
from tests.friday.ground import LOGIN, PASSWORD
from tests.friday.ledger import Body, Ledger
from tests.friday.phone import Phone
from tests.making import Clock

AT_ONCE = 200


@dataclass
class Coach:
    """Every decision that counted goes into the ledger; `phones` is the line that phones ask on."""

    client: TestClient
    phones: TestClient
    ledger: Ledger
    clock: Clock
    chance: random.Random

    def sign_in(self) -> None:
        self.post("/desk/login", login=LOGIN, password=PASSWORD)

    def get(self, path: str, **params: Any) -> Any:
        answer = self.client.get(f"/api/v1{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, **body: Any) -> Any:
        return self._write("POST", path, body)

    def put(self, path: str, **body: Any) -> Any:
        return self._write("PUT", path, body)

    def _write(self, method: str, path: str, body: Body) -> Any:
        answer = self.client.request(method, f"/api/v1{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def join_phone(self, person_id: str, chance: random.Random) -> Phone:
        code = self.post("/team/invitations", person_id=person_id)["code"]
        device = {"name": "A03", "app": "1"}
        joined = self.post("/join", code=code, join_key=chance.randbytes(16).hex(), device=device)
        return Phone(
            self.phones, self.ledger, self.clock, chance, joined["market"]["id"],
            person_id, joined["device_id"], joined["device_token"], joined["epoch"],
        )  # fmt: skip

    def queue(self, **filters: Any) -> list[Body]:
        items: list[Body] = []
        cursor: dict[str, str] = {}
        while True:
            page = self.get("/review/queue", limit=AT_ONCE, **filters, **cursor)
            items += page["items"]
            if page["next"] is None:
                return items
            cursor = {"cursor": page["next"]}

    def decide(self, what: str, items: Sequence[Body], reason: str = "") -> None:
        for first in range(0, len(items), AT_ONCE):
            decisions = [
                {
                    "decision_id": self._new_id(),
                    "entry_id": item["entry_id"],
                    "decision": what,
                    "rev": item["rev"],
                    "reason": reason,
                }
                for item in items[first : first + AT_ONCE]
            ]
            for result in self.post("/review/decisions", decisions=decisions)["results"]:
                assert result["code"] == "decided", result
                self.ledger.note_decision(result["entry_id"], what, self.clock())

    def close(self, day: str) -> Body:
        """Whatever the queue then no longer holds was approved by the policies."""
        waited = {item["entry_id"] for item in self.queue(date=day)}
        answer: Body = self.post(f"/review/days/{day}/close")
        left = {item["entry_id"] for item in self.queue(date=day)}
        for entry_id in waited - left:
            self.ledger.note_decision(entry_id, "policy", self.clock())
        return answer | {"waited": waited, "left": left}

    def merge(self, gone: str, stays: str) -> str:
        alias: str = self.post("/review/merges", from_id=gone, to_id=stays)["alias_id"]
        self.ledger.merges[gone] = stays
        return alias

    def undo_merge(self, alias_id: str, gone: str) -> None:
        self.post(f"/review/merges/{alias_id}/undo")
        del self.ledger.merges[gone]

    def _new_id(self) -> str:
        return f"00000000-0000-4000-8000-{self.chance.getrandbits(48):012x}"


@dataclass
class Program:
    """Keeps the approved set by reading the feed by cursor; now and then it dies before it wrote
    the cursor down, and reads the page again (FE1, I10)."""

    client: TestClient
    key: str
    chance: random.Random
    cursor: str | None = None
    rows: dict[str, Body] = field(default_factory=dict)
    deaths: int = 0

    def read(self, *, to_the_end: bool = False) -> None:
        for _ in iter(int, 1):
            params = {"limit": 150} | ({"cursor": self.cursor} if self.cursor else {})
            page = self._get("/feed/approved", **params).json()
            for row in page["rows"]:
                if row["seq"] >= self.rows.get(row["entry_id"], row)["seq"]:
                    self.rows[row["entry_id"]] = row
            if not to_the_end and self.chance.random() < 0.2:
                self.deaths += 1
                return
            self.cursor = page["cursor"]
            if not page["more"]:
                return

    def approved(self, kind: str) -> dict[str, Body]:
        shown = ("approved", "corrected")
        return {
            id_: row
            for id_, row in self.rows.items()
            if row["kind"] == kind and row["type"] in shown
        }

    def presence(self, weeks: int) -> Body:
        document: Body = self._get("/insight/presence", weeks=weeks).json()
        return document

    def csv(self, kind: str) -> Iterator[dict[str, str]]:
        text = self._get(f"/export/{kind}.csv").text
        return csv.DictReader(io.StringIO(text, newline=""))

    def _get(self, path: str, **params: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        answer = self.client.get(f"/api/v1{path}", params=params, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer
