"""A phone on a network that fails in every way (SPEC F1, F3–F6, F10, F14): all arrives, once.

The failures share a server and a phone; each marks places of its own and leaves nothing unsent.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, Request, expect
from sqlmodel import delete

from rahba.forms.tables import FormVersion
from tests.e2e.browser import Browser
from tests.e2e.conftest import serve_souk
from tests.e2e.faults import Fault, no_fault, no_network, ops_in, pushes_meet
from tests.e2e.field import Field
from tests.e2e.held import read_held
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.roster import known_at
from tests.e2e.souk import LaidSouk

MARKS_AND_UNDOS = 120


@pytest.fixture(scope="module")
def field(
    laid: LaidSouk, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Field]:
    folder = tmp_path_factory.mktemp("hostile")
    with serve_souk(laid, folder / "data") as souk:
        phone = Phone(Browser(playwright, folder / "phone", lang="fr"), souk.url).open()
        try:
            yield Field(souk, phone.join(souk.invite()))
        finally:
            phone.close(picture=folder / "phone.png")


@pytest.fixture(autouse=True)
def a_network_that_works(field: Field) -> Iterator[None]:
    yield
    field.souk.network.rule = no_fault


@pytest.mark.parametrize("fault", ["lose_answer", "cut_answer", "twice"])
def test_f1_an_answer_that_is_lost_cut_or_doubled_makes_no_second_entry(
    field: Field, fault: Fault
) -> None:
    """PU2: the server acted upon the first request; the phone cannot know, and asks again."""
    field.souk.network.rule = pushes_meet(fault)
    marked = field.mark(2)
    if fault == "twice":
        field.send_once()
    else:
        field.send_and_fail()
        assert field.waiting() == 2
    field.souk.network.rule = no_fault
    field.send_all()
    assert {field.place(at) for at in marked} <= set(field.arrived())


@pytest.mark.parametrize("fault", ["error", "portal", "busy"])
def test_f4_an_error_page_or_a_portal_is_no_answer(field: Field, fault: Fault) -> None:
    """PH12: with whatever status it comes, "arrived" is not said, and the same ops go again."""
    network = field.souk.network
    before = len(network.pushed)
    network.rule = pushes_meet(fault)
    marked = field.mark(2)
    field.send_and_fail()
    assert field.waiting() == 2
    assert not {field.place(at) for at in marked} & set(field.arrived())
    network.rule = no_fault
    field.send_all()
    assert len({op for push in network.pushed[before:] for op in ops_in(push)}) == 2
    assert {field.place(at) for at in marked} <= set(field.arrived())


def test_f3_what_a_batch_that_half_succeeded_left_in_doubt_can_be_edited(field: Field) -> None:
    """PH3: one half is taken, the answer to the other is lost, and then its mark is changed."""
    field.souk.network.rule = no_network
    one, other = field.mark(2, "absent")
    field.souk.network.rule = pushes_meet("too_large", "pass", "lose_answer")
    field.send_and_fail()
    assert field.waiting() == 1
    field.walk().change(other.number, "Présent·e")
    field.souk.network.rule = no_fault
    field.send_all()
    arrived = field.arrived()
    assert arrived[field.place(one)] == "absent"
    assert arrived[field.place(other)] == "present"
    held = read_held(field.souk.laid)
    assert [e.rev for e in held.of_kind("presence") if e.stall_id == field.place(other)] == [2]


def test_f6_a_backlog_larger_than_a_request_goes_in_smaller_ones(field: Field) -> None:
    """PU12, PH11: some hundred changes, and a network that at first takes fewer than the server."""
    network = field.souk.network
    network.rule = no_network
    walk = field.walk()
    walk.mark_and_undo(MARKS_AND_UNDOS)
    here = walk.mark("present")
    before = len(network.pushed)
    network.rule = pushes_meet("too_large", "too_large", "pass")
    field.send_all()
    batches = [ops_in(push) for push in network.pushed[before:]]
    assert [len(batch) for batch in batches[:3]] == [100, 50, 25]
    assert max(len(batch) for batch in batches) <= 100
    taken = [op for batch in batches[2:] for op in batch]
    assert len(taken) == len(set(taken)) == 2 * MARKS_AND_UNDOS + 1
    assert field.arrived()[field.place(here)] == "present"


def test_f10_every_push_leaves_with_its_body_while_the_worker_is_in_control(field: Field) -> None:
    """PH10: no request is sent but by the page itself, once, also when its answer is lost."""
    page = field.phone.page
    page.reload()
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    sent: list[str] = []
    page.context.on(
        "request", lambda request: sent.append(request.url) if is_push(request) else None
    )
    network = field.souk.network
    before = len(network.pushed)
    network.rule = pushes_meet("lose_answer")
    field.mark(2)
    field.send_and_fail()
    network.rule = no_fault
    field.send_all()
    pushes = network.pushed[before:]
    assert len(pushes) == len(sent) >= 2
    bodies = [ops_in(push) for push in pushes]  # one without a body could not be read
    assert sum(ops != [] for ops in bodies) >= 2


def test_f14_a_reset_ordered_by_the_server_deletes_nothing_that_is_unsent(field: Field) -> None:
    """PL5, L5: the cursor is gone after a restore; what was sent since the copy goes again too."""
    copy = field.souk.server.run("backup").rsplit(": ", 1)[1].strip()
    lost = field.mark(2)
    field.send_all()
    field.souk.network.rule = no_network
    unsent = field.mark(2)
    field.souk.server.stop()
    field.souk.server.run("restore", copy)
    field.souk.server.start()
    field.souk.network.rule = no_fault
    assert not {field.place(at) for at in lost} & set(field.arrived())
    gone: list[int] = []
    field.phone.page.on("response", lambda answer: gone.append(answer.status))
    field.send_all()
    field.phone.until(lambda: 410 in gone, "the cursor to be refused")
    assert {field.place(at) for at in [*lost, *unsent]} <= set(field.arrived())


def test_f5_an_entry_that_the_server_refuses_stops_no_other(field: Field) -> None:
    """PU1, I5: among marks a survey whose form the server does not have; it stays, and is shown."""
    before = field.mark(1)
    database = field.souk.laid.database()
    database.transact(lambda session: session.execute(delete(FormVersion)))
    database.dispose()
    stop_a_survey(field.phone, known_at(field.souk.laid, "grains", 1))
    after = field.mark(1)
    field.send_all()
    assert {field.place(at) for at in before + after} <= set(field.arrived())
    assert read_held(field.souk.laid).refused == 1
    assert field.phone.entries_in("à corriger") == 1


def stop_a_survey(phone: Phone, who: str) -> None:
    """Half of it is enough: it is kept as unfinished."""
    phone.look_up(who)
    phone.hand.press("Questionnaire")
    interview = Interview(phone)
    for answer in ("oui", "oui"):
        asked = interview.question()
        interview.give(answer)
        interview.next()
        expect(interview.asked()).not_to_have_text(asked)
    phone.hand.open_sheet("Pause")
    phone.hand.press("La personne s’arrête : garder ce qui est dit")
    expect(phone.page.get_by_role("main")).to_contain_text("inachevé")


def is_push(request: Request) -> bool:
    return request.url.endswith("/sync/push") and request.service_worker is None
