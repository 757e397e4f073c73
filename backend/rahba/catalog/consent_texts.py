"""What is read to a trader before anything is recorded: versioned, a short and a full form.

The texts keep their placeholders (`{animator}`, `{operator}`, `{commune}`, `{retention}` in months,
`{contact}`, `{phone}`, `{cndp_ref}`): the phone fills them in, since it knows who is reading.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

PLACEHOLDERS = frozenset(
    {"animator", "operator", "commune", "retention", "contact", "phone", "cndp_ref"}
)


@cache
def consent_texts() -> dict[str, Any]:
    """`{"version", "purposes": […], "texts": {lang: {"short", "full", "purposes": {…}}}}`."""
    path = Path(__file__).with_name("consent_texts.json")
    texts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return texts
