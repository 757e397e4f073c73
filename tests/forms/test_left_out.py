"""What a form from elsewhere loses here and can do without: it is taken, and its author is told."""

from typing import Any

from rahba.forms.compile import compile_xform
from rahba.forms.sheets import Row, Sheet
from rahba.forms.warnings import form_warnings
from tests.forms.sources import xform_named, xform_of

TABLE = """
| survey |
| | type | name | label::en | label::fr | image::en | audio::fr | parameters |
| | deviceid | phone | | | | | |
| | username | who | | | | | |
| | start-geopoint | began | | | | | |
| | audit | audit | | | | | |
| | select_one fruit | fruit | Fruit | Fruit | fruit.png | fruit.mp3 | randomize=true, seed=42 |
| choices |
| | list_name | name | label::en | label::fr | image::en |
| | fruit | fig | Fig | Figue | fig.png |
| | fruit | date | Date | Datte | |
| settings |
| | form_id | version |
| | f | 1 |
"""


def told(compiled: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(one["code"], one["detail"], one["path"]) for one in compiled.get("left_out", [])}


def test_FO4_pictures_sounds_and_metadata_are_left_out_and_said() -> None:
    assert told(compile_xform(xform_of(TABLE))) == {
        ("media_left_out", "fruit.png", "/data/fruit"),
        ("media_left_out", "fruit.mp3", "/data/fruit"),
        ("media_left_out", "fig.png", "fruit/fig"),
        ("metadata_left_empty", "deviceid", "/data/phone"),
        ("metadata_left_empty", "username", "/data/who"),
        ("background_left_out", "setgeopoint", ""),
    }


def test_FO4_files_that_come_with_the_form_are_carried_by_language() -> None:
    compiled = compile_xform(xform_of(TABLE), ["fruit.png", "fruit.mp3", "fig.png"])
    fruit = next(node for node in compiled["nodes"] if node["path"] == "/data/fruit")
    assert fruit["media"] == {"en": {"image": "fruit.png"}, "fr": {"audio": "fruit.mp3"}}
    assert compiled["choices"]["fruit"][0]["media"] == {"en": {"image": "fig.png"}}
    assert "media" not in compiled["choices"]["fruit"][1]
    assert {code for code, _, _ in told(compiled)} == {"metadata_left_empty", "background_left_out"}


def test_FO4_a_form_that_loses_nothing_says_nothing() -> None:
    assert "left_out" not in compile_xform(xform_named("household"))


def test_FO4_the_desk_is_told_with_the_row() -> None:
    compiled = compile_xform(xform_of(TABLE))
    rows = (Row(2, {"type": "deviceid", "name": "phone"}),)
    found = form_warnings(compiled, {"survey": Sheet(("type", "name"), rows)})
    said = [(one.code, one.sheet, one.row, one.column) for one in found if one.detail == "deviceid"]
    assert said == [("metadata_left_empty", "survey", 2, "type")]


def test_choices_in_an_order_by_chance_carry_its_seed() -> None:
    fruit = compile_xform(xform_of(TABLE))["nodes"][-1]
    assert fruit["shuffle"] == 42
    unseeded = compile_xform(xform_of(TABLE.replace(", seed=42", "")))["nodes"][-1]
    assert unseeded["shuffle"] is True
