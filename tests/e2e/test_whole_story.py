"""The whole story: a souk day without a network, from the phone's joining to the approved feed."""

from collections import Counter
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from rahba.entries.tables import Entry
from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.faults import Rule, every_second_lost, no_fault
from tests.e2e.held import Held, assert_taken_once, read_held
from tests.e2e.interview import Interview
from tests.e2e.phone import Phone
from tests.e2e.programs import Reader
from tests.e2e.registration import register_here
from tests.e2e.walk import At, Status, Walk

ANIMATOR = "Hajar El Mouden"
PRESENCES = 40
# By the section where they stand: their name and their trade.
NEWCOMERS = {
    "grains": ("بوشعيب القزاديري", "Céréales"),
    "veg": ("لالة فاطنة المزابية", "Légumes"),
}
PURPOSES = 4
HELPERS = "Combien d'aides payés aujourd'hui ?"
OWNER = {
    "Acceptez-vous de participer à ce questionnaire ?": "oui",
    "Avez-vous 18 ans ou plus ?": "oui",
    "Sexe": "homme",
    "Tranche d'âge": "35 à 44 ans",
    "Quelle est votre activité principale au souk ?": "Grains › Céréales",
    "Quel est votre statut ?": "propriétaire",
    "Comment vendez-vous au souk ?": "tente",
    "Combien de fois par mois venez-vous au souk de Guisser ?": "chaque semaine",
    HELPERS: "5",
    "Combien d'aides familiaux non payés aujourd'hui ?": "1",
    "Votre activité est-elle enregistrée ?": "auto-entrepreneur·e",
    "Avez-vous une couverture maladie ?": "AMO Tadamon",
    "Ventes du dernier souk, à peu près ?": "500 à 999 DH",
}
EMPLOYEE = {**OWNER, "Quel est votre statut ?": "salarié·e", "Tranche d'âge": "18 à 24 ans"}
HALF_WAY = "Comment vendez-vous au souk ?"
REMARK = "Cinq aides sous une tente ? À redemander."


# Where both must have been lost: a request before the server acted upon it, an answer after.
LOSSY = {
    "POST /join",
    "GET /sync/snapshot",
    "GET /sync/snapshot/*",
    "POST /sync/push",
    "GET /sync/pull",
    "GET /review/entries/*",
    "POST /review/entries/*/decision",
}


@pytest.mark.parametrize(
    ("network", "lossy"),
    [
        pytest.param(no_fault, set(), id="a network that works"),
        pytest.param(every_second_lost, LOSSY, id="every second answer lost"),
    ],
)
def test_a_souk_day_arrives_exactly_once_and_only_what_is_approved_leaves(
    souk: Souk,
    hand_phone: HandPhone,
    sit_down: SitDown,
    reader: Reader,
    network: Rule,
    lossy: set[str],
) -> None:
    souk.network.rule = network
    desk = sit_down("coach")
    phone = hand_phone().join(desk.invite(ANIMATOR))

    souk.server.kill()
    marks = walk_the_zone(phone)
    asked = [at.who for at in list(marks)[:3]]
    ask_three(phone, asked)
    phone.kill()
    phone.open()
    finish_the_third(phone)
    written = PRESENCES + len(NEWCOMERS) * (PURPOSES + 2) + 3
    assert phone.entries_in("enregistré sur le téléphone") == written

    souk.server.start()
    phone.send_all()
    assert phone.entries_in("envoyé") == written
    assert_arrived(souk, read_held(souk.laid), marks)

    place = f"place {next(iter(marks)).number}"
    desk.open_review("Signalées", "Questionnaire", place)
    desk.return_entry(HELPERS, REMARK)
    if lossy:
        desk.send_kept()
    phone.receive_until("{n} saisie renvoyée")
    souk.server.kill()
    mend(phone, "2")
    souk.server.start()
    phone.send_all()
    assert_mended(read_held(souk.laid))

    desk.open_review("Signalées", "Questionnaire", place)
    desk.approve_entry()
    if lossy:
        desk.send_kept()
    desk.close_day()
    assert_only_the_approved_leave(reader, read_held(souk.laid))

    mistaken = approved_mark(souk, read_held(souk.laid), marks)
    take_a_mark_back(phone, mistaken, marks)
    phone.send_all()
    held = read_held(souk.laid)
    (row,) = reader.read_on()
    assert (row["type"], row["entry_id"]) == ("removed", entry_at(souk, held, mistaken).id)
    assert_only_the_approved_leave(reader, held)
    assert_taken_once(held)
    assert souk.network.endpoints_that_lost("lose_answer") >= lossy
    assert souk.network.endpoints_that_lost("lose_request") >= lossy


def walk_the_zone(phone: Phone) -> dict[At, Status]:
    """Every place of both sections: 40 marked by a tap, the two of nobody registered."""
    walk = Walk.begin(phone)
    marks: dict[At, Status] = {}
    newcomers = dict(NEWCOMERS)
    pattern: list[Status] = ["present", "present", "present", "absent", "closed_early"]
    while not walk.is_over():
        if walk.knows_somebody():
            status = pattern[len(marks) % len(pattern)]
            marks[walk.mark(status)] = status
        else:
            here = walk.at()
            register_here(phone, *newcomers.pop(here.section))
            marks[here] = "present"
    assert not newcomers
    return marks


def ask_three(phone: Phone, people: list[str]) -> None:
    """Two surveys to the end, the third left where it is in the middle."""
    for who, answers in zip(people, (OWNER, EMPLOYEE), strict=False):
        phone.look_up(who)
        phone.hand.press("Questionnaire")
        Interview(phone).answer_all(answers)
    phone.look_up(people[2])
    phone.hand.press("Questionnaire")
    Interview(phone).answer_until(HALF_WAY, EMPLOYEE)


def finish_the_third(phone: Phone) -> None:
    """The draft outlived the browser, at its question and with its answers (PH6)."""
    phone.go_to("Aujourd’hui")
    phone.hand.press("Questionnaires et inscriptions en pause")
    phone.page.get_by_role("main").get_by_role("link", name="Questionnaire").click()
    interview = Interview(phone)
    assert interview.question() == HALF_WAY
    interview.back()
    expect(phone.page.get_by_role("main")).to_contain_text("Quel est votre statut ?")
    assert interview.chosen() == EMPLOYEE["Quel est votre statut ?"]
    interview.next()
    interview.answer_all(EMPLOYEE)


def assert_arrived(souk: Souk, held: Held, marks: dict[At, Status]) -> None:
    """Each thing that was recorded is there once, as it was recorded (I1, I3)."""
    assert_taken_once(held)
    assert held.kinds() == Counter(
        presence=PRESENCES + len(NEWCOMERS),
        trader=len(NEWCOMERS),
        consent=PURPOSES * len(NEWCOMERS),
        survey=3,
    )
    marked = {entry.stall_id: entry.body["status"] for entry in held.of_kind("presence")}
    assert marked == {souk.laid.place(at.section, at.number): s for at, s in marks.items()}
    assert {entry.body["known_as"] for entry in held.of_kind("trader")} == {
        name for name, _ in NEWCOMERS.values()
    }
    roles = Counter(
        entry.body["answers"]["/data/interview/role"] for entry in held.of_kind("survey")
    )
    assert roles == Counter(owner=1, employee=2)


def mend(phone: Phone, answer: str) -> None:
    """The coach's words stand at the answer that they are about; the rest stays as it was (SV4)."""
    phone.go_to("Mes saisies")
    expect(phone.page.get_by_role("main")).to_contain_text(REMARK)
    expect(phone.page.get_by_role("main")).to_contain_text(HELPERS)
    phone.hand.press("Corriger cette réponse")
    interview = Interview(phone)
    assert interview.question() == HELPERS
    assert interview.chosen() == OWNER[HELPERS]
    expect(phone.page.get_by_role("main")).to_contain_text(REMARK)
    interview.give(answer)
    interview.keep_the_rest()
    # It may be on its way already: what is sure is that nothing asks for it any more.
    expect(phone.page.get_by_role("main")).not_to_contain_text(REMARK)


def assert_mended(held: Held) -> None:
    """The correction is the second revision of the same entry, and changes the one answer."""
    assert_taken_once(held)
    (mended,) = [entry for entry in held.entries if entry.rev == 2]
    assert (mended.kind, mended.state) == ("survey", "received")
    assert mended.body["answers"]["/data/interview/helpers_paid"] == 2
    assert mended.body["answers"]["/data/interview/helpers_family"] == 1


def assert_only_the_approved_leave(reader: Reader, held: Held) -> None:
    """What adds up from the feed, and the CSV of each kind, is the approved set (FE1, FE6)."""
    reader.read_on()
    approved = held.approved()
    assert 0 < len(approved) < len(held.entries)
    assert reader.approved() == approved
    for kind in held.kinds():
        assert {row["entry_id"] for row in reader.csv(kind)} == held.approved(kind)


def approved_mark(souk: Souk, held: Held, marks: dict[At, Status]) -> At:
    """A place that the policy approved the mark of, with somebody known at the next one."""
    places = list(marks)
    return next(
        at
        for at, after in pairwise(places)
        if after.who
        and after.section == at.section
        and entry_at(souk, held, at).id in held.approved("presence")
    )


def entry_at(souk: Souk, held: Held, at: At) -> Entry:
    place = souk.laid.place(at.section, at.number)
    (entry,) = [entry for entry in held.of_kind("presence") if entry.stall_id == place]
    return entry


def take_a_mark_back(phone: Phone, at: At, marks: dict[At, Status]) -> None:
    """From the lane, standing at the place that comes next."""
    places = list(marks)
    phone.look_up(places[places.index(at) + 1].who)
    phone.hand.press("Aller à la place")
    Walk(phone).take_back(at.number)
    phone.hand.press("Retour")
