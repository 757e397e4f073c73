"""One person, two tabs of one phone, and uploads that outlast their timer (SPEC F2, F12, PH9)."""

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import HandPhone, Souk, serve_souk
from tests.e2e.faults import DRIP_PIECES, no_fault, no_network, ops_in, pushes_meet
from tests.e2e.field import ARRIVED, Field
from tests.e2e.proxy import FaultProxy
from tests.e2e.souk import LaidSouk

# No byte for so long is a stall (STALL_MS), for the phone's own clock.
STALL_MS = 30_000
ARRIVES_MS = 150  # what was let through is at the phone by then


@pytest.fixture(scope="module")
def souk(laid: LaidSouk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Souk]:
    with serve_souk(laid, tmp_path_factory.mktemp("tabs") / "data") as served:
        yield served


@pytest.fixture(autouse=True)
def a_network_that_works(souk: Souk) -> Iterator[None]:
    yield
    souk.network.rule = no_fault


def test_f2_a_slow_answer_is_waited_for_and_a_silent_one_is_asked_for_again(
    souk: Souk, hand_phone: HandPhone
) -> None:
    """A stall is judged by progress: of the slow one nothing goes twice, of the silent one nothing
    is doubled (PU2)."""
    phone = hand_phone()
    field = Field(souk, phone.join(souk.invite(0)))
    network, clock = souk.network, phone.page.clock
    network.rule = no_network
    marked = field.mark(1)
    clock.install()
    network.rule = pushes_meet("drip", "pass")
    before = len(with_ops(network))
    begin_to_send(field)
    for _ in range(DRIP_PIECES):
        clock.run_for(STALL_MS - 5_000)
        network.let_through()
        phone.page.wait_for_timeout(ARRIVES_MS)
    phone.says(ARRIVED).wait_for()
    assert len(with_ops(network)) == before + 1

    network.rule = no_network
    marked += field.mark(1)
    network.rule = pushes_meet("drip", "pass")
    before = len(with_ops(network))
    begin_to_send(field)
    phone.until(lambda: len(with_ops(network)) == before + 1, "the push to be on its way")
    clock.run_for(2 * STALL_MS)
    phone.says(ARRIVED).wait_for()
    network.let_through(DRIP_PIECES)
    given_up, again = with_ops(network)[-2:]
    assert given_up == again
    assert {field.place(at) for at in marked} <= set(field.arrived())


def test_f2_f12_two_tabs_show_the_same_and_what_both_upload_is_taken_once(
    souk: Souk, hand_phone: HandPhone
) -> None:
    """PH9: without the browser's locks they push at the same time; being right needs no lock."""
    phone = hand_phone()
    phone.page.context.add_init_script("delete Navigator.prototype.locks")
    field = Field(souk, phone.join(souk.invite(1)))
    phone.page.reload()
    souk.network.rule = no_network
    other = Field(souk, phone.another_tab())
    one, two, three = field.mark(3)
    assert other.waiting() == 3
    other.walk().change(two.number, "Pas là pour l’instant")
    assert field.waiting() == 3

    network = souk.network
    network.rule = pushes_meet("drip")
    before = len(network.pushed)
    for tab in (field, other):
        begin_to_send(tab)
    phone.until(lambda: len(network.pushed) == before + 2, "both tabs to push")
    first, second = (ops_in(push) for push in network.pushed[before:])
    assert first == second
    network.rule = no_fault
    network.let_through(2 * DRIP_PIECES)
    for tab in (field, other):
        tab.phone.says(ARRIVED).wait_for()
    arrived = field.arrived()
    assert [arrived[field.place(at)] for at in (one, two, three)] == [
        "present",
        "absent",
        "present",
    ]
    assert [tab.phone.entries_in("envoyé") for tab in (field, other)] == [3, 3]


def with_ops(network: FaultProxy) -> list[list[str]]:
    """The pushes that carried ops: a word about the day is a push as well, and has none."""
    return [ops for push in network.pushed if (ops := ops_in(push))]


def begin_to_send(field: Field) -> None:
    field.phone.open_sending()
    field.phone.hand.press("Envoyer maintenant")
