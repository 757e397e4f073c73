"""A file with all that is known of it: the same reading serves the preview and the import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session

from rahba.intake.grid import Grid
from rahba.intake.headings import Field, Table, find_table
from rahba.intake.known import read_ground
from rahba.intake.limits import MAX_SHOWN_PROBLEMS, SAMPLE_ROWS, SHOWN_VALUE
from rahba.intake.plan import Plan, make_plan
from rahba.intake.recognise import read_file

Chosen = Mapping[int, Mapping[str, Field | None]]  # sheet → column letter → field


@dataclass(frozen=True)
class Reading:
    """The file before the catalog is asked."""

    data: bytes
    grid: Grid
    tables: tuple[Table, ...]


def read_intake(
    data: bytes, encoding: str | None, delimiter: str | None, chosen: Chosen
) -> Reading:
    """Raises `Unreadable`. No database: it may take seconds, and no writer waits for it."""
    grid = read_file(data, encoding, delimiter)
    tables = tuple(
        find_table(sheet, index, chosen.get(index, {})) for index, sheet in enumerate(grid.sheets)
    )
    # A workbook may hold notes or lists of choices; a sheet of which nothing is known is passed
    # over as long as another one says something.
    told = tuple(table for table in tables if table.holds or table.index in chosen)
    return Reading(data, grid, told or tables[:1])


def plan_of(session: Session, market_id: str, reading: Reading) -> Plan:
    return make_plan(reading.tables, read_ground(session, market_id))


def preview_document(reading: Reading, plan: Plan) -> dict[str, Any]:
    """`digest` belongs to this file and this state of the catalog; `problems` are the first 500,
    errors before warnings, with `errors` and `warnings` counting all."""
    grid = reading.grid
    return {
        "digest": plan.digest(reading.data),
        "file": {
            "kind": grid.kind,
            "encoding": grid.encoding,
            "encoding_sure": grid.sure,
            "delimiter": grid.delimiter,
        },
        "sheets": [_sheet(table) for table in reading.tables],
        "places": {"new": len(plan.places), "known": plan.known_places},
        "traders": {"new": len(plan.traders), "known": plan.known_traders},
        "errors": plan.errors,
        "warnings": len(plan.faults) - plan.errors,
        "problems": [asdict(fault) for fault in plan.faults[:MAX_SHOWN_PROBLEMS]],
    }


def _sheet(table: Table) -> dict[str, Any]:
    """What stands in a column that is not taken is not shown either."""
    taken = [column for column in table.columns if column.field]
    return {
        "index": table.index,
        "name": table.name,
        "holds": table.holds,
        "heading_row": table.row,
        "rows": len(table.rows),
        "columns": [
            {"letter": c.letter, "heading": c.heading[:SHOWN_VALUE], "field": c.field}
            for c in table.columns
        ],
        "sample": [
            {
                "row": row,
                "cells": {
                    c.letter: cells[c.at].text[:SHOWN_VALUE] if c.at < len(cells) else ""
                    for c in taken
                },
            }
            for row, cells in table.rows[:SAMPLE_ROWS]
        ],
    }
