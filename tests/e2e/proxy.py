"""A network that fails on purpose, between a real browser and the real server.

A lost request never reaches the server (before the commit); a lost answer was acted upon (after the
commit) and never reaches the browser. Only the API fails: the pages are already on the phone.
"""

import re
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

import httpx

Fault = Literal["pass", "lose_request", "lose_answer"]
ID = re.compile(r"[0-9a-f-]{32,}")
Rule = Callable[[str, str, int], Fault]  # method, path, how many calls of this endpoint before
HOP_HEADERS = {
    "connection",
    "keep-alive",
    "transfer-encoding",
    "host",
    "content-length",
}


def every_second_lost(_method: str, path: str, before: int) -> Fault:
    """Each endpoint of its own: answer lost, answered, request lost, answered, and so on; where one
    success is the last call, both are lost before it."""
    if not path.startswith("/api/") or path.endswith("/health"):
        return "pass"
    asked_once = path.startswith(("/api/v1/join", "/api/v1/sync/snapshot"))
    often: tuple[Fault, ...] = ("lose_answer", "pass", "lose_request", "pass")
    once: tuple[Fault, ...] = ("lose_answer", "lose_request", "pass", "pass")
    return (once if asked_once else often)[before % 4]


def no_fault(_method: str, _path: str, _before: int) -> Fault:
    return "pass"


class FaultProxy:
    """Listens on a port of its own; `rule` may be changed while it runs."""

    def __init__(self, upstream: str, port: int, rule: Rule = no_fault) -> None:
        self.rule = rule
        self.lost: Counter[str] = Counter()
        self.url = f"http://127.0.0.1:{port}"
        self._calls: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._client = httpx.Client(base_url=upstream, timeout=30)
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._client.close()

    def endpoints_that_lost(self, fault: Fault) -> set[str]:
        """`POST /sync/push`, `POST /review/entries/*/decision`: ids are left out."""
        lost = (kind.removeprefix(f"{fault} ") for kind in self.lost if kind.startswith(fault))
        return {endpoint.replace("/api/v1", "") for endpoint in lost}

    def decide(self, method: str, path: str) -> Fault:
        endpoint = f"{method} {ID.sub('*', path)}"
        with self._lock:
            fault = self.rule(method, path, self._calls[endpoint])
            self._calls[endpoint] += 1
            if fault != "pass":
                self.lost[f"{fault} {endpoint}"] += 1
        return fault

    def forward(
        self, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> httpx.Response:
        """The upstream's answer with its body still encoded, so that it passes on untouched."""
        request = self._client.build_request(method, target, headers=headers, content=body)
        response = self._client.send(request, stream=True)
        response.raw_body = b"".join(response.iter_raw())  # type: ignore[attr-defined]
        response.close()
        return response

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        return type("Handler", (_Handler,), {"proxy": self})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: FaultProxy

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.proxy.decide(self.command, self.path.partition("?")[0])
        answer = None if fault == "lose_request" else self.forward(body)
        if answer is None or fault == "lose_answer":
            self.hang_up()
        else:
            self.answer(answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = handle_any

    def forward(self, body: bytes) -> httpx.Response | None:
        """None if the server is not there, or dies over it."""
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_HEADERS}
        try:
            return self.proxy.forward(self.command, self.path, headers, body)
        except httpx.TransportError:
            return None

    def answer(self, response: httpx.Response) -> None:
        body: bytes = response.raw_body  # type: ignore[attr-defined]
        self.send_response(response.status_code)
        for name, value in response.headers.multi_items():
            if name.lower() not in HOP_HEADERS:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        # On a connection used before, Chromium itself asks again and the app never hears of a loss.
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the counters say what happened."""
