"""One op, read from its own characters: a change that can be decided, or a refusal. Pure, fast.

Moments come out as aware UTC datetimes, ids as checked UUID text; a body is still unchecked.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from rahba.sync.protocol import MAX_OPS, FieldError, OpType

MAX_OP_CHARACTERS = 256 * 1024
MAX_DEPTH = 32
MAX_REV = 1_000_000
MAX_INTEGER = 2**53 - 1  # what a phone's JSON can hold exactly


@dataclass(frozen=True, slots=True)
class Op:
    """One change, as its author froze it; `text` are its very characters."""

    op_id: str
    type: OpType
    entry_id: str
    base_rev: int
    kind: str
    schema_version: int
    market_id: str
    person_id: str
    device_id: str
    epoch: str | None
    souk_date: date
    body: dict[str, Any] | None
    recorded_at: datetime
    tz_offset_min: int
    supersedes: tuple[str, ...]
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """An op that is not one; `op_id` and `entry_id` only if they could be read."""

    op_id: str | None
    entry_id: str | None
    errors: tuple[FieldError, ...]
    text: str
    digest: str
    shut: bool = False  # sealed, and no key of this server opens it


def digest_of(text: str) -> str:
    """SHA-256 of the characters as UTF-8, hex (SPEC OP3)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parse_op(text: object) -> Op | Refusal:
    """The op that `text` says, or why it says none; never raises."""
    if not isinstance(text, str):
        text = json.dumps(text)
        return _unreadable(text)
    try:
        fields, errors = _read(text)
    except (ValueError, RecursionError):
        return _unreadable(text)
    if not isinstance(fields, dict):
        return _unreadable(text)
    errors = errors or _errors_of_fields(fields)
    if errors:
        op_id, entry_id = _id_or_none(fields.get("op_id")), _id_or_none(fields.get("entry_id"))
        return Refusal(op_id, entry_id, tuple(errors), text, digest_of(text))
    return _op(fields, text)


def _op(fields: dict[str, Any], text: str) -> Op:
    return Op(
        op_id=fields["op_id"],
        type=fields["type"],
        entry_id=fields["entry_id"],
        base_rev=fields["base_rev"],
        kind=fields["kind"],
        schema_version=fields["schema_version"],
        market_id=fields["market_id"],
        person_id=fields["person_id"],
        device_id=fields["device_id"],
        epoch=fields.get("epoch"),
        souk_date=date.fromisoformat(fields["souk_date"]),
        body=fields.get("body"),
        recorded_at=datetime.fromisoformat(fields["recorded_at"]).astimezone(UTC),
        tz_offset_min=fields["tz_offset_min"],
        supersedes=tuple(fields.get("supersedes") or ()),
        text=text,
        digest=digest_of(text),
    )


def _unreadable(text: str) -> Refusal:
    return Refusal(None, None, (FieldError(path="", code="unreadable"),), text, digest_of(text))


# Reading. Nearly every op is plain, and then the C scanner has done all the work.


def _read(text: str) -> tuple[Any, list[FieldError]]:
    """The JSON of `text`, and what in it one of the two databases could not keep (OP4)."""
    if len(text) > MAX_OP_CHARACTERS:
        return {}, [FieldError(path="", code="too_long")]
    if not text.isascii() and _SURROGATE.search(text):
        return {}, [FieldError(path="", code="bad_text")]
    try:
        fields = _WHOLE_NUMBERS.decode(text)
    except ArithmeticError:
        fields = _DECODER.decode(text)
    else:
        # No escape means no NUL; brackets in a text only cost a walk.
        if "\\" not in text and not _LONG_NUMBER.search(text) and _brackets(text) <= MAX_DEPTH:
            return fields, []
    errors: list[FieldError] = []
    if isinstance(fields, dict):
        for name, value in fields.items():
            # Paths are those of the body, as everywhere on a phone.
            _walk(value, "" if name == "body" else name, 2, errors)
    return fields, errors


def _brackets(text: str) -> int:
    return text.count("{") + text.count("[")


class _Float:
    """Stands where the text had a number with a fraction, an exponent, NaN or infinity."""


_FLOAT = _Float()


def _whole_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        # Two readers could read two different things.
        raise ValueError("a key stands twice in one object")
    return found


def _not_whole(_: str) -> Any:
    raise ArithmeticError


_WHOLE_NUMBERS = json.JSONDecoder(
    parse_float=_not_whole, parse_constant=_not_whole, object_pairs_hook=_whole_object
)
_DECODER = json.JSONDecoder(
    parse_float=lambda _: _FLOAT, parse_constant=lambda _: _FLOAT, object_pairs_hook=_whole_object
)
_LONG_NUMBER = re.compile(r"[0-9]{16}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _walk(value: Any, path: str, depth: int, errors: list[FieldError]) -> None:
    if depth > MAX_DEPTH:
        errors.append(FieldError(path="", code="unreadable"))
        return
    if isinstance(value, str):
        if _cannot_be_kept(value):
            errors.append(FieldError(path=path, code="bad_text"))
    elif isinstance(value, dict):
        _walk_object(value, path, depth, errors)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _walk(item, f"{path}[{number}]", depth + 1, errors)
    elif value is _FLOAT:
        errors.append(FieldError(path=path, code="float_not_allowed"))
    elif isinstance(value, int) and not -MAX_INTEGER <= value <= MAX_INTEGER:
        errors.append(FieldError(path=path, code="out_of_range"))


def _walk_object(value: dict[str, Any], path: str, depth: int, errors: list[FieldError]) -> None:
    for key, item in value.items():
        if _cannot_be_kept(key):
            errors.append(FieldError(path=path, code="bad_text"))
        else:
            _walk(item, f"{path}.{key}" if path else key, depth + 1, errors)


def _cannot_be_kept(text: str) -> bool:
    return "\0" in text or (not text.isascii() and _SURROGATE.search(text) is not None)


# Checking: one table, in the order in which the fields are listed in the SPEC (OP2).

_IS_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch
_IS_KIND = re.compile(r"[a-z][a-z_]{0,31}").fullmatch
_IS_DIGEST = re.compile(r"[0-9a-f]{64}").fullmatch
_IS_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_IS_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII).fullmatch


def is_id(value: object) -> bool:
    """A UUID as text: lower case, with dashes."""
    return isinstance(value, str) and _IS_ID(value) is not None


def is_digest(value: object) -> bool:
    return isinstance(value, str) and _IS_DIGEST(value) is not None


def _id_or_none(value: object) -> str | None:
    return str(value) if is_id(value) else None


def _errors_of_fields(fields: dict[str, Any]) -> list[FieldError]:
    errors = []
    for name, check in _CHECKS:
        if name not in fields and name not in _OPTIONAL:
            errors.append(FieldError(path=name, code="required"))
        elif (code := check(fields.get(name))) is not None:
            errors.append(FieldError(path=name, code=code))
    if not errors:
        errors = _errors_between_fields(fields)
    return errors


def _errors_between_fields(fields: dict[str, Any]) -> list[FieldError]:
    if fields["type"] != "cancel" and fields.get("body") is None:
        return [FieldError(path="body", code="required")]
    if (fields["type"] == "create") != (fields["base_rev"] == 0):
        return [FieldError(path="base_rev", code="out_of_range")]
    return []


def _check_id(value: Any) -> str | None:
    return None if is_id(value) else "bad_id"


def _check_type(value: Any) -> str | None:
    return None if value in ("create", "revise", "cancel") else "not_a_choice"


def _check_whole(low: int, high: int) -> Any:
    def check(value: Any) -> str | None:
        if type(value) is not int:  # a bool is an int, and no number
            return "wrong_type"
        return None if low <= value <= high else "out_of_range"

    return check


def _check_kind(value: Any) -> str | None:
    return None if isinstance(value, str) and _IS_KIND(value) else "wrong_type"


def _check_epoch(value: Any) -> str | None:
    return None if value is None else _check_id(value)


def _check_date(value: Any) -> str | None:
    return _check_calendar(value, _IS_DATE, date.fromisoformat)


def _check_moment(value: Any) -> str | None:
    return _check_calendar(value, _IS_MOMENT, datetime.fromisoformat)


def _check_calendar(value: Any, matches: Any, read: Any) -> str | None:
    if not isinstance(value, str) or not matches(value):
        return "wrong_type"
    try:
        read(value)
    except ValueError:
        return "out_of_range"
    return None


def _check_body(value: Any) -> str | None:
    return None if value is None or isinstance(value, dict) else "wrong_type"


def _check_supersedes(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) > MAX_OPS:
        return "wrong_type"
    return None if all(map(is_id, value)) else "bad_id"


_OPTIONAL = frozenset({"epoch", "body", "supersedes"})
_CHECKS: tuple[tuple[str, Any], ...] = (
    ("op_id", _check_id),
    ("type", _check_type),
    ("entry_id", _check_id),
    ("base_rev", _check_whole(0, MAX_REV)),
    ("kind", _check_kind),
    ("schema_version", _check_whole(1, 10_000)),
    ("market_id", _check_id),
    ("person_id", _check_id),
    ("device_id", _check_id),
    ("epoch", _check_epoch),
    ("souk_date", _check_date),
    ("body", _check_body),
    ("recorded_at", _check_moment),
    ("tz_offset_min", _check_whole(-18 * 60, 18 * 60)),
    ("supersedes", _check_supersedes),
)
