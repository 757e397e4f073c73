"""What a request may hold, before any rule of a feature looks at it.

SQLite takes a NUL in a text and PostgreSQL does not; both refuse it here, with the same code.
"""

import uuid
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


class Wire(BaseModel):
    """A request's body. Unknown keys are ignored: a phone may be newer than the server."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("a text holds no NUL")
    return text


def _as_uuid(text: str) -> str:
    return str(uuid.UUID(text))


Text = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_without_nul)]
ShortText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    AfterValidator(_without_nul),
]
WireId = Annotated[
    str,
    StringConstraints(max_length=36),
    AfterValidator(_as_uuid),
    Field(json_schema_extra={"format": "uuid"}),
]
