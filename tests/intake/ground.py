"""A small souk as a plan sees it: vegetables with five places, grain with none."""

from __future__ import annotations

from rahba.intake.headings import folded
from rahba.intake.lines import Fault
from rahba.intake.plan import Ground, KnownPlace, Plan, make_plan
from rahba.intake.preview import Chosen, read_intake

SECTIONS = {"veg": ("الخضر والفواكه", "Légumes et fruits"), "grains": ("الحبوب", "Grains")}


def ground() -> Ground:
    return Ground(
        sections={folded(name): code for code, ns in SECTIONS.items() for name in (code, *ns)},
        places={("veg", n): KnownPlace(f"place {n}", 1, n, in_use=True) for n in range(1, 6)},
        roster=(),
        names={},
        listed=frozenset(),
        declined=frozenset({"ahmed who declined veg 2"}),
        tag=lambda text: text,
    )


def planned(
    data: bytes,
    encoding: str | None = None,
    delimiter: str | None = None,
    chosen: Chosen | None = None,
) -> Plan:
    return make_plan(read_intake(data, encoding, delimiter, chosen or {}).tables, ground())


def named(faults: list[Fault]) -> set[str]:
    """`B3 not_a_number`: the cell as a spreadsheet calls it, and what is wrong with it."""
    return {
        " ".join(part for part in (f"{f.column or ''}{f.row or ''}", f.code) if part)
        for f in faults
        if f.severity == "error"
    }
