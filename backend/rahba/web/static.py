"""The pages and their files, read once at start and sent as they were packed by the build."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rahba.web.answers import accepted_encodings

PAGES = {"/": "/index.html", "/desk": "/desk.html", "/try": "/try.html"}
SUFFIXES = {"br": ".br", "gzip": ".gz"}  # best first
HASHED = "/assets/"  # the build writes a hash of the content into these names
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"
TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript"}


@dataclass(frozen=True)
class StaticFile:
    """`packed` is the same file by encoding, where the build left one beside it."""

    content: bytes
    packed: dict[str, bytes]
    media_type: str
    etag: str
    cache_control: str


class StaticFiles:
    """A fixed list of files: no path of a request ever touches the disk."""

    def __init__(self, folder: Path) -> None:
        paths = [path for path in folder.rglob("*") if path.is_file()]
        self._files = {
            f"/{path.relative_to(folder).as_posix()}": _read(folder, path)
            for path in paths
            if path.suffix not in SUFFIXES.values()
        }

    def respond(self, request: Request) -> Response:
        """The file at the request's path. Raises 404 if the build made none."""
        path = request.url.path
        file = self._files.get(PAGES.get(path, path))
        if file is None:
            raise HTTPException(404, "There is no such page")
        encoding = _best(file, request.headers)
        etag = f'"{file.etag}{"-" + encoding if encoding else ""}"'
        headers = {"ETag": etag, "Cache-Control": file.cache_control, "Vary": "Accept-Encoding"}
        if etag in request.headers.get("if-none-match", ""):
            return Response(None, 304, headers)
        if encoding:
            headers["Content-Encoding"] = encoding
        content = file.packed[encoding] if encoding else file.content
        return Response(content, 200, headers, file.media_type)


def _best(file: StaticFile, headers: Headers) -> str | None:
    accepted = accepted_encodings(headers.get("accept-encoding", ""))
    return next((name for name in SUFFIXES if name in accepted and name in file.packed), None)


def _read(folder: Path, path: Path) -> StaticFile:
    content = path.read_bytes()
    siblings = {name: path.with_name(path.name + suffix) for name, suffix in SUFFIXES.items()}
    url = f"/{path.relative_to(folder).as_posix()}"
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return StaticFile(
        content=content,
        packed={name: file.read_bytes() for name, file in siblings.items() if file.exists()},
        media_type=TYPES.get(path.suffix, guessed),
        etag=hashlib.sha256(content).hexdigest()[:20],
        cache_control=FOREVER if url.startswith(HASHED) else ALWAYS_ASK,
    )
