"""A phone in the field, and what of its work has arrived; several failures can share one."""

from dataclasses import dataclass, replace

from tests.e2e.conftest import Souk
from tests.e2e.held import assert_taken_once, read_held
from tests.e2e.phone import Phone
from tests.e2e.walk import At, Status, Walk

FAILED = ("L’envoi n’a pas abouti", "Pas de réseau pour l’instant. On peut continuer.")
ARRIVED = "Tout est arrivé"


@dataclass
class Field:
    souk: Souk
    phone: Phone

    def walk(self) -> Walk:
        """On from where it stopped."""
        self.phone.go_to("Aujourd’hui")
        return Walk.begin(self.phone)

    def mark(self, places: int, status: Status = "present") -> list[At]:
        """The next so many places; one at which nobody is known is empty."""
        walk = self.walk()
        return [walk.mark(status if walk.knows_somebody() else "absent") for _ in range(places)]

    def send_once(self) -> None:
        """One exchange, to its end."""
        self._press_send()
        self.phone.until(lambda: self._says(ARRIVED, *FAILED), "the end of the exchange")

    def send_and_fail(self) -> None:
        """An exchange, after which the phone says that it came to nothing."""
        self._press_send()
        self.phone.until(lambda: self._says(*FAILED), "the failure")
        assert not self._says(ARRIVED)

    def waiting(self) -> int:
        """Entries that the phone says are only on it."""
        return self.phone.entries_in("enregistré sur le téléphone")

    def send_all(self) -> None:
        self.phone.send_all()

    def arrived(self) -> dict[str, str]:
        """The marks that the server holds: place → status; each op of them was taken once."""
        held = read_held(self.souk.laid)
        entries = held.of_kind("presence")
        ids = {entry.id for entry in entries}
        assert_taken_once(
            replace(
                held,
                entries=entries,
                revisions=[each for each in held.revisions if each.entry_id in ids],
                receipts=[each for each in held.receipts if each.entry_id in ids],
                refused=0,
            )
        )
        marks = [entry for entry in entries if entry.state != "cancelled"]
        places = {str(entry.stall_id): str(entry.body["status"]) for entry in marks}
        assert len(places) == len(marks), "a place was marked twice"
        return places

    def place(self, at: At) -> str:
        return self.souk.laid.place(at.section, at.number)

    def _press_send(self) -> None:
        self.phone.open_sending()
        self.phone.hand.press("Envoyer maintenant")

    def _says(self, *french: str) -> bool:
        return any(self.phone.says(words).count() for words in french)
