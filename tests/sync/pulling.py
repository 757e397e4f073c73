"""Asking for what changed, as a phone does."""

from typing import Any

from tests.client import TestClient
from tests.making import MadePhone

PULL = "/api/v1/sync/pull"


def ask(client: TestClient, phone: MadePhone, cursor: str | None = None, **more: int) -> Any:
    params = more | ({"cursor": cursor} if cursor else {})
    return client.get(PULL, params=params, headers=phone.headers)


def pull(client: TestClient, phone: MadePhone, cursor: str | None = None, **more: int) -> Any:
    answer = ask(client, phone, cursor, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def pull_all(client: TestClient, phone: MadePhone, cursor: str | None, limit: int) -> list[Any]:
    pages = [pull(client, phone, cursor, limit=limit)]
    while pages[-1]["more"]:
        pages.append(pull(client, phone, pages[-1]["cursor"], limit=limit))
    return pages


def gone(answer: Any) -> bool:
    return (answer.status_code, answer.json()["code"]) == (410, "cursor_gone")
