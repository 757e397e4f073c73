"""A team's first Friday, from a server without a souk to a closed day and a printed page.

One story, in the order in which it happens: each step begins where the one before it ended.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.e2e import friday_before as before
from tests.e2e import friday_bus as bus
from tests.e2e import friday_ground as ground
from tests.e2e import friday_paper as paper
from tests.e2e.commune import Commune, begin_commune
from tests.e2e.friday_list import GRAINS, VEG


@pytest.fixture
def commune(playwright: Playwright, tmp_path: Path) -> Iterator[Commune]:
    with begin_commune(playwright, tmp_path) as begun:
        yield begun


def test_a_team_goes_from_an_empty_server_to_a_closed_day_and_a_printed_page(
    commune: Commune,
) -> None:
    coach = before.open_the_souk(commune)
    before.bring_in_the_list(commune, coach)
    for animator in (before.HASSAN, before.LATIFA):
        before.add_to_team(coach, animator)
    before.add_to_team(coach, before.OFFICIAL, role="commune")
    before.give_zone(coach, before.HASSAN, VEG)
    before.give_zone(coach, before.LATIFA, GRAINS)
    before.give_zone(coach, before.HASSAN, GRAINS, backup=True)
    hassan = before.let_a_phone_join(commune, coach, before.HASSAN)
    latifa = before.let_a_phone_join(commune, coach, before.LATIFA)

    commune.server.kill()
    ground.walk_a_zone_of_the_list(hassan)
    ground.mark_the_itinerant(hassan)
    code = ground.ask_one_and_be_refused_by_another(hassan)
    ground.let_one_leave_the_list(hassan)
    ground.fall_ill_after_one_place(latifa)
    ground.take_over_from_the_colleague(hassan)
    for phone in (hassan, latifa):
        ground.end_the_day_without_a_network(phone)

    commune.server.start()
    for phone in (hassan, latifa):
        ground.end_the_day_with_one(phone)

    bus.see_five_steps(coach)
    bus.return_the_survey_and_have_it_mended(coach, hassan, code)
    bus.decide_without_a_network(commune, coach, code)
    for step in ("Signalées", "Échantillon"):
        bus.approve_what_was_looked_at(coach, step)
    bus.approve_registrations_by_section(coach)
    bus.approve_the_rest_and_close(coach)

    official = paper.let_the_official_in(commune, coach)
    paper.read_the_figures(official)
    paper.print_the_day(commune, official, "fr")
    paper.read_the_law(commune, official, "fr")
    in_arabic = paper.sit_down_in_arabic(commune)
    paper.print_the_day(commune, in_arabic, "ar")
    paper.read_the_law(commune, in_arabic, "ar")
    badge = paper.print_cards(commune, coach)
    paper.answer_a_trader(commune, coach, badge)
    paper.feed_equals_what_is_approved(commune, coach)
