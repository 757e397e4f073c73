"""Who is asked a form (SPEC FD6): everybody at any time, each trader once in a season, so many
answers from each section, or a part of the traders drawn by chance. Pure; the phone has the same
rule in `frontend/src/forms/asking.ts`, and `tests/vectors/asking.json` holds both to it.

It is advice: a phone shows who is to be asked, and asks whomever the animator likes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Rule = Literal["everyone", "once", "quota", "sample"]
Word = Literal["anyone", "out_of_season", "done", "not_drawn", "enough", "ask"]
# Traders without a section, who walk about.
NO_SECTION = "-"


@dataclass(frozen=True, slots=True)
class Asking:
    """Days are `YYYY-MM-DD`; the season has both its ends in it, and no end until one is said.
    `quotas` are answers wanted by section, `share` is in percent of the traders."""

    rule: Rule = "everyone"
    starts_on: str | None = None
    ends_on: str | None = None
    quotas: Mapping[str, int] = field(default_factory=dict)
    share: int = 100
    seed: str = ""

    def since(self, ask_again_from: str | None, today: str) -> str:
        """The first day whose surveys count: the season's, or the one from which to ask again."""
        again = ask_again_from if ask_again_from and ask_again_from <= today else ""
        return max(self.starts_on or "", again)

    def counts(self, day: str, since: str) -> bool:
        """Whether a survey of this day belongs to the season."""
        return since <= day and (self.ends_on is None or day <= self.ends_on)


def read_asking(document: Mapping[str, Any] | None) -> Asking:
    return Asking(**document) if document else Asking()


def to_ask(
    asking: Asking,
    *,
    trader_id: str,
    section: str,
    asked_on: str | None,
    answered: Mapping[str, int],
    ask_again_from: str | None,
    today: str,
) -> Word:
    """What is said of one trader today. `asked_on` is the day of their newest survey of this form,
    however it ended; `answered` the traders of each section who answered in the season."""
    if asking.rule == "everyone":
        return "anyone"
    since = asking.since(ask_again_from, today)
    if not asking.counts(today, asking.starts_on or ""):
        return "out_of_season"
    if asked_on is not None and asking.counts(asked_on, since):
        return "done"
    if asking.rule == "sample" and not is_drawn(asking.seed, trader_id, asking.share):
        return "not_drawn"
    if asking.rule == "quota" and answered.get(section, 0) >= asking.quotas.get(section, 0):
        return "enough"
    return "ask"


def is_drawn(seed: str, trader_id: str, share: int) -> bool:
    """Whether chance fell on this trader: of many, `share` percent. It hangs on nothing but the
    seed and the id, so every phone draws the same without asking, and whoever registers later
    changes nothing for the others."""
    return _scattered(f"{seed}:{trader_id}") * 100 < share * 2**32


def _scattered(text: str) -> int:
    """32 bits: FNV-1a, its bits then mixed as MurmurHash3 ends."""
    found = 0x811C9DC5
    for byte in text.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    found = (found ^ found >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    found = (found ^ found >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return found ^ found >> 16
