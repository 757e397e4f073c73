"""The photo that a response may hold: its answer is the digest, its bytes travel apart (ME1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rahba.forms.errors import FormError

is_digest = re.compile(r"[0-9a-f]{64}", re.A).fullmatch


def refuse_photos(nodes: list[dict[str, Any]]) -> None:
    """An entry takes one photo, which programs see with the trader's name, and none of whoever did
    not agree to it: it can be neither required nor sensitive.
    """
    photos = list(_photos(nodes, ()))
    for node, above in photos:
        if "required" in node:
            raise FormError("photo_required", "a photo may be refused", node["path"], "required")
        if any("sensitive" in one for one in (*above, node)):
            part = "bind::rahba:sensitive"
            raise FormError("photo_sensitive", "nothing can mask a photo", node["path"], part)
        if len(photos) > 1 or any(one["type"] == "repeat" for one in above):
            raise FormError("too_many_photos", "one a response, in no repeat", node["path"], "type")


Node = dict[str, Any]


def _photos(nodes: list[Node], above: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """With the groups and repeats around them."""
    for node in nodes:
        if node["type"] == "image":
            yield node, above
        yield from _photos(node.get("children", []), (*above, node))
