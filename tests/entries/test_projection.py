"""FE4, FE5: nothing leaves but what the kind lists."""

from dataclasses import replace
from uuid import UUID

from rahba.entries.kinds import KINDS
from rahba.entries.projection import Lens, keyed_ids, project, shows
from rahba.forms.form import Form

SECRET = b"a secret of the server, long enough"
TRADER = "0b54a4a1-3c5f-4bb6-9d1e-6f3a3c5d7e11"
PLACE = "c2b1a0f9-8e7d-4c6b-a5f4-e3d2c1b0a998"
FORM = Form(
    {
        "form_id": "f", "version": "1", "default_language": "fr", "modules": [], "choices": {},
        "texts": {"fr": []}, "languages": ["fr"], "title": {"fr": "f"},
        "nodes": [
            {"path": "/f/trade", "type": "text"},
            {"path": "/f/helpers", "type": "integer"},
            {"path": "/f/sales", "type": "integer", "sensitive": True},
            {
                "path": "/f/money", "type": "group", "sensitive": True,
                "children": [{"path": "/f/money/debts", "type": "integer"}],
            },
            {
                "path": "/f/worth", "type": "calculate",
                "calculation": ["once", ["-", ["ref", "/f/sales"], ["ref", "/f/money/debts"]]],
            },
            {
                "path": "/f/greeting", "type": "calculate",
                "calculation": ["once", ["concat", ["ref", "/f/trade"], "!"]],
            },
        ],
    }
)  # fmt: skip
LENS = Lens(keyed_ids(SECRET, "key"), {PLACE: "grains"}.get, lambda _form_id, _version: FORM)
RESPONSE = {
    "form_id": "f", "form_version": "1", "modules": [], "trader_id": TRADER, "stall_id": PLACE,
    "answers": {
        "/f/trade": "my own words", "/f/helpers": 2, "/f/sales": 900,
        "/f/money/debts": 100, "/f/worth": "800", "/f/greeting": "my own words!",
    },
    "started_at": "2026-11-27T08:00:00Z", "ended_at": "2026-11-27T08:03:00Z",
    "outcome": "completed",
}  # fmt: skip


def test_FE5_no_kind_shows_sensitive_answers_beside_a_trader() -> None:
    for kind in KINDS.values():
        for fields in kind.shows.values():
            treatments = {field.source: field.treatment for field in fields}
            identifies = {
                treatments.get("trader_id"),
                "keyed" if treatments.get("stall_id") == "plain" else None,
            }
            if identifies & {"plain", "keyed"}:
                assert "answers" not in treatments.values(), kind.name


def test_FE5_no_sensitive_answer_nor_what_is_found_from_it_leaves_with_the_trader() -> None:
    assert project(KINDS["survey"], "pii", RESPONSE, LENS)["answers"] == {
        "/f/trade": "my own words",
        "/f/helpers": 2,
        "/f/greeting": "my own words!",
    }


def test_FE4_a_pseudonymous_response_holds_no_trader_no_place_no_time_and_no_own_words() -> None:
    seen = project(KINDS["survey"], "pseudonymous", RESPONSE, LENS)
    assert seen["answers"] == {
        "/f/helpers": 2, "/f/sales": 900, "/f/money/debts": 100, "/f/worth": "800",
    }  # fmt: skip
    assert seen["section"] == "grains"
    assert {"trader_id", "stall_id", "started_at", "ended_at"}.isdisjoint(seen)


def test_FE4_answers_to_an_unknown_form_stay_here() -> None:
    blind = replace(LENS, form=lambda _form_id, _version: None)
    assert project(KINDS["survey"], "pseudonymous", RESPONSE, blind)["answers"] == {}


def test_FE4_a_mark_shows_its_section_instead_of_its_place() -> None:
    mark = {"stall_id": PLACE, "status": "present"}
    assert project(KINDS["presence"], "pseudonymous", mark, LENS) == {
        "status": "present",
        "section": "grains",
    }


def test_FE4_a_registration_without_pii_has_no_name_and_no_number() -> None:
    body = {"trader_id": TRADER, "action": "register", "known_as": "با صالح", "trade": "GRN02",
            "phone": "+212600000000", "badge": "K-0457-6"}  # fmt: skip
    seen = project(KINDS["trader"], "pseudonymous", body, LENS)
    assert {"known_as", "phone", "badge"}.isdisjoint(seen)
    assert seen["trader_id"] != TRADER


def test_FE4_two_keys_see_two_ids_and_one_key_always_the_same() -> None:
    one, other = keyed_ids(SECRET, "one"), keyed_ids(SECRET, "other")
    assert one(TRADER) == one(TRADER) != other(TRADER)
    assert UUID(one(TRADER)).version == 8


def test_an_aggregates_key_sees_no_entry_of_any_kind() -> None:
    assert not any(shows(kind, "aggregates") for kind in KINDS.values())
