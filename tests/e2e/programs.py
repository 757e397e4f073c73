"""A program that reads the approved entries over the wire, and what the server itself holds."""

import csv
import io
from typing import Any

import httpx


class Reader:
    """Keeps, per entry, the row with the greatest `seq` (SPEC FE1)."""

    def __init__(self, url: str, key: str) -> None:
        self._api = httpx.Client(
            base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {key}"}, timeout=30
        )
        self._cursor: str | None = None
        self.held: dict[str, dict[str, Any]] = {}

    def close(self) -> None:
        self._api.close()

    def read_on(self) -> list[dict[str, Any]]:
        """The rows since the last time."""
        rows: list[dict[str, Any]] = []
        more = True
        while more:
            query = {"cursor": self._cursor} if self._cursor else {}
            answer = self._api.get("/feed/approved", params=query)
            page = answer.raise_for_status().json()
            rows += page["rows"]
            self._cursor, more = page["cursor"], page["more"]
        for row in rows:
            self.held[row["entry_id"]] = row
        return rows

    def approved(self) -> set[str]:
        gone = {"unapproved", "removed", "merged"}
        return {entry_id for entry_id, row in self.held.items() if row["type"] not in gone}

    def csv(self, kind: str) -> list[dict[str, str]]:
        answer = self._api.get(f"/export/{kind}.csv").raise_for_status()
        return list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
