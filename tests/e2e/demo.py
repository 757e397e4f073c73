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

FILL_SECONDS = 240  # at most, on a machine that is busy with other things
SECTION = "livestock"  # the first animator's, so the one that the walk begins with


@dataclass(frozen=True)
class Landmarks:
    """Numbers of places in `SECTION`."""

    shared: str  # several traders are known there
    nobodys: str  # none is


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

    def landmarks(self) -> Landmarks:
        """As the registry has it now: somebody may have been registered meanwhile."""
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
        return Landmarks(shared, next(number for number in numbers if not known[number]))

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
