"""Which passwords a desk takes. They guard names and phone numbers, so length comes first."""

import re

from rahba.errors import Unprocessable

MIN_LENGTH = 10
MAX_LENGTH = 200
# What a guesser tries first, as they are or repeated; the login and its parts besides.
GUESSED = frozenset(
    {"password", "motdepasse", "azerty", "qwerty", "azertyuiop", "qwertyuiop", "rahba", "souk"}
    | {"maroc", "morocco", "admin", "coach", "commune", "bonjour", "123456", "1234567890"}
)


def password_fault(login: str, password: str) -> str | None:
    """`password_too_short`, `password_too_long` or `password_guessable`; None if it will do."""
    if len(password) < MIN_LENGTH:
        return "password_too_short"
    if len(password) > MAX_LENGTH:
        return "password_too_long"
    # What is left when digits and signs are taken off is what the person had in mind.
    core = re.sub(r"[\W\d_]+", "", password.casefold())
    plain = password.casefold()
    parts = {part for part in re.split(r"\W+", login.casefold()) if part} | GUESSED
    if len(set(plain)) < 4 or not core or core in parts or any(core == part * 2 for part in parts):
        return "password_guessable"
    return None


def check_password(login: str, password: str, *, path: str = "password") -> None:
    """Raises `Unprocessable` with the fault's code at `path`."""
    fault = password_fault(login, password)
    if fault is not None:
        raise Unprocessable(errors=[{"path": path, "code": fault, "message": fault}])
