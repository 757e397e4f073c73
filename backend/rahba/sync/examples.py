"""Examples for the API's description, of answers that are written without a model for speed."""

import json
from typing import Any

from fastapi.openapi.models import Example

ENTRY = "0d5c2f6e-8c1b-4a53-9d0f-6f3b6f2f1a01"
OP = "7c9f0a52-3f0e-4f39-8a5e-2d7a5d9c4e11"
EPOCH = "2b3f1c9e-54a7-4d55-8f0a-0f3c7a9be6d2"
NOW = "2026-11-27T12:10:00Z"

_PULLED = {
    "epoch": EPOCH,
    "server_time": NOW,
    "cursor": "c2lnbmVk…",
    "more": False,
    "me": {
        "person": {
            "id": "9a1d7c7e-6a43-4a0e-8a2e-9a4f0b9d7c21",
            "name_ar": "هاجر",
            "name_latin": "Hajar",
            "sex": "f",
        },
        "device_id": "4e1f8a6c-1d0b-4c3c-9a55-6d2f7b8c9e10",
        "zones": [{"rahba": "grains", "from_order": 1, "to_order": 84}],
        "badge_ranges": [{"prefix": "K", "starts": 451, "ends": 500}],
        "recovery_key": {"version": 1, "x": "C6DqArsD…", "y": "4P7tzWA1…"},
        # Of coaches and deputies alone (QR3).
        "team_phones": [
            {
                "device_id": "b7e6c1a4-5d2f-4e8b-9c3a-1f0e2d4c6b8a",
                "person": {
                    "id": "c1d2e3f4-5a6b-4c7d-8e9f-0a1b2c3d4e5f",
                    "name_ar": "هاجر",
                    "name_latin": "Hajar",
                },
                "key": {"x": "axfR8uEs…", "y": "T-NC4v3x…"},
            }
        ],
    },
    "catalog": [
        {
            "type": "trader",
            "id": "f3b1c5d7-2e4a-4b6c-8d9e-0a1b2c3d4e5f",
            "state": "provisional",
            "known_as": "Hmida moul zra3",
            "name_ar": "حميدة",
            "name_latin": "Hmida",
            "rahba": "grains",
            "trade": "GRA01",
            "badge": "K-0457-3",
            "tag": 734113,
            "stalls": ["8b0c9d1e-2f3a-4b5c-9d7e-8f9a0b1c2d3e"],
        }
    ],
    "own": [
        {
            "entry_id": ENTRY,
            "kind": "survey",
            "souk_date": "2026-11-27",
            "rev": 1,
            "state": "returned",
            "flags": ["too_short"],
            "proposed_rev": None,
            "body": {"form_id": "souk_trader_v1", "answers": {}},
            "decision": {
                "decision": "return",
                "by": {"name_ar": "نعيمة", "name_latin": "Naïma"},
                "at": NOW,
                "reason": "",
                "rev": 1,
                "comments": [{"path": "/data/years", "text": "62 years?"}],
            },
        }
    ],
    "settlements": [
        {"op_id": OP, "entry_id": ENTRY, "outcome": "released", "rev": 2, "reason": ""}
    ],
}
PULL: dict[int | str, dict[str, Any]] = {
    200: {"description": "One page", "content": {"application/json": {"example": _PULLED}}}
}

_OP = {
    "op_id": OP,
    "type": "create",
    "entry_id": ENTRY,
    "base_rev": 0,
    "kind": "presence",
    "schema_version": 1,
    "market_id": "6c1f0e2d-3b4a-4958-8776-655443322110",
    "person_id": "9a1d7c7e-6a43-4a0e-8a2e-9a4f0b9d7c21",
    "device_id": "4e1f8a6c-1d0b-4c3c-9a55-6d2f7b8c9e10",
    "epoch": EPOCH,
    "souk_date": "2026-11-27",
    "body": {"stall_id": "8b0c9d1e-2f3a-4b5c-9d7e-8f9a0b1c2d3e", "status": "present"},
    "recorded_at": "2026-11-27T08:15:30.120Z",
    "tz_offset_min": 60,
}
PUSHED: dict[str, Example] = {
    "one mark": {
        "value": {
            "protocol": 1,
            "app": "0.1.0",
            "epoch": EPOCH,
            "sent_at": NOW,
            "manifest": {"pending": 1, "refused": 0, "by_day": {"2026-11-27": 1}},
            "ops": [json.dumps(_OP, separators=(",", ":"))],
        }
    }
}
_ANSWERED = {
    "epoch": EPOCH,
    "server_time": NOW,
    "min_app": "0.1.0",
    "results": [{"op_id": OP, "code": "applied", "rev": 1, "received_at": NOW, "flags": []}],
}
PUSH: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An answer per op, in their order",
        "content": {"application/json": {"example": _ANSWERED}},
    }
}
