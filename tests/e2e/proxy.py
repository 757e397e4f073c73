"""A network that fails on purpose, between a real browser and the real server.

A lost request never reaches the server (before the commit); a lost answer was acted upon (after the
commit) and never reaches the browser. Only the API fails: the pages are already on the phone.
"""

import re
import threading
from collections import Counter
from http.cookiejar import CookieJar, DefaultCookiePolicy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.e2e.faults import DRIP_PIECES, MADE_UP, Fault, MadeUp, Rule, no_fault

ID = re.compile(r"[0-9a-f-]{32,}")
HOP_HEADERS = {
    "connection",
    "keep-alive",
    "transfer-encoding",
    "host",
    "content-length",
}
# Longer than any test holds a drip back; a thread that waits must end some day.
DRIP_PATIENCE = 60


class FaultProxy:
    """Listens on a port of its own; `rule` may be changed while it runs."""

    def __init__(self, upstream: str, port: int, rule: Rule = no_fault) -> None:
        self.rule = rule
        self.lost: Counter[str] = Counter()
        self.pushed: list[bytes] = []
        self._drops = threading.Semaphore(0)
        self.url = f"http://127.0.0.1:{port}"
        self._calls: Counter[str] = Counter()
        self._lock = threading.Lock()
        # Each browser keeps its own cookies: one jar here would let all of them in as the first.
        no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        self._client = httpx.Client(base_url=upstream, timeout=30, cookies=no_cookies)
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

    def let_through(self, pieces: int = 1) -> None:
        """So many more pieces of an answer that drips."""
        self._drops.release(pieces)

    def wait_for_drop(self) -> bool:
        return self._drops.acquire(timeout=DRIP_PATIENCE)

    def decide(self, method: str, path: str, body: bytes) -> Fault:
        endpoint = f"{method} {ID.sub('*', path)}"
        with self._lock:
            fault = self.rule(method, path, self._calls[endpoint])
            self._calls[endpoint] += 1
            if path.endswith("/sync/push"):
                self.pushed.append(body)
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
        fault = self.proxy.decide(self.command, self.path.partition("?")[0], body)
        made_up = MADE_UP.get(fault)
        if made_up is not None:
            self.make_up(made_up)
            return
        answer = None if fault == "lose_request" else self.forward(body)
        if fault == "twice":
            answer = self.forward(body)
        if answer is None or fault == "lose_answer":
            self.hang_up()
        else:
            self.answer(answer, fault)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = handle_any

    def forward(self, body: bytes) -> httpx.Response | None:
        """None if the server is not there, or dies over it."""
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_HEADERS}
        try:
            return self.proxy.forward(self.command, self.path, headers, body)
        except httpx.TransportError:
            return None

    def make_up(self, answer: MadeUp) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        if answer.retry_after is not None:
            self.send_header("Retry-After", str(answer.retry_after))
        self.send_body(answer.body)

    def answer(self, response: httpx.Response, fault: Fault) -> None:
        body: bytes = response.raw_body  # type: ignore[attr-defined]
        self.send_response(response.status_code)
        for name, value in response.headers.multi_items():
            if name.lower() not in HOP_HEADERS:
                self.send_header(name, value)
        self.send_body(body, fault)

    def send_body(self, body: bytes, fault: Fault = "pass") -> None:
        self.send_header("Content-Length", str(len(body)))
        # On a connection used before, Chromium itself asks again and the app never hears of a loss.
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        if fault == "cut_answer":
            self.wfile.write(body[: len(body) // 2])
            self.hang_up()
        elif fault == "drip":
            self.drip(body)
        else:
            self.wfile.write(body)

    def drip(self, body: bytes) -> None:
        size = -(-len(body) // DRIP_PIECES)
        try:
            for start in range(0, len(body), size):
                if not self.proxy.wait_for_drop():
                    break
                self.wfile.write(body[start : start + size])
        except OSError:  # the phone gave up waiting, which is what some tests want
            self.close_connection = True

    def hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the counters say what happened."""
