"""Somebody new on a colleague's phone, in a test; phones do it in `app/join/newcomer.ts`."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from rahba.access.callers import PhoneCaller
from rahba.access.day_codes import day_code, proof_with, stretched
from rahba.access.tokens import token_hash
from rahba.clock import World
from rahba.db import Database
from rahba.epoch import current_epoch
from tests.client import TestClient
from tests.making import FRIDAY, MadeMarket, MadePhone
from tests.recording import Notebook, new_id

NEWCOMERS, PUSH, PULL = "/api/v1/newcomers", "/api/v1/sync/push", "/api/v1/sync/pull"
DESK = "/api/v1/team/newcomers"
# Slow on purpose, and the same for every test: the souk of a day has one code.
_stretched = cache(stretched)


@dataclass
class New:
    """The store of somebody who began without a network; `body` is what it brings."""

    client: TestClient
    body: dict[str, Any]
    token: str
    push_token: str
    notebook: Notebook

    @property
    def device_id(self) -> str:
        return str(self.body["device_id"])

    @property
    def person_id(self) -> str:
        return str(self.body["person_id"])

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def come_in(self) -> Any:
        return self.client.post(NEWCOMERS, json=self.body)

    def push(self, *ops: str) -> list[dict[str, Any]]:
        request = self.notebook.request(ops).model_dump(mode="json")
        answer = self.client.post(PUSH, json=request, headers=self.headers)
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    def codes(self, *ops: str) -> list[str]:
        return [result["code"] for result in self.push(*ops)]

    def pull(self) -> Any:
        return self.client.get(PULL, headers=self.headers)


def begin(
    client: TestClient,
    market: MadeMarket,
    database: Database,
    world: World,
    *,
    name: str = "فاطمة",
    host: MadePhone | None = None,
    day: date = FRIDAY,
    code_day: date | None = None,
    code_of: str | None = None,
) -> New:
    """On the phone alone. `code_day`, `code_of`: the code was of that day, or of that market."""
    device_id, person_id, token, push_token = (new_id() for _ in range(4))
    said = (market.id, device_id, person_id, day.isoformat(), name)
    body = {
        "market_id": market.id,
        "device_id": device_id,
        "person_id": person_id,
        "name": name,
        "souk_date": day.isoformat(),
        "proof": _proof(client, code_of or market.id, code_day or day, said),
        "token_hash": token_hash(token),
        "push_token_hash": token_hash(push_token),
        "host_device_id": host.device_id if host else None,
        "device": {"name": "A03", "app": "1"},
    }
    with database.read() as session:
        epoch = current_epoch(session)
    caller = PhoneCaller(market.id, person_id, device_id)
    return New(client, body, token, push_token, Notebook(database, world, caller, epoch))


def _proof(client: TestClient, market_id: str, day: date, said: tuple[str, ...]) -> str:
    app: Any = client.app
    known = day_code(app.state.settings.secret, market_id, day)
    salt = base64.urlsafe_b64decode(known.salt + "==")
    return proof_with(_stretched(known.code, salt, known.rounds), said)
