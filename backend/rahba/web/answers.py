"""Answers on their way out: JSON compressed, and the headers that every answer carries."""

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MIN_BYTES = 1024  # below that the header costs what the packing saves
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src blob:; connect-src {connect}; manifest-src 'self'; worker-src 'self'; "
    "frame-src {frames}; frame-ancestors {framed_by}; base-uri 'none'; form-action 'self'"
)
NO_SNIFF = {"X-Content-Type-Options": "nosniff"}
SECURITY = {
    **NO_SNIFF,
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def _policy(connect: str = "'self'", frames: str = "'none'", framed_by: str = "'none'") -> str:
    return _POLICY.format(connect=connect, frames=frames, framed_by=framed_by)


POLICY = _policy()
# A form is tried in a page of its own within the desk, and that page reaches no server (SPEC FD2).
DESK = _policy(frames="'self'")
TRY = _policy(connect="'none'", framed_by="'self'")
POLICIES = {"/desk": DESK, "/desk.html": DESK, "/try": TRY, "/try.html": TRY}


# Scripts and styles that a document loads are under its policy; theirs would never be read, and a
# dozen of them cost a phone five kilobytes.
PARTS = "/assets/"


class SecureAnswers:
    """Adds the security headers (SPEC AC7), and `no-store` unless the answer says otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        policy = {"Content-Security-Policy": POLICIES.get(path, POLICY)}
        security = NO_SNIFF if path.startswith(PARTS) else policy | SECURITY

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in security.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class CompressAnswers:
    """Packs JSON that is sent in one piece; streams, files and small answers go as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pack = _packer(scope) if scope["type"] == "http" else None
        if pack is None:
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _PackingSend(send, *pack))


class _PackingSend:
    """Holds the start of an answer back until its first piece says whether packing is worth it."""

    def __init__(self, send: Send, encoding: str, pack: Callable[[bytes], bytes]) -> None:
        self._send = send
        self._encoding = encoding
        self._pack = pack
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            if _is_worth_packing(start, message):
                message = self._packed(start, message)
            await self._send(start)
        await self._send(message)

    def _packed(self, start: Message, message: Message) -> Message:
        body = self._pack(message["body"])
        headers = MutableHeaders(scope=start)
        headers["Content-Encoding"] = self._encoding
        headers["Content-Length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        return {**message, "body": body}


def _is_worth_packing(start: Message, message: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return (
        "json" in headers.get("content-type", "")
        and "content-encoding" not in headers
        and not message.get("more_body", False)
        and len(message.get("body", b"")) >= MIN_BYTES
    )


def _packer(scope: Scope) -> tuple[str, Callable[[bytes], bytes]] | None:
    accepted = accepted_encodings(Headers(scope=scope).get("accept-encoding", ""))
    if "br" in accepted:
        return "br", lambda body: brotli.compress(body, quality=BROTLI_QUALITY)
    if "gzip" in accepted:
        return "gzip", lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0)
    return None


def accepted_encodings(header: str) -> set[str]:
    """The encodings of an `Accept-Encoding` header that are not refused by `q=0`."""
    named = (part.strip().lower().partition(";") for part in header.split(","))
    return {name.strip() for name, _, quality in named if quality.strip() not in {"q=0", "q=0.0"}}
