"""What a photo's bytes are, told by themselves: a JPEG or WebP that holds a picture and nothing
else (SPEC ME4). Pure.

A phone draws each photo anew, which leaves no place or device in it. What still holds a block that
could is refused rather than mended: mended, it would no longer be the bytes that the entry names.
"""

from __future__ import annotations

import re
from typing import Literal

Flaw = Literal["not_an_image", "metadata"]

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
# Frames, tables, restarts and scans; of the application blocks only those that name a colour model.
_DRAWS = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}) - {0xC8}
_NAMES_COLOURS = {0xE0: b"JFIF\0", 0xEE: b"Adobe"}
# Within a scan 0xFF is followed by 0 or a restart mark; anything else ends it.
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})


def flaw_of(media_type: str, data: bytes) -> Flaw | None:
    """Why `data` is not taken as a photo of this type; None if it is."""
    if media_type == "image/jpeg":
        return _flaw_of_jpeg(data)
    return _flaw_of_webp(data)


def _flaw_of_jpeg(data: bytes) -> Flaw | None:
    if data[:2] != bytes((0xFF, _SOI)):
        return "not_an_image"
    at = 2
    while data[at : at + 1] == b"\xff" and at + 2 <= len(data):
        mark = data[at + 1]
        if mark == _EOI:
            return None if at + 2 == len(data) else "metadata"
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(data):
            return "not_an_image"
        if mark not in _DRAWS and not _is_colour_block(mark, data[at + 4 : at + 2 + length]):
            return "metadata"
        at += 2 + length
        if mark == _SOS:
            end = _END_OF_SCAN.search(data, at)
            at = end.start() if end else len(data)
    return "not_an_image"


def _is_colour_block(mark: int, block: bytes) -> bool:
    named = _NAMES_COLOURS.get(mark)
    # A longer one has a small picture of its own in it, which nobody drew anew.
    return named is not None and block.startswith(named) and len(block) <= 14


def _flaw_of_webp(data: bytes) -> Flaw | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return "not_an_image"
    if int.from_bytes(data[4:8], "little") + 8 != len(data):
        return "not_an_image"
    at, pictures = 12, 0
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name not in _CHUNKS:
            return "metadata"
        pictures += name in (b"VP8 ", b"VP8L")
        at += 8 + length + length % 2
    return None if pictures == 1 and at == len(data) else "not_an_image"
