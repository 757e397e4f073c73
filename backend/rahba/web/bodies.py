"""Request bodies, capped before anything parses them (SPEC AC5, PU12): bytes on the wire, bytes
inflated, depth of the JSON."""

import re
import zlib
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rahba.errors import Problem, TooLarge

MAX_DEPTH = 32
GZIP = 16 + zlib.MAX_WBITS
# A string (closed or not, so that no quote is looked at twice) or one bracket.
TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


class BadBody(Problem):
    status, code, title = 400, "bad_gzip", "The body cannot be unpacked"


class CapBodies:
    """Reads the body whole (it is small), unpacks it, and hands it on as one message. Under the
    paths that begin as `smaller` says, less is taken."""

    def __init__(
        self, app: ASGIApp, max_bytes: int, smaller: Mapping[str, int] | None = None
    ) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.smaller = tuple((smaller or {}).items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        most = self._most(scope["path"])
        body = await _read(receive, headers.get("content-length", ""), most)
        encoding = headers.get("content-encoding", "identity").lower()
        if encoding == "gzip":
            body = inflate(body, most)
        elif encoding != "identity":
            raise BadBody("only gzip is unpacked")
        if "json" in headers.get("content-type", "json"):
            check_depth(body)
        await self.app(_as_plain(scope, body), _replay(body, receive), send)

    def _most(self, path: str) -> int:
        return next(
            (most for start, most in self.smaller if path.startswith(start)), self.max_bytes
        )


async def _read(receive: Receive, declared: str, most: int) -> bytes:
    if declared.isdigit() and int(declared) > most:
        raise TooLarge
    chunks, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BadBody("the body was cut off", code="malformed")
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > most:
            raise TooLarge
        if not message.get("more_body", False):
            return b"".join(chunks)


def inflate(packed: bytes, max_bytes: int) -> bytes:
    """Unpack one gzip member and never hold more than `max_bytes` of it.

    Raises `TooLarge` for a bomb and `BadBody` for what is broken, cut off or followed by more.
    """
    unpacker = zlib.decompressobj(GZIP)
    try:
        body = unpacker.decompress(packed, max_bytes + 1)
    except zlib.error:
        raise BadBody from None
    if len(body) > max_bytes:
        raise TooLarge
    if not unpacker.eof or unpacker.unused_data:
        raise BadBody
    return body


def check_depth(body: bytes) -> None:
    """Raise `TooLarge` (`too_deep`) if arrays and objects nest deeper than `MAX_DEPTH`."""
    depth = 0
    for token in TOKEN.finditer(body):
        first = body[token.start()]
        if first in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise TooLarge("the body nests too deeply", code="too_deep")
        elif first in b"]}":
            depth -= 1


def _as_plain(scope: Scope, body: bytes) -> Scope:
    dropped = {b"content-encoding", b"content-length", b"transfer-encoding"}
    headers = [(name, value) for name, value in scope["headers"] if name not in dropped]
    return {**scope, "headers": [*headers, (b"content-length", str(len(body)).encode())]}


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def once() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once
