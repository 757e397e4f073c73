"""The edge of the server: caps, problems, headers, pages (AC5, AC6, AC7, PU12)."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from fastapi import FastAPI

from rahba.app import create_app
from rahba.clock import World
from rahba.db import Database
from rahba.opening import DirectoryTaken
from rahba.settings import Settings
from tests.client import TestClient
from tests.making import MadeMarket, coach_client, make_market

JOIN = "/api/v1/join"
JSON = {"Content-Type": "application/json"}
GZIP = JSON | {"Content-Encoding": "gzip"}


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """SQLite only: nothing here depends on the database but the lock on SQLite's directory."""
    path = tmp_path / "rahba.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


def code_of(client: TestClient, content: bytes, headers: dict[str, str]) -> tuple[int, str]:
    answer = client.post(JOIN, content=content, headers=headers)
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_AC5_ten_megabytes_are_too_large(client: TestClient) -> None:
    assert code_of(client, b" " * 10_000_000, JSON) == (413, "too_large")


def test_AC5_a_body_of_unknown_length_is_cut_off_at_the_cap(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 50_000

    answer = client.post(JOIN, content=endless(), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_AC5_a_zip_bomb_is_never_unpacked(client: TestClient) -> None:
    bomb = gzip.compress(b"0" * 200_000_000, 9)
    assert len(bomb) < 1 << 20
    assert code_of(client, bomb, GZIP) == (413, "too_large")


@pytest.mark.parametrize(
    "packed",
    [b"", b"not gzip", gzip.compress(b"{}")[:-4], gzip.compress(b"{}") + gzip.compress(b"{}")],
)
def test_AC5_what_does_not_unpack_is_bad_gzip(client: TestClient, packed: bytes) -> None:
    assert code_of(client, packed, GZIP) == (400, "bad_gzip")


def test_AC5_another_encoding_is_not_guessed_at(client: TestClient) -> None:
    packed = brotli.compress(b"{}")
    assert code_of(client, packed, JSON | {"Content-Encoding": "br"}) == (400, "bad_gzip")


@pytest.mark.parametrize("deep", [b"[" * 33 + b"]" * 33, b"[" * 1_000_000, b'{"a":' * 200_000])
def test_AC5_a_body_that_nests_too_deeply_is_too_deep(client: TestClient, deep: bytes) -> None:
    assert code_of(client, deep, JSON) == (413, "too_deep")
    assert code_of(client, gzip.compress(deep), GZIP) == (413, "too_deep")


@pytest.mark.parametrize(
    "text", [b'"' + b"[" * 40 + b'"', b'"\\"' + b"{" * 40 + b'"', b'["' + b'\\"' * 400_000]
)
def test_AC5_brackets_inside_a_text_are_no_depth(client: TestClient, text: bytes) -> None:
    assert code_of(client, text, JSON) == (422, "malformed")


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"code": NaN}'])
def test_AC6_broken_json_is_malformed_and_says_where(client: TestClient, content: bytes) -> None:
    assert code_of(client, content, JSON) == (422, "malformed")


def test_AC6_a_problem_never_repeats_what_was_sent(client: TestClient) -> None:
    answer = client.post(JOIN, json={"code": "x", "join_key": "secret"})
    assert "secret" not in answer.text


def test_AC6_an_unknown_path_and_a_wrong_method_are_problems_too(client: TestClient) -> None:
    missing = client.get("/api/v1/nothing")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
    wrong = client.delete("/api/v1/health")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")
    assert wrong.headers["allow"] == "GET"
    assert client.post("/nothing").status_code == 404


def test_AC6_a_crash_tells_the_caller_nothing(app: FastAPI) -> None:
    @app.get("/api/v1/crash")
    def crash() -> None:
        raise RuntimeError("the password is hunter2")

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/api/v1/crash")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "hunter2" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/api/v1/health", "/api/v1/nothing", "/", "/api/v1/openapi.json"])
def test_AC7_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["permissions-policy"].startswith("camera=(self), geolocation=(self)")


def test_health_says_whose_souk_this_is_as_long_as_there_is_one(
    client: TestClient, database: Database, world: World
) -> None:
    before = client.get("/api/v1/health").json()
    assert before["status"] == "ok"
    assert before["market"] is None
    make_market(database, world)
    assert client.get("/api/v1/health").json()["market"]["code"] == "guisser"
    make_market(database, world, "settat")
    after = client.get("/api/v1/health").json()
    assert after["market"] is None
    assert after["epoch"] == before["epoch"]


@pytest.mark.parametrize("encoding", ["br", "gzip", "gzip;q=0.5, br;q=0"])
def test_a_long_json_answer_is_packed_as_the_caller_can_read_it(
    client: TestClient, market: MadeMarket, encoding: str
) -> None:
    coach = coach_client(client, market)
    with coach.stream("GET", "/api/v1/team", headers={"Accept-Encoding": encoding}) as answer:
        raw = b"".join(answer.iter_raw())
    chosen = "br" if encoding == "br" else "gzip"
    assert answer.headers["content-encoding"] == chosen
    assert answer.headers["content-length"] == str(len(raw))
    plain = brotli.decompress(raw) if chosen == "br" else gzip.decompress(raw)
    assert len(plain) > 1024 > len(raw)
    assert len(json.loads(plain)["people"]) == 6


def test_a_short_answer_and_a_caller_who_packs_nothing_get_it_plain(
    client: TestClient, market: MadeMarket
) -> None:
    assert "content-encoding" not in client.get("/api/v1/health").headers
    coach = coach_client(client, market)
    answer = coach.get("/api/v1/team", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers


@pytest.fixture
def built(settings: Settings) -> Path:
    """What a build leaves: its pages, a worker, a hashed script with its packed siblings."""
    folder = settings.static_dir
    (folder / "assets").mkdir()
    files = {
        "index.html": b"<!doctype html><title>phone</title>",
        "desk.html": b"<!doctype html><title>desk</title>",
        "try.html": b"<!doctype html><title>try</title>",
        "sw.js": b"addEventListener('fetch', () => {})",
        "manifest.webmanifest": b"{}",
        "assets/main-a1b2.js": b"console.log(1)",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "assets/main-a1b2.js.br").write_bytes(brotli.compress(b"console.log(1)"))
    (folder / "assets/main-a1b2.js.gz").write_bytes(gzip.compress(b"console.log(1)"))
    (settings.data_dir / "outside.txt").write_text("secret")
    return folder


@pytest.mark.parametrize(
    "path",
    ["/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/assets/", "/index.html/"],
)
def test_nothing_outside_the_build_is_ever_served(
    built: Path, client: TestClient, path: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_pages_and_the_worker_are_asked_for_again_each_time(
    built: Path, client: TestClient
) -> None:
    for path, title in (
        ("/", "phone"),
        ("/index.html", "phone"),
        ("/desk", "desk"),
        ("/try", "try"),
    ):
        answer = client.get(path)
        assert title in answer.text
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-cache"
    assert client.get("/sw.js").headers["cache-control"] == "no-cache"
    assert client.get("/sw.js").headers["content-type"].startswith("text/javascript")
    manifest = client.get("/manifest.webmanifest")
    assert manifest.headers["content-type"] == "application/manifest+json"


def test_FD2_the_page_in_which_a_form_is_tried_stands_in_the_desk_and_reaches_no_server(
    built: Path, client: TestClient
) -> None:
    def policy(path: str) -> dict[str, str]:
        said = client.get(path).headers["content-security-policy"].split("; ")
        return dict(part.split(" ", 1) for part in said)

    assert policy("/try")["connect-src"] == "'none'"
    assert policy("/try")["frame-ancestors"] == "'self'"
    assert policy("/desk")["frame-src"] == "'self'"
    for path in ("/desk", "/", "/api/v1/health"):
        assert policy(path)["frame-ancestors"] == "'none'"
    assert policy("/")["frame-src"] == "'none'"


@pytest.mark.parametrize(
    ("accepted", "sent"), [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", "")]
)
def test_a_script_comes_packed_and_is_kept_for_ever(
    built: Path, client: TestClient, accepted: str, sent: str
) -> None:
    answer = client.get("/assets/main-a1b2.js", headers={"Accept-Encoding": accepted})
    assert answer.text == "console.log(1)"
    assert answer.headers.get("content-encoding", "") == sent
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"


def test_a_page_that_did_not_change_is_not_sent_again(built: Path, client: TestClient) -> None:
    etag = client.get("/").headers["etag"]
    answer = client.get("/", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert client.get("/desk", headers={"If-None-Match": etag}).status_code == 200


def test_a_head_request_has_the_length_and_no_body(built: Path, client: TestClient) -> None:
    answer = client.head("/desk")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len((built / "desk.html").read_bytes()))


def test_a_second_server_on_the_same_sqlite_directory_does_not_start(
    client: TestClient, settings: Settings
) -> None:
    second = create_app(settings)
    with pytest.raises(DirectoryTaken, match="another Rahba process"), TestClient(second):
        pass


def test_L5_a_database_that_was_put_back_begins_a_new_epoch(
    settings: Settings, world: World
) -> None:
    def epoch() -> str:
        with TestClient(create_app(settings, world=world)) as client:
            started: str = client.get("/api/v1/health").json()["epoch"]
            return started

    first = epoch()
    assert epoch() == first
    (settings.data_dir / "epoch").write_text("of the newer database")
    second = epoch()
    assert second != first
    assert epoch() == second


def test_every_operation_of_the_api_has_a_name_of_its_own_and_says_how_it_fails(
    client: TestClient,
) -> None:
    described = client.get("/api/v1/openapi.json").json()
    operations = [
        operation for methods in described["paths"].values() for operation in methods.values()
    ]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and name.islower() for name in names)
    for operation in operations:
        assert "application/problem+json" in operation["responses"]["default"]["content"]
        assert "422" not in operation["responses"]
