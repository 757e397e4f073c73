"""What the desk and the programs did, written down in the transaction that did it."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from rahba.access.tables import Audit
from rahba.clock import World


def record(
    session: Session,
    market_id: str,
    actor: str,
    action: str,
    subject: str,
    detail: Mapping[str, Any],
    world: World,
) -> None:
    """Append one row; `actor` is `person:<id>`, `key:<id>` or `policy:<name>`."""
    session.add(
        Audit(
            market_id=market_id,
            id=world.new_id(),
            at=world.now(),
            actor=actor,
            action=action,
            subject=subject,
            detail=dict(detail),
        )
    )
