"""Which characters the bytes of a text file mean: what marks itself, else an honest guess. Pure."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from rahba.intake.grid import Unreadable

ENCODINGS = ("utf-8", "utf-16", "windows-1256", "windows-1252")
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_LOOKED_AT = 64 * 1024  # bytes that a guess looks at


def decode(
    data: bytes, chosen: str | None, headings_in: Callable[[str], int]
) -> tuple[str, str, bool]:
    """`(text, encoding, sure)`. `headings_in` counts known headings in a text, which tells two
    readings of the same bytes apart. Raises `Unreadable` (`bad_encoding`, `nul`)."""
    if chosen is not None:
        return _read(data, chosen), chosen, True
    for mark, codec, name in _MARKED:
        if data.startswith(mark):
            return _read(data, codec), name, True
    wide = _without_mark(data)
    if wide is not None:
        return _read(data, wide), "utf-16", False
    if b"\x00" in data:
        raise Unreadable("nul")
    try:
        return data.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        name = _older(data, headings_in)
        return _read(data, name), name, False


def _read(data: bytes, codec: str) -> str:
    if codec == "utf-16" and data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        codec = _without_mark(data) or "utf-16-le"
    elif codec == "utf-8":
        codec = "utf-8-sig"  # a mark that is there is no character
    elif codec == "windows-1252":
        codec = "cp1252"
    elif codec == "windows-1256":
        codec = "cp1256"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise Unreadable("bad_encoding", row=row) from None
    if "\x00" in text:
        raise Unreadable("nul")
    return text


def _without_mark(data: bytes) -> str | None:
    """UTF-16 shows by its zeros: spaces, digits and separators have one in every other byte."""
    head = data[:_LOOKED_AT]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) % 2 or max(even, odd) * 20 < len(head):
        return None
    if odd > even * 8:
        return "utf-16-le"
    return "utf-16-be" if even > odd * 8 else None


def _older(data: bytes, headings_in: Callable[[str], int]) -> str:
    """Arabic Windows or Western Windows: by the headings, else by how the high bytes stand.

    French has one accented letter among plain ones; an Arabic word is high bytes in a row.
    """
    head = data[:_LOOKED_AT]
    arabic = headings_in(head.decode("cp1256", errors="replace"))
    western = headings_in(head.decode("cp1252", errors="replace"))
    if arabic != western:
        return "windows-1256" if arabic > western else "windows-1252"
    runs = [len(run) for run in _HIGH.findall(head)]
    return "windows-1256" if sum(runs) > 2 * len(runs) else "windows-1252"
