"""The outside world as values: time and chance are passed in, so that a test can hold them."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def system_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class World:
    """Where `now` and random bytes come from; `now` is aware UTC."""

    now: Callable[[], datetime] = system_now
    random_bytes: Callable[[int], bytes] = secrets.token_bytes

    def new_id(self) -> str:
        """A random UUID (version 4) as a string."""
        return str(uuid.UUID(bytes=self.random_bytes(16), version=4))

    def new_token(self) -> str:
        """256 bits as URL-safe text, for bearer tokens and codes."""
        return self.random_bytes(32).hex()
