"""Holding a file, so that processes of one machine take turns; the system lets go when one dies."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOOK_EVERY_S = 0.05


class Held(Exception):
    """Somebody else has the file."""


@contextmanager
def try_hold(path: Path) -> Iterator[None]:
    """Hold `path` now. Raises `Held` at once if somebody else does."""
    with path.open("a") as file:
        try:
            _lock(file)
        except OSError:
            raise Held(str(path)) from None
        yield


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold `path` as soon as everybody before has let go."""
    with path.open("a") as file:
        while True:
            try:
                _lock(file)
                break
            except OSError:
                time.sleep(LOOK_EVERY_S)
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
