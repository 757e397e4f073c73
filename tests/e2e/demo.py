"""The demo souk as `run-demo` serves it: who gets in, and which of its places are worth a visit."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.e2e.server import RealServer
from tests.recording import new_id

FILL_SECONDS = 240  # at most, on a machine that is busy with other things
SECTION = "livestock"  # the first animator's, so the one that the walk begins with


@dataclass(frozen=True)
class Landmarks:
    """Numbers of places in `SECTION`."""

    shared: str  # several traders are known there
    nobodys: str  # none is
    listed: str  # an imported list has somebody there, who was not asked yet


def fill_demo(data_dir: Path) -> Path:
    """Filled once; a tour takes a copy: what it leaves behind is no subject of another's."""
    RealServer(data_dir, "run-demo").start(within=FILL_SECONDS).stop()
    return data_dir


@contextmanager
def serve_demo(filled: Path, data_dir: Path) -> Iterator["DemoSouk"]:
    """A demo of its own, as `fill_demo` left it."""
    shutil.copytree(filled, data_dir)
    server = RealServer(data_dir, "run-demo").start()
    try:
        yield DemoSouk(server)
    finally:
        server.stop()


@dataclass(frozen=True)
class DemoSouk:
    server: RealServer

    @property
    def password(self) -> str:
        return self._access()["password"]

    def invite(self) -> str:
        """A code for the first animator, as the coach makes one."""
        animator = self._access()["animator"]
        with self._desk() as desk:
            team = desk.get("/team").raise_for_status().json()["people"]
            person = next(one for one in team if one["name_latin"] == animator)
            made = desk.post("/team/invitations", json={"person_id": person["id"]})
            code: str = made.raise_for_status().json()["code"]
            return code

    def unlock_code(self) -> str:
        """That of the phone which the first animator joined last."""
        with self._desk() as desk:
            rows = desk.post("/team/unlock-codes").raise_for_status().json()
        animator = self._access()["animator"]
        theirs = [str(r["code"]) for r in rows if r["person"]["name_latin"] == animator]
        return theirs[-1]

    def closed_day(self) -> str:
        """The last souk day that was closed."""
        with self._desk() as desk:
            days = desk.get("/review/days").raise_for_status().json()
            return max(str(day["date"]) for day in days if day["closed"])

    def ask_again(self, path: str) -> None:
        """The coach returns the newest survey that waits: this answer is asked at another souk."""
        with self._desk() as desk:
            query = "/review/queue?kind=survey&step=all&limit=200"
            items = desk.get(query).raise_for_status().json()["items"]
            newest = max(items, key=lambda item: item["received_at"])
            comments = [
                {
                    "path": path,
                    "text": "هل هذا الجواب صحيح؟ المرجو إعادة السؤال.",
                    "way": "ask_again",
                }
            ]
            said = {"decision_id": new_id(), "decision": "return", "rev": newest["rev"]}
            at = f"/review/entries/{newest['entry_id']}/decision"
            desk.post(at, json=said | {"comments": comments}).raise_for_status()

    def publish(self, workbook: bytes) -> None:
        """One form more."""
        with self._desk() as desk:
            desk.post("/forms", content=workbook).raise_for_status()

    def landmarks(self) -> Landmarks:
        """As the registry has it; a list with one name is imported for it."""
        known: Counter[str] = Counter()
        offset: int | None = 0
        with self._desk() as desk:
            while offset is not None:
                query = f"section={SECTION}&limit=200&offset={offset}"
                page = desk.get(f"/registry/traders?{query}").raise_for_status().json()
                known.update(str(n) for item in page["items"] for n in item["stall_numbers"])
                offset = page["next"]
        numbers = [str(n) for n in range(1, max(map(int, known)))]
        shared = next(number for number in numbers if known[number] > 1)
        nobodys, listed = [number for number in numbers if not known[number]][:2]
        self._import(f"Nom;Métier;Rahba;N° de place\nLarbi Doukkali;LIV01;{SECTION};{listed}\n")
        return Landmarks(shared, nobodys, listed)

    def _import(self, table: str) -> None:
        body = table.encode()
        with self._desk() as desk:
            read = desk.post("/imports/preview", content=body).raise_for_status().json()
            params = {"digest": read["digest"], "file_name": "liste.csv"}
            desk.put(f"/imports/{new_id()}", params=params, content=body).raise_for_status()

    def _access(self) -> dict[str, str]:
        """What `run-demo` prints."""
        access: dict[str, str] = json.loads(
            (self.server.data_dir / "demo" / "access.json").read_text()
        )
        return access

    @contextmanager
    def _desk(self) -> Iterator[httpx.Client]:
        base = f"{self.server.url}/api/v1"
        with httpx.Client(base_url=base, headers={"X-Rahba": "1"}, timeout=30) as api:
            sign_in = {"login": "coach", "password": self.password}
            api.post("/desk/login", json=sign_in).raise_for_status()
            yield api
