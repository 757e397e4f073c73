"""Photos for tests: two tiny ones that a browser drew, and what a camera leaves in its own."""

from __future__ import annotations

import base64
import hashlib
import struct
from typing import Any

WEBP = base64.b64decode(
    "UklGRlIAAABXRUJQVlA4IEYAAADwAQCdASoQABAAAsBMJagCdLoAAnSpBxAAzj3gzpzOs2LQIqwbF0fRKuBPStdL"
    "FB7PZi7RsgMie/HLEovcoAGpeRSLF4AA"
)
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////"
    "////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////"
    "////////////////////////////////////wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAA"
    "AAH/xAAaEAACAgMAAAAAAAAAAAAAAAAAAQIREiJB/8QAFAEBAAAAAAAAAAAAAAAAAAAAAv/EABQRAQAAAAAAAAAA"
    "AAAAAAAAAAD/2gAMAwEAAhEDEQA/AI3HBUtusAAJ/9k="
)
# 31°37'48" N: the degrees of a souk, as a camera writes them down.
LATITUDE = (31, 37, 48)


def named(data: bytes, **changed: Any) -> dict[str, Any]:
    """The photo as a body names it."""
    kind = "image/webp" if data.startswith(b"RIFF") else "image/jpeg"
    digest = hashlib.sha256(data).hexdigest()
    return {"sha256": digest, "type": kind, "bytes": len(data)} | changed


def as_a_camera(jpeg: bytes) -> bytes:
    """The same picture with the block in which a camera says where it stood (EXIF, GPS)."""
    return jpeg[:2] + _segment(0xE1, b"Exif\0\0" + _tiff_with_place()) + jpeg[2:]


def with_chunk(webp: bytes, name: bytes, data: bytes) -> bytes:
    """The same picture with one more chunk."""
    body = webp[8:] + name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _segment(mark: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data


def _tiff_with_place() -> bytes:
    """A TIFF header, one directory that points to a second, and in that the latitude."""
    pointer = struct.pack(">HHHII", 1, 0x8825, 4, 1, 26) + struct.pack(">I", 0)
    values_at = 26 + 2 + 2 * 12 + 4
    north = struct.pack(">HHI4s", 1, 2, 2, b"N")
    latitude = struct.pack(">HHII", 2, 5, 3, values_at)
    place = struct.pack(">H", 2) + north + latitude + struct.pack(">I", 0)
    values = b"".join(struct.pack(">II", part, 1) for part in LATITUDE)
    return b"MM\0*" + struct.pack(">I", 8) + pointer + place + values
