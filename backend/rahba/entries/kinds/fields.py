"""Checks of a body's fields, one small function each; `Fields` runs a table of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from rahba.entries.kinds.kind import Body, Problem

Check = Callable[[Any], str | None]  # a value → the code of what is wrong with it

_IS_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch
_IS_CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}").fullmatch


def an_id(value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if _IS_ID(value) else "bad_id"


def one_of(choices: Collection[str]) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return "wrong_type"
        return None if value in choices else "not_a_choice"

    return check


def text(low: int, high: int) -> Check:
    """Between `low` and `high` characters, spaces at the ends not counted."""

    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return "wrong_type"
        if len(value) > high:
            return "too_long"
        return None if len(value.strip()) >= low else "required"

    return check


def a_code(value: Any) -> str | None:
    """A short machine word whose list may grow on the server before it does on a phone."""
    if not isinstance(value, str):
        return "wrong_type"
    return None if _IS_CODE(value) else "not_a_choice"


def whole(low: int, high: int) -> Check:
    def check(value: Any) -> str | None:
        if type(value) is not int:  # a bool is an int, and no number
            return "wrong_type"
        return None if low <= value <= high else "out_of_range"

    return check


def moment(value: Any) -> str | None:
    """RFC 3339 in UTC."""
    if not isinstance(value, str) or not value.endswith("Z"):
        return "wrong_type"
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return "wrong_type"
    return None


def list_of(check_item: Check, most: int) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, list):
            return "wrong_type"
        if len(value) > most:
            return "too_many"
        return next((code for item in value if (code := check_item(item))), None)

    return check


def matching(pattern: str) -> Check:
    matches = re.compile(pattern, re.ASCII).fullmatch

    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return "wrong_type"
        return None if matches(value) else "constraint"

    return check


def a_mapping(value: Any) -> str | None:
    return None if isinstance(value, dict) else "wrong_type"


class Fields:
    """A table of required and optional fields. null counts as not given.

    Keys that the table does not name are kept and shown to nobody: a newer phone may send them.
    """

    def __init__(
        self, required: Mapping[str, Check], optional: Mapping[str, Check] | None = None
    ) -> None:
        self.required = tuple(required.items())
        self.optional = tuple((optional or {}).items())

    def problems(self, body: Body) -> list[Problem]:
        found = []
        for name, check in self.required:
            value = body.get(name)
            code = "required" if value is None else check(value)
            if code is not None:
                found.append(Problem(name, code))
        for name, check in self.optional:
            value = body.get(name)
            if value is not None and (code := check(value)) is not None:
                found.append(Problem(name, code))
        return found
