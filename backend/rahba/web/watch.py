"""Each request counted and told in one line: its route, its fate, its size; nobody's name (OB)."""

import logging
import re
import time
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rahba.logs import say
from rahba.meters import Meters

log = logging.getLogger("rahba.request")

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SIZE = re.compile("[0-9]{1,12}")
HUNG_UP = 499  # the caller left before an answer began


class WatchRequests:
    """The outermost: it sees what the others refuse, and the sizes as they travel."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self.app = app
        self.meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        noted = scope.setdefault("state", {})  # the one dictionary that inner copies share
        status, sent, began = HUNG_UP, 0, time.perf_counter()

        async def watch(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            self._tell(scope, noted, status, sent, time.perf_counter() - began)

    def _tell(
        self,
        scope: Scope,
        noted: MutableMapping[str, Any],
        status: int,
        sent: int,
        seconds: float,
    ) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        route = noted.get("route") or _without_route(scope["path"])
        self.meters.requests.add(method=method, route=route, status=str(status))
        self.meters.seconds.add(seconds, route=route)
        caller = noted.get("caller")
        size = Headers(scope=scope).get("content-length", "")
        fields = {
            "method": method,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "bytes_in": int(size) if SIZE.fullmatch(size) else None,
            "bytes_out": sent,
            "market": caller.market_id if caller else None,
            "caller": caller.sort if caller else "nobody",
        }
        say(log, "request", fields)


class NoteRoute:
    """The innermost: the router tells which route it took to a copy of the scope only."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        finally:
            if "route" in scope:
                scope["state"]["route"] = scope["route"].path


def _without_route(path: str) -> str:
    """What no route answers may be any text: it is told by its sort."""
    return "(unknown)" if path.startswith("/api/") else "(page)"
