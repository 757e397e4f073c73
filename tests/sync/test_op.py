"""Reading an op from its characters (SPEC OP2-OP4, PU1): whatever comes, nothing is raised."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rahba.sync.op import MAX_OP_CHARACTERS, Op, Refusal, parse_op
from tests.recording import new_id


def fields(**changed: Any) -> dict[str, Any]:
    return {
        "op_id": new_id(),
        "type": "create",
        "entry_id": new_id(),
        "base_rev": 0,
        "kind": "presence",
        "schema_version": 1,
        "market_id": new_id(),
        "person_id": new_id(),
        "device_id": new_id(),
        "epoch": None,
        "souk_date": "2026-11-27",
        "body": {"stall_id": new_id(), "status": "present"},
        "recorded_at": "2026-11-27T08:15:30.123Z",
        "tz_offset_min": 60,
    } | changed


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.text(alphabet=st.characters()))
def test_PU1_no_characters_make_it_raise(text: str) -> None:
    assert isinstance(parse_op(text), Refusal)


@given(st.sampled_from(sorted(fields())), any_json)
def test_PU1_no_value_of_any_field_makes_it_raise(name: str, value: Any) -> None:
    found = parse_op(json.dumps(fields(**{name: value})))
    assert isinstance(found, Op) or found.errors


@given(any_json)
def test_OP4_a_body_that_is_read_can_be_kept_by_both_databases(value: Any) -> None:
    found = parse_op(json.dumps(fields(body={"x": value})))
    if isinstance(found, Op):
        kept = json.dumps(found.body)
        assert "\\u0000" not in kept
        json.dumps(found.body, ensure_ascii=False).encode("utf-8")
        json.loads(kept, parse_float=_fail, parse_constant=_fail)


def _fail(text: str) -> None:
    raise AssertionError(text)


def test_OP3_the_digest_is_of_the_very_characters() -> None:
    text = json.dumps(fields(), indent=2, ensure_ascii=False)
    found = parse_op(text)
    assert isinstance(found, Op)
    assert found.digest == hashlib.sha256(text.encode()).hexdigest()
    assert found.text == text


def test_the_deepest_body_that_is_taken_and_the_first_that_is_not() -> None:
    def nested(depth: int) -> Any:
        return [nested(depth - 1)] if depth else 1

    assert isinstance(parse_op(json.dumps(fields(body={"x": nested(29)}))), Op)
    refused = parse_op(json.dumps(fields(body={"x": nested(31)})))
    assert isinstance(refused, Refusal)


def test_a_digit_run_or_an_escape_in_a_text_is_only_looked_at_longer() -> None:
    body = {"weather": ["sun"], "note": 'رقم 12345678901234567890 "هنا" [[[[ {{{{ \n'}
    found = parse_op(json.dumps(fields(kind="day_sheet", body=body)))
    assert isinstance(found, Op)
    assert found.body == body


def test_an_op_longer_than_any_form_can_make_is_refused_unread() -> None:
    refused = parse_op(json.dumps(fields(body={"note": "x" * MAX_OP_CHARACTERS})))
    assert isinstance(refused, Refusal)
    assert refused.errors == ({"path": "", "code": "too_long"},)
