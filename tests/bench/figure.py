"""One measured figure and the budget that it is held against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`budget` is in the same unit; `at_least` says on which side of it the value should be."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool | None:
        if self.budget is None:
            return None
        return self.value >= self.budget if self.at_least else self.value <= self.budget

    @property
    def shown_value(self) -> str:
        return f"{_plain(self.value)} {self.unit}"

    @property
    def shown_budget(self) -> str:
        if self.budget is None:
            return ""
        return f"{'≥' if self.at_least else '≤'} {_plain(self.budget)} {self.unit}"

    @property
    def verdict(self) -> str:
        return {True: "holds", False: "over", None: ""}[self.holds]


def _plain(value: float) -> str:
    """Three significant digits, and all those before the point."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
