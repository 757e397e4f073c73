"""A form that is heard: from its zip at the desk to a sound at the souk (SPEC FD8, FD9, SV28)."""

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import HandPhone, SitDown, Souk
from tests.e2e.held import read_held
from tests.e2e.roster import known_at
from tests.e2e.test_every_type import begin, joined
from tests.forms.workbooks import workbook_of
from tests.sounding import SOUND_NAME, beep, sounding_form

KEPT = "async () => (await (await caches.open('rahba-form-files')).keys()).length"
# Where the sound stands: a player that plays nothing stands still.
HEARD = "() => document.querySelector('audio').currentTime"


def test_sv28_a_question_is_heard_without_a_network_and_its_answer_arrives(
    souk: Souk, hand_phone: HandPhone, sit_down: SitDown, tmp_path: Path
) -> None:
    desk = sit_down("coach")
    desk.go_to("Formulaires")
    desk.page.locator("main input[type=file]").set_input_files(zip_in(tmp_path))
    desk.hand.press("Publier cette version")
    desk.says("« {title} » est publié, version {version}").wait_for()

    phone = joined(hand_phone(), souk)
    phone.wait_until(lambda: phone.page.evaluate(KEPT) == 1)
    phone.page.context.set_offline(True)
    phone.page.reload()
    begin(phone, "Prix", known_at(souk.laid, "livestock", 3))
    listen = phone.page.get_by_role("button", name=re.compile("^Écouter"))
    listen.click()
    phone.wait_until(lambda: phone.page.evaluate(HEARD) > 0.2)
    phone.hand.press("Arrêter le son")
    expect(listen).to_be_visible()
    assert phone.page.evaluate(HEARD) == 0
    phone.page.locator("main").get_by_role("textbox").fill("35")
    phone.hand.press("Terminer")
    phone.page.context.set_offline(False)
    phone.send_all()
    (survey,) = read_held(souk.laid).of_kind("survey")
    assert survey.body["answers"] == {"/data/price": 35}


def zip_in(folder: Path) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("prix/form.xlsx", workbook_of(sounding_form()))
        archive.writestr(f"prix/{SOUND_NAME}", beep())
    path = folder / "prix.zip"
    path.write_bytes(packed.getvalue())
    return path
