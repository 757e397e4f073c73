"""What of an entry a program may see (SPEC FE4, FE5): only what its kind lists. Pure."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rahba.entries.kinds.kind import Body, Kind, Projection, Shown
from rahba.forms.form import Form, plain_path

# Types whose answers are the person's own words or place, which a pseudonym does not cover.
IDENTIFYING_TYPES = frozenset({"text", "geopoint", "photo", "barcode"})


@dataclass(frozen=True)
class Lens:
    """How values change on their way to one program.

    `keyed` makes an id that only this key sees; `section` gives the section code of a place;
    `form` the form version that a response was recorded with, None if it is unknown.
    """

    keyed: Callable[[str], str]
    section: Callable[[str], str | None]
    form: Callable[[str, str], Form | None]


def shows(kind: Kind, projection: Projection) -> bool:
    """Whether a program with this projection sees anything of the kind."""
    return projection in kind.shows


def project(kind: Kind, projection: Projection, body: Body, lens: Lens) -> dict[str, Any]:
    """The fields that leave, under the program's names; absent ones are absent."""
    seen = {}
    for shown in kind.shows[projection]:
        value = body.get(shown.source)
        if value is not None:
            seen[shown.name] = _treat(shown, value, projection, body, lens)
    return seen


def _treat(shown: Shown, value: Any, projection: Projection, body: Body, lens: Lens) -> Any:
    match shown.treatment:
        case "plain":
            return value
        case "keyed":
            return lens.keyed(value)
        case "section":
            return lens.section(value)
        case "answers":
            return _answers(value, body, lens, lambda node: _may_be_pseudonymous(node, projection))
        case "medium_digest":
            return value["sha256"]
        case "medium_address":
            return f"/api/v1/feed/media/{value['sha256']}"
        case "answers_without_sensitive":
            return _answers(value, body, lens, lambda node: not node.get("sensitive"))


def _may_be_pseudonymous(node: Mapping[str, Any], projection: Projection) -> bool:
    return projection == "pii" or node["type"] not in IDENTIFYING_TYPES


def _answers(
    answers: Mapping[str, Any],
    body: Body,
    lens: Lens,
    may_leave: Callable[[Mapping[str, Any]], bool],
) -> dict[str, Any]:
    """Answers by path; none of an unknown form, since nothing says what they hold."""
    form = lens.form(body["form_id"], body["form_version"])
    if form is None:
        return {}
    allowed = {path for path, node in form.nodes.items() if may_leave(node.source)}
    return {path: value for path, value in answers.items() if plain_path(path) in allowed}


def keyed_ids(secret: bytes, key_id: str) -> Callable[[str], str]:
    """Ids that are the same for one API key at any time, and unlike those of any other key."""
    purpose = b"pseudonym:" + key_id.encode()

    def pseudonym(real_id: str) -> str:
        text = hmac.digest(secret, purpose + real_id.encode(), "sha256").hex()
        # A UUID of version 8: the one for values of one's own making.
        return f"{text[:8]}-{text[8:12]}-8{text[13:16]}-a{text[17:20]}-{text[20:32]}"

    return pseudonym
