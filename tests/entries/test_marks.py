"""What a mark may say (SPEC PR2). Refusals first."""

from __future__ import annotations

from typing import Any

import pytest

from rahba.entries.kinds.presence import STATUSES
from tests.recording import Notebook, new_id

STALL, TRADER = new_id(), new_id()


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({"status": "present"}, "stall_id", "required"),
        ({"status": "present", "stall_id": None, "trader_id": None}, "stall_id", "required"),
        ({"stall_id": STALL}, "status", "required"),
        ({"stall_id": STALL, "status": "not recorded"}, "status", "not_a_choice"),
        ({"stall_id": "12", "status": "present"}, "stall_id", "bad_id"),
        (
            {"stall_id": STALL, "status": "absent", "replaced_by": TRADER},
            "replaced_by",
            "constraint",
        ),
    ],
)
def test_PR2_a_mark_of_nobody_nowhere_or_of_no_known_status_is_invalid_at_its_field(
    notebook: Notebook, body: dict[str, Any], path: str, code: str
) -> None:
    result = notebook.push_one(notebook.create("presence", body))
    assert (result["code"], result["errors"]) == ("invalid", [{"path": path, "code": code}])


def test_PR2_a_mark_names_a_place_a_trader_or_both_and_one_of_six_statuses(
    notebook: Notebook,
) -> None:
    subjects = (
        {"stall_id": STALL},
        {"trader_id": TRADER},
        {"stall_id": STALL} | {"trader_id": TRADER},
    )
    bodies = [subject | {"status": status} for subject in subjects for status in STATUSES]
    bodies.append({"trader_id": TRADER, "status": "replaced", "replaced_by": new_id()})
    results = notebook.push(*(notebook.create("presence", body) for body in bodies))
    assert len(STATUSES) == 6
    assert {result["code"] for result in results} == {"applied"}
