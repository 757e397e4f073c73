"""What of an entry a program may see (SPEC FE4, FE5): only what its kind lists. Pure."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rahba.entries.kinds.kind import Body, Kind, Projection, Shown, Treatment
from rahba.forms.form import Form, plain_path

# Types whose answers are the person's own words or place, which a pseudonym does not cover.
IDENTIFYING_TYPES = frozenset({"text", "geopoint", "image", "barcode"})


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
        case "medium_digest":
            return value["sha256"]
        case "medium_address":
            return f"/api/v1/feed/media/{value['sha256']}"
        case "answers" | "answers_without_sensitive":
            return _answers(value, body, lens, shown.treatment, projection)


@lru_cache(maxsize=16)  # a reader goes through many responses to few versions
def withheld(form: Form, treatment: Treatment, projection: Projection) -> frozenset[str]:
    """Paths (without instances) of the answers that stay here, and of what is calculated from
    them. `treatment` is that of the kind's answers."""
    found = frozenset[str]()
    if treatment == "answers_without_sensitive":
        found |= form.sensitive_paths()
    if projection != "pii":
        found |= {node.path for node in form.questions() if node.type in IDENTIFYING_TYPES}
    return form.with_their_calculations(found)


def _answers(
    answers: Mapping[str, Any], body: Body, lens: Lens, treatment: Treatment, projection: Projection
) -> dict[str, Any]:
    """Answers by path; none of an unknown form, since nothing says what they hold."""
    form = lens.form(body["form_id"], body["form_version"])
    if form is None:
        return {}
    leaving = form.nodes.keys() - withheld(form, treatment, projection)
    return {path: value for path, value in answers.items() if plain_path(path) in leaving}


def keyed_ids(secret: bytes, key_id: str) -> Callable[[str], str]:
    """Ids that are the same for one API key at any time, and unlike those of any other key."""
    purpose = b"pseudonym:" + key_id.encode()

    def pseudonym(real_id: str) -> str:
        text = hmac.digest(secret, purpose + real_id.encode(), "sha256").hex()
        # A UUID of version 8: the one for values of one's own making.
        return f"{text[:8]}-{text[8:12]}-8{text[13:16]}-a{text[17:20]}-{text[20:32]}"

    return pseudonym
