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
        self.asked().wait_for()

    def asked(self) -> Locator:
        """The question's own heading: the screen before, with headings too, may still stand."""
        return self._page.locator("main h2.q")

    def question(self) -> str:
        return self.asked().inner_text().strip()

    def give(self, answer: str) -> None:
        """A number is typed, a choice pressed; `Grains › Céréales`: first the family."""
        if answer.isdigit():
            self._page.locator("main").get_by_role("textbox").fill(answer)
            return
        for part in answer.split(" › "):
            row = self._phone.hand.rows().filter(has=self._page.get_by_text(part, exact=True))
            row.first.click()

    def chosen(self) -> str:
        """What is answered to the question at hand."""
        typed = self._page.locator("main").get_by_role("textbox")
        if typed.count():
            return typed.input_value()
        checked = self._page.locator("main label:has(input:checked)")
        return checked.first.inner_text().strip() if checked.count() else ""

    def answer_until(self, question: str, answers: Mapping[str, str]) -> None:
        """Answer one question after the other until this one is asked."""
        for _ in range(MOST_QUESTIONS):
            asked = self.question()
            if asked == question:
                return
            self.give(answers[asked])
            self.next()
            expect(self.asked()).not_to_have_text(asked)
        raise AssertionError(f"{question} was never asked")

    def answer_all(self, answers: Mapping[str, str]) -> None:
        """Answer all that is asked, and end."""
        for _ in range(MOST_QUESTIONS):
            asked = self.question()
            self.give(answers[asked])
            if self.is_last():
                self.finish()
                return
            self.next()
            expect(self.asked()).not_to_have_text(asked)
        raise AssertionError("the form has no end")

    def keep_the_rest(self) -> None:
        """Go on over what is answered already, and end."""
        while not self.is_last():
            asked = self.question()
            self.next()
            expect(self.asked()).not_to_have_text(asked)
        self._phone.hand.press("Terminer")

    def is_last(self) -> bool:
        return self._phone.hand.has("Terminer")

    def back(self) -> None:
        self._phone.hand.press("Question précédente")

    def next(self) -> None:
        self._phone.hand.press("Suivant")

    def finish(self) -> None:
        self._phone.hand.press("Terminer")
        self._phone.says("Questionnaire enregistré").wait_for()

    def pause(self) -> None:
        self._phone.hand.open_sheet("Pause")
        self._phone.hand.press("Reprendre plus tard")
