"""The demo's phones and desk: they speak to the server by its public API and by nothing else."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

import httpx

from rahba.catalog.badges import format_badge
from rahba.clock import World
from rahba.types import rfc3339

PUSH_OPS = 100
DECISIONS = 200
ZONE_MIN = 60  # the souk's offset from UTC on most days of the year


class DemoFailure(RuntimeError):
    """The server refused what the demo takes for granted."""


@dataclass
class Clock:
    """The demo's own time, moved from Friday to Friday."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass
class Phone:
    """One animator's phone."""

    api: httpx.AsyncClient
    world: World
    market_id: str
    person_id: str
    device_id: str
    token: str
    epoch: str
    badge_prefix: str
    badges: list[str] = field(default_factory=list)
    leased: set[int] = field(default_factory=set)

    def op(
        self,
        kind: str,
        body: Mapping[str, Any] | None,
        souk_date: date,
        at: datetime,
        *,
        entry_id: str | None = None,
        type: str = "create",  # noqa: A002, the op's own word
        base_rev: int = 0,
    ) -> dict[str, Any]:
        return {
            "op_id": self.world.new_id(), "type": type, "entry_id": entry_id or self.world.new_id(),
            "base_rev": base_rev, "kind": kind, "schema_version": 1, "market_id": self.market_id,
            "person_id": self.person_id, "device_id": self.device_id, "epoch": self.epoch,
            "souk_date": souk_date.isoformat(), "body": body, "recorded_at": rfc3339(at),
            "tz_offset_min": ZONE_MIN,
        }  # fmt: skip

    async def push(self, ops: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send all ops in batches; every one must be taken."""
        results = []
        for batch in _batches(ops, PUSH_OPS):
            texts = [json.dumps(op, ensure_ascii=False, separators=(",", ":")) for op in batch]
            answer = await self._call(
                "POST", "/sync/push",
                json={
                    "protocol": 1, "app": "demo", "epoch": self.epoch,
                    "sent_at": rfc3339(self.world.now()),
                    "manifest": {"pending": 0, "refused": 0, "by_day": {}}, "ops": texts,
                },
            )  # fmt: skip
            results += answer["results"]
        refused = [r for r in results if r["code"] not in ("applied", "proposed")]
        if refused:
            raise DemoFailure(f"refused: {refused[:3]}")
        return results

    async def next_badge(self) -> str:
        """A badge code from the numbers lent to this phone; more are fetched when they run out."""
        if not self.badges:
            page = await self._call("GET", "/sync/pull")
            for lent in page["me"]["badge_ranges"]:
                self.lend(lent["starts"], lent["ends"])
        return self.badges.pop(0)

    def lend(self, starts: int, ends: int) -> None:
        if starts not in self.leased:
            self.leased.add(starts)
            self.badges += [format_badge(self.badge_prefix, n) for n in range(starts, ends + 1)]

    async def _call(self, method: str, path: str, **options: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        return _checked(await self.api.request(method, path, headers=headers, **options))


@dataclass
class Desk:
    """Somebody at a desk; `api` keeps the session's cookie."""

    api: httpx.AsyncClient

    async def sign_in(self, login: str, password: str) -> dict[str, Any]:
        me: dict[str, Any] = await self.post("/desk/login", {"login": login, "password": password})
        return me

    async def get(self, path: str, **params: Any) -> Any:
        return _checked(await self.api.get(path, params=params))

    async def post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        return _checked(await self.api.post(path, json=body or {}, headers={"X-Rahba": "1"}))

    async def upload(self, path: str, content: bytes) -> Any:
        return _checked(await self.api.post(path, content=content, headers={"X-Rahba": "1"}))

    async def queue(self, **filters: Any) -> list[dict[str, Any]]:
        """Every item of the queue that fits, page after page."""
        items: list[dict[str, Any]] = []
        cursor: str | None = None
        while True:
            page = await self.get(
                "/review/queue",
                limit=DECISIONS,
                **filters,
                **({"cursor": cursor} if cursor else {}),
            )
            items += page["items"]
            cursor = page["next"]
            if not cursor:
                return items

    async def decide(self, decisions: Iterable[dict[str, Any]]) -> None:
        for batch in _batches(decisions, DECISIONS):
            answer = await self.post("/review/decisions", {"decisions": batch})
            failed = [r for r in answer["results"] if r["code"] != "decided"]
            if failed:
                raise DemoFailure(f"not decided: {failed[:3]}")


async def join(api: httpx.AsyncClient, world: World, code: str, name: str, prefix: str) -> Phone:
    """Spend an invitation as a new phone."""
    answer = _checked(
        await api.post(
            "/join",
            json={
                "code": code,
                "join_key": world.new_token(),
                "device": {"name": name, "app": "demo"},
            },
        )
    )
    phone = Phone(
        api, world, answer["market"]["id"], answer["person"]["id"], answer["device_id"],
        answer["device_token"], answer["epoch"], prefix,
    )  # fmt: skip
    lent = answer["badge_range"]
    phone.lend(lent["starts"], lent["ends"])
    return phone


def _batches(items: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _checked(response: httpx.Response) -> Any:
    if response.is_error:
        raise DemoFailure(f"{response.request.url}: {response.status_code} {response.text[:400]}")
    return response.json() if response.content else None
