"""What a file is, by its first bytes and never by its name. Pure."""

from __future__ import annotations

from rahba.intake.delimited import read_delimited
from rahba.intake.grid import Grid, Unreadable
from rahba.intake.headings import count_headings
from rahba.intake.workbook import read_workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
    b"\x1f\x8b",
)


def read_file(data: bytes, encoding: str | None = None, delimiter: str | None = None) -> Grid:
    """The file's rows. Raises `Unreadable` with a reason that tells the coach what to do."""
    if not data.strip():
        raise Unreadable("empty")
    if data.startswith(b"PK"):
        return read_workbook(data)
    if data.startswith(_OLE):
        # An encrypted workbook is wrapped in the same container as the Excel of before 2007.
        wide = "EncryptedPackage".encode("utf-16-le")
        raise Unreadable("password" if wide in data else "old_excel")
    if data.startswith(_OTHERS):
        raise Unreadable("not_a_table")
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"mime-version")):
        raise Unreadable("html")
    return read_delimited(data, count_headings, encoding, delimiter)
