"""A form that comes in one `.zip` with the pictures and sounds that its texts name (SPEC FD8)."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rahba.forms.errors import FormError
from rahba.forms.workbook import MAX_BYTES

# All that every phone carries of one version, beside the form in one request (PU12); and the most
# that one of them may weigh.
MAX_FILES_BYTES = 900 * 1024
MAX_FILE_BYTES = 512 * 1024
MAX_FILES = 300
_FORMS = (".xlsx", ".xml")
# What the bytes begin with, and stand at that offset: a name alone is not believed.
_KINDS = (
    ("audio/mpeg", 0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ("audio/ogg", 0, (b"OggS",)),
    ("audio/wav", 8, (b"WAVE",)),
    ("audio/mp4", 4, (b"ftypM4A", b"ftypmp42", b"ftypisom")),
    ("image/png", 0, (b"\x89PNG\r\n\x1a\n",)),
    ("image/jpeg", 0, (b"\xff\xd8\xff",)),
    ("image/webp", 8, (b"WEBP",)),
)


@dataclass(frozen=True)
class Package:
    """`form` is the workbook or the XForm; `files` what came with it, by name."""

    form: bytes
    files: dict[str, bytes] = field(default_factory=dict)


def unpacked(data: bytes) -> Package:
    """The parts of a zip; a form that came alone is itself. Raises FormError `package_unreadable`,
    `package_without_form`, `package_too_large` or `file_not_shown`."""
    if not data.startswith(b"PK"):
        return Package(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" in archive.namelist():
                return Package(data)
            return _package(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise FormError("package_unreadable", "this zip cannot be read") from error


def files_told(compiled: dict[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    """`{name: {sha256, type, size}}` of the files that the compiled form shows."""
    shown = {name for media in _media(compiled) for name in media.values()}
    return {
        name: {
            "sha256": hashlib.sha256(data).hexdigest(),
            "type": kind_of(data),
            "size": len(data),
        }
        for name, data in sorted(files.items())
        if name in shown
    }


def kind_of(data: bytes) -> str | None:
    """Media type of a picture or sound that phones show or play; None of anything else."""
    for kind, offset, beginnings in _KINDS:
        if data[offset:].startswith(beginnings):
            return kind
    return None


def _media(compiled: dict[str, Any]) -> Iterator[dict[str, str]]:
    items = [item for choices in compiled["choices"].values() for item in choices]
    nodes = list(compiled["nodes"])
    while nodes:
        node = nodes.pop()
        nodes += node.get("children", ())
        items.append(node)
    for item in items:
        yield from item.get("media", {}).values()


def _package(archive: zipfile.ZipFile) -> Package:
    """Folders do not count: tools put the files beside the form or in one of its name."""
    parts = [part for part in archive.infolist() if not _is_litter(part)]
    forms = [part for part in parts if part.filename.lower().endswith(_FORMS)]
    if len(forms) != 1:
        raise FormError("package_without_form", f"{len(forms)} forms in the zip, not one")
    media = [part for part in parts if part is not forms[0]]
    if len(media) > MAX_FILES or sum(part.file_size for part in media) > MAX_FILES_BYTES:
        raise FormError("package_too_large", f"more than {MAX_FILES_BYTES} bytes of files")
    files = {_name(part): _read(archive, part, MAX_FILE_BYTES) for part in media}
    for name, data in files.items():
        if kind_of(data) is None:
            raise FormError("file_not_shown", name)
    return Package(_read(archive, forms[0], MAX_BYTES), files)


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """Whatever size the zip says: no more than `most` is unpacked."""
    with archive.open(part) as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise FormError("package_too_large", f"{_name(part)}: more than {most} bytes")
    return data


def _is_litter(part: zipfile.ZipInfo) -> bool:
    """What a Mac or a Windows adds to a zip by itself."""
    name = _name(part)
    return part.is_dir() or name.startswith((".", "Thumbs.db")) or "__MACOSX" in part.filename


def _name(part: zipfile.ZipInfo) -> str:
    return part.filename.rpartition("/")[2]
