"""Under which address phones find this server, and whether they can keep work from there.

A browser gives a page storage, a service worker and cryptography only on https or on the machine
itself; on any other address a phone could record nothing (SPEC SU5).
"""

import json
from urllib.parse import urlsplit

from sqlmodel import Session

from rahba.epoch import ServerMeta

KEY = "public_address"


def is_secure(origin: str) -> bool:
    """Whether browsers keep data for `origin` (`https://souk.example.ma`)."""
    parts = urlsplit(origin)
    host = parts.hostname or ""
    at_home = host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".localhost")
    return parts.scheme == "https" or (parts.scheme == "http" and at_home)


def checked_origin(text: str) -> str:
    """`https://souk.example.ma`, without what follows the name. Raises `ValueError`."""
    parts = urlsplit(text.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise ValueError("an address begins with https:// and names a host")
    port = f":{parts.port}" if parts.port else ""  # `port` raises ValueError by itself
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def public_address(session: Session) -> str | None:
    """What was said at set-up, without a slash at its end."""
    row = session.get(ServerMeta, KEY)
    if row is None:
        return None
    address: str = json.loads(row.value)
    return address


def keep_public_address(session: Session, origin: str) -> None:
    """Replace it; `origin` is checked. Raises `ValueError`."""
    session.merge(ServerMeta(key=KEY, value=json.dumps(checked_origin(origin))))
