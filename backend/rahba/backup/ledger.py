"""The erasure ledger: a file beside the database that no copy takes back (SPEC RQ7).

It only grows: one line of JSON for each erased id, as a digest, on the disk before an erasure is
answered.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "erasures.jsonl"


@dataclass(frozen=True)
class Line:
    """`subject` is a digest of the id that was erased; `at` is RFC 3339, UTC."""

    market_id: str
    subject: str
    at: str


def ledger_file(data_dir: Path) -> Path:
    return data_dir / FILE


def read_lines(data_dir: Path) -> list[Line]:
    """All of it; a line that a crash cut short was never answered, and is passed over."""
    file = ledger_file(data_dir)
    return list(_parsed(file.read_text().splitlines())) if file.exists() else []


def append_lines(data_dir: Path, lines: Iterable[Line]) -> None:
    """Add to the end, and wait for the disk. Raises `OSError`."""
    file = ledger_file(data_dir)
    text = "".join(json.dumps(asdict(line)) + "\n" for line in lines)
    if not text:
        return
    cut_short = file.exists() and not file.read_bytes().endswith(b"\n")
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a") as opened:
        opened.write("\n" + text if cut_short else text)
        opened.flush()
        os.fsync(opened.fileno())


def _parsed(texts: Iterable[str]) -> Iterator[Line]:
    for text in texts:
        try:
            read = json.loads(text)
        except ValueError:
            continue
        yield Line(read["market_id"], read["subject"], read["at"])
