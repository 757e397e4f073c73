"""The server's answers, laid beside the truth; each `assert` names what differs."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.friday.ledger import Body
from tests.friday.team import A_WEEK_BEFORE, FRIDAY, Team
from tests.friday.truth import Cells, Truth

STATES = ("received", "returned", "approved", "rejected", "cancelled")
KINDS = ("presence", "trader", "consent", "survey", "day_sheet")
COMMON = {"entry_id", "souk_date", "rev"}


def assert_figures(team: Team) -> None:
    """Presence and coverage, what the desk sees and what a program does; counts; the registry."""
    truth = Truth(team.ledger)
    seen_by = {False: team.coach.get("/insight/presence", weeks=4), True: team.program.presence(4)}
    for approved_only, document in seen_by.items():
        for day in (day["date"] for day in document["days"]):
            found, expected = (
                _cells(document, day),
                truth.presence(day, approved_only=approved_only),
            )
            assert_same(f"presence of {day}, approved only: {approved_only}", found, expected)
    for day in (A_WEEK_BEFORE, FRIDAY):
        counts = team.coach.get(f"/review/days/{day}")["counts"]
        assert_same(f"entries of {day}", counts, _all_states(truth.states(day)))
    for kind in KINDS:
        for state in STATES:
            filters = {"date": FRIDAY, "kind": kind, "state": state}
            total = team.coach.get("/review/queue", limit=1, **filters)["total"]
            assert total == truth.states(FRIDAY, kind)[state], f"{kind} {state}"
    assert_same("registry", _registry(team), truth.registry())


def assert_published(team: Team) -> None:
    """The feed as the program kept it, and the files, row by row."""
    truth = Truth(team.ledger)
    for kind in KINDS:
        expected = truth.published(kind)
        rows = team.program.approved(kind)
        fed = {id_: (row["souk_date"], row["rev"]) for id_, row in rows.items()}
        assert_same(f"feed of {kind}", fed, {id_: said[:2] for id_, said in expected.items()})
        for id_, (_, _, body) in expected.items():
            _assert_said(kind, rows[id_]["body"], body)
        lines = {line["entry_id"]: line for line in team.program.csv(kind)}
        filed = {id_: (line["souk_date"], int(line["rev"])) for id_, line in lines.items()}
        assert_same(f"CSV of {kind}", filed, fed)
        for id_, (_, _, body) in expected.items():
            _assert_filed(kind, lines[id_], body)


def assert_same(what: str, found: dict[str, Any], expected: dict[str, Any]) -> None:
    """Only what differs is told: the rest is thousands of lines."""
    different = {
        key: {"server": found.get(key), "truth": expected.get(key)}
        for key in sorted({*found, *expected})
        if found.get(key) != expected.get(key)
    }
    assert not different, f"{what}: {len(different)} differ, {list(different.items())[:5]}"


def _cells(document: Body, day: str) -> Cells:
    return {
        cell["section"] or "": {
            **cell["traders"],
            **cell["places"],
            "itinerant": cell["itinerant"]["present"],
            "provisional": cell["provisional"],
            "rate": cell["rate_permille"],
            "coverage": cell["coverage_permille"],
        }
        for cell in [*document["cells"], *document["totals"]]
        if cell["date"] == day
    }


def _registry(team: Team) -> dict[str, Body]:
    people: dict[str, Body] = {}
    offset: int | None = 0
    while offset is not None:
        page = team.coach.get("/registry/traders", offset=offset, limit=200)
        offset = page["next"]
        for item in page["items"]:
            shown = ("known_as", "section", "state", "stall_numbers")
            people[item["trader_id"]] = {name: item[name] for name in shown}
    return people


def _assert_said(kind: str, shown: Body, said: Body) -> None:
    """Nothing is shown that was not said, and of a mark all of it."""
    plain = {key: value for key, value in shown.items() if key != "answers"}
    assert plain.items() <= said.items(), f"{kind}: {plain} was never said"
    assert shown.get("answers", {}).items() <= said.get("answers", {}).items(), kind
    if kind in ("presence", "consent"):
        assert shown == said


def _assert_filed(kind: str, line: dict[str, str], said: Body) -> None:
    flat = said | said.get("answers", {})
    for name, cell in line.items():
        if name not in COMMON and cell:
            assert cell.lstrip("'") == _as_text(flat[name]), f"{kind}, {name}"
    if kind == "presence":
        assert {name for name, cell in line.items() if cell} - COMMON == said.keys()


def _as_text(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _all_states(counts: Counter[str]) -> dict[str, int]:
    return {state: counts[state] for state in STATES}
