"""A survey on a phone: one question a screen, answered by the words of its choices."""

from collections.abc import Mapping

from playwright.sync_api import Locator, expect

from tests.e2e.phone import Phone

# Longer than any form.
MOST_QUESTIONS = 60


class Interview:
    """Under way from the moment that a question stands there."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._page = phone.page
        self._heading().wait_for()

    def question(self) -> str:
        return self._heading().inner_text().strip()

    def answer(self, answer: str) -> None:
        """A number is typed; a choice is pressed. Then the next question."""
        asked = self.question()
        if answer.isdigit():
            self._page.locator("main").get_by_role("textbox").fill(answer)
        else:
            for part in answer.split(" › "):
                self._phone.hand.rows().filter(has=self._words(part)).first.click()
        self.next()
        expect(self._heading()).not_to_have_text(asked)

    def answer_all(self, answers: Mapping[str, str], *, stop_before: str = "") -> None:
        """Answer what is asked, until `stop_before` is asked or the form ends."""
        for _ in range(MOST_QUESTIONS):
            asked = self.question()
            if asked == stop_before:
                return
            if not self._ends():
                self.answer(answers[asked])
                continue
            answer = answers[asked]
            self._phone.hand.rows().filter(has=self._words(answer)).first.click()
            return self.finish()
        raise AssertionError("the form has no end")

    def next(self) -> None:
        self._phone.hand.press("Suivant")

    def finish(self) -> None:
        self._phone.hand.press("Terminer")
        self._phone.says("Questionnaire enregistré").wait_for()

    def pause(self) -> None:
        self._phone.hand.press("Pause")

    def _ends(self) -> bool:
        return self._phone.hand.has("Terminer")

    def _heading(self) -> Locator:
        return self._page.locator("main").get_by_role("heading", level=2)

    def _words(self, answer: str) -> Locator:
        return self._page.get_by_text(answer, exact=True)
