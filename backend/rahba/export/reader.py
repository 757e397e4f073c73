"""Who takes a file, what they may see in it, and that it is noted (SPEC AC1, AC4)."""

from collections.abc import Mapping
from typing import Any

from rahba.access import audit
from rahba.access.callers import DeskCaller, ProgramCaller, Projection
from rahba.clock import World
from rahba.db import Database
from rahba.entries.kinds import KINDS
from rahba.entries.projection import shows
from rahba.errors import Forbidden, NotFound

Reader = ProgramCaller | DeskCaller
# An official reads the registry and the attendance, never answers.
OFFICIAL_KINDS = frozenset({"presence", "trader", "day_sheet", "place"})


def caller_of(reader: Reader, kind: str, projection: Projection | None = None) -> ProgramCaller:
    """Whose projection applies; somebody at the desk may choose one. Raises `NotFound`, or
    `Forbidden` for what is outside of it."""
    if kind not in KINDS:
        raise NotFound(f"there is no kind {kind}")
    caller = (
        reader if isinstance(reader, ProgramCaller) else _as_program(reader, projection or "pii")
    )
    if projection not in (None, caller.projection):
        raise Forbidden(f"this key sees what is {caller.projection}")
    if not shows(KINDS[kind], caller.projection) or (caller.kinds and kind not in caller.kinds):
        raise Forbidden(f"{kind} is outside of this scope")
    return caller


def note(
    database: Database,
    reader: Reader,
    action: str,
    subject: str,
    world: World,
    detail: Mapping[str, Any],
) -> None:
    said = {name: str(value) for name, value in detail.items()}
    database.transact(
        lambda session: audit.record(
            session, reader.market_id, reader.actor, action, subject, said, world
        )
    )


def as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _as_program(desk: DeskCaller, projection: Projection) -> ProgramCaller:
    """What someone at the desk may take away: names, but never a sensitive answer beside them."""
    kinds = frozenset[str]() if "coach" in desk.roles else OFFICIAL_KINDS
    return ProgramCaller(desk.market_id, f"desk:{desk.person_id}", projection, kinds, None)
