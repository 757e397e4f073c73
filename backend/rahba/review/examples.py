"""Examples for the API's description: the queue, and what becomes of a decision."""

from typing import Any

from pydantic.config import JsonDict

ENTRY = "0d5c2f6e-8c1b-4a53-9d0f-6f3b6f2f1a01"
_QUEUE = {
    "items": [
        {
            "entry_id": ENTRY,
            "kind": "survey",
            "rev": 1,
            "state": "received",
            "proposed_rev": None,
            "flags": ["too_short"],
            "souk_date": "2026-11-27",
            "author": {
                "id": "9a1d7c7e-6a43-4a0e-8a2e-9a4f0b9d7c21",
                "name_ar": "هاجر",
                "name_latin": "Hajar",
            },
            "recorded_at": "2026-11-27T09:12:40Z",
            "received_at": "2026-11-27T12:10:00Z",
            "title": {
                "badge": "K-0457-3",
                "stall_number": 12,
                "section": "grains",
                "trader": None,
            },
            "reason": "flagged",
        }
    ],
    "next": None,
    "total": 1,
    "steps": {"flagged": 1, "sample": 0, "clean": 0},
}
_DECIDED = {
    "review_id": "41a63072-06d3-40ee-be05-1791441de8bb",
    "entry_id": ENTRY,
    "state": "returned",
    "rev": 1,
}
_MANY = {
    "results": [
        {"code": "decided"} | _DECIDED,
        {"entry_id": "ae1079c4-4b85-49e5-9bd6-7abce75441e7", "code": "not_found"},
    ]
}


def _one(example: Any) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {"application/json": {"example": example}}}}


QUEUE, DECIDED, DECIDED_MANY = _one(_QUEUE), _one(_DECIDED), _one(_MANY)
RETURN: JsonDict = {
    "decision_id": "7c9f0a52-3f0e-4f39-8a5e-2d7a5d9c4e11",
    "decision": "return",
    "rev": 1,
    "comments": [{"path": "/data/interview/question", "text": "كم عددهم؟"}],
}
