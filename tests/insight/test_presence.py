"""A day's marks become figures by the rules PR1-PR8."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rahba.insight.presence import Cell, Ground, Mark, count_sections, resolve

MORNING = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
GROUND = Ground(
    section_of_stall={"place 1": "grains", "place 2": "grains", "place 3": "veg"},
    occupants={"place 1": ("Salah",), "place 2": ("Zohra", "Hmida"), "place 3": ()},
    section_of_itinerant={"Allal": "veg", "Salah": "grains"},
)


def mark(
    place: str | None,
    status: str,
    *,
    by: str = "Hajar",
    trader: str | None = None,
    minute: int = 0,
    instead: str | None = None,
    approved: bool = True,
) -> Mark:
    at = MORNING + timedelta(minutes=minute)
    return Mark(by, place, trader, status, instead, at, at, "entry 1", approved)


def test_PR4_a_place_nobody_marked_is_not_recorded_and_never_absent() -> None:
    cells = count_sections([], GROUND, None)
    assert cells["grains"] == Cell(not_recorded=3, known=2)
    assert cells["grains"].rate_permille is None


def test_PR5_one_sight_of_a_person_beats_every_absence_whatever_the_order() -> None:
    seen = mark("place 1", "present", by="Hajar", minute=0)
    missed = mark("place 1", "absent", by="Ayoub", minute=90)
    assert resolve([seen, missed], GROUND).seen == {"Salah": True}
    assert resolve([missed, seen], GROUND).seen == {"Salah": True}


def test_PR3_an_animator_who_corrects_herself_an_hour_later_is_believed() -> None:
    first = mark("place 1", "present", minute=0)
    corrected = mark("place 1", "absent", minute=60)
    assert resolve([corrected, first], GROUND).seen == {"Salah": False}


def test_PR3_of_two_marks_that_arrived_together_the_one_recorded_later_is_believed() -> None:
    arrival = MORNING + timedelta(hours=4)
    first = replace(mark("place 1", "replaced", minute=0, instead="Allal"), received_at=arrival)
    second = replace(mark("place 1", "present", minute=5), received_at=arrival)
    for as_read in ([first, second], [second, first]):
        assert resolve(as_read, GROUND).seen == {"Salah": True}


def test_PR5_closed_early_counts_as_present() -> None:
    assert resolve([mark("place 1", "closed_early")], GROUND).seen == {"Salah": True}


def test_PR5_replaced_says_absent_for_the_one_and_present_for_the_other() -> None:
    marks = [mark("place 1", "replaced", instead="Allal")]
    assert resolve(marks, GROUND).seen == {"Salah": False, "Allal": True}


def test_PR3_a_mark_on_a_shared_place_without_a_name_speaks_of_everyone_there() -> None:
    assert resolve([mark("place 2", "present")], GROUND).seen == {"Zohra": True, "Hmida": True}


def test_PR3_a_named_mark_on_a_shared_place_leaves_the_others_not_recorded() -> None:
    cells = count_sections([mark("place 2", "present", trader="Zohra")], GROUND, None)
    assert (cells["grains"].present, cells["grains"].not_recorded) == (1, 2)
    assert cells["grains"].marked == 1


def test_PR8_an_absence_under_one_name_takes_back_no_sight_under_the_other() -> None:
    seen = mark("place 2", "present", trader="Zohra")
    missed = replace(mark("place 2", "absent", trader="Zohra", minute=60), named_id="Zohra again")
    assert resolve([seen, missed], GROUND).seen == {"Zohra": True}
    assert resolve([missed, seen], GROUND).seen == {"Zohra": True}


def test_PR6_an_occupied_place_of_nobody_counts_for_coverage_and_for_no_rate() -> None:
    cell = count_sections([mark("place 3", "occupied_unregistered")], GROUND, None)["veg"]
    assert (cell.marked, cell.known, cell.rate_permille) == (1, 1, None)


def test_PR6_an_itinerant_is_counted_apart() -> None:
    cell = count_sections([mark(None, "present", trader="Allal")], GROUND, None)["veg"]
    assert (cell.present, cell.itinerant_present, cell.marked) == (0, 1, 0)


def test_PR6_rate_and_coverage_are_of_different_wholes() -> None:
    marks = [mark("place 1", "absent"), mark("place 2", "present", trader="Hmida")]
    cell = count_sections(marks, GROUND, None)["grains"]
    assert (cell.rate_permille, cell.coverage_permille) == (500, 1000)


def test_PR7_a_closed_day_keeps_the_places_that_were_known_then() -> None:
    cell = count_sections([mark("place 1", "present")], GROUND, {"grains": 4})["grains"]
    assert cell.coverage_permille == 250


def test_a_figure_that_rests_on_unapproved_marks_says_so() -> None:
    cells = count_sections([mark("place 1", "present", approved=False)], GROUND, None)
    assert cells["grains"].provisional
    assert not cells["veg"].provisional
