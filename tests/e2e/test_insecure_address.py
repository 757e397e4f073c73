"""Where an address is neither https nor the machine itself, no phone joins (SPEC SU5)."""

import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e.browser import PHONE
from tests.e2e.conftest import Souk
from tests.e2e.tour import open_page

NAME = "souk.example"
SAID = {
    "ar": ("هذا العنوان غير آمن", "https"),
    "fr": ("Cette adresse n’est pas sûre", "https"),
}
JOIN = """async (code) => {
  const headers = { "Content-Type": "application/json", "X-Rahba": "1" };
  const join_key = "00000000-0000-4000-8000-000000000001";
  const body = JSON.stringify({ code, join_key, device: { name: "A03", app: "0.1.0" } });
  const answer = await fetch("/api/v1/join", { method: "POST", headers, body });
  return (await answer.json()).code;
}"""


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_SU5_on_an_address_that_is_not_secure_a_browser_sees_why_and_cannot_join(
    souk: Souk, playwright: Playwright, lang: str
) -> None:
    code = souk.invite()
    address = souk.server.url.replace("127.0.0.1", NAME)
    with open_page(playwright, lang, PHONE, f"--host-resolver-rules=MAP {NAME} 127.0.0.1") as page:
        page.goto(f"{address}/#/join/{code}")
        assert not page.evaluate("isSecureContext")
        language = {"ar": "العربية", "fr": "Français"}[lang]
        page.get_by_role("button", name=language).click()
        what, how = SAID[lang]
        expect(page.get_by_role("heading", level=1)).to_have_text(what)
        expect(page.get_by_role("main")).to_contain_text(how)
        assert page.get_by_role("textbox").count() == 0
        assert page.evaluate(JOIN, code) == "insecure_address"
