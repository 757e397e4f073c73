"""What a form loses here and can do without: it is taken, and its author is told (SPEC FO4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rahba.forms.itext import Media
from rahba.forms.lists import Item

# Kinds of files that phones show or play beside a text.
SHOWN = ("image", "audio")


class LeftOut:
    """Collects it, each with a code, a word of what, and its place, while a form is compiled."""

    def __init__(self, files: frozenset[str]) -> None:
        self.files = files
        self.found: list[dict[str, str]] = []

    def media(self, media: Media, path: str) -> Media:
        """What of `media` can be shown: the files that came with the form."""
        shown: Media = {}
        for code, files in media.items():
            for kind, name in files.items():
                if kind in SHOWN and name in self.files:
                    shown.setdefault(code, {})[kind] = name
                else:
                    self._add("media_left_out", name, path, f"media::{kind}")
        return shown

    def of_choices(
        self, name: str, items: Iterable[Item], choices: Iterable[dict[str, Any]]
    ) -> None:
        for item, choice in zip(items, choices, strict=True):
            shown = self.media(item.media, f"{name}/{item.name}")
            if shown:
                choice["media"] = shown

    def metadata(self, attributes: dict[str, str], path: str) -> None:
        """An entry says itself who recorded it, on which phone."""
        detail = attributes.get("preloadParams") or attributes["preload"]
        self._add("metadata_left_empty", detail, path, "type")

    def of_unseen(self, names: Iterable[str]) -> None:
        for name in names:
            self._add("background_left_out", name, "", "type")

    def _add(self, code: str, detail: str, path: str, part: str) -> None:
        fault = {"code": code, "detail": detail, "path": path, "part": part}
        if fault not in self.found:
            self.found.append(fault)
