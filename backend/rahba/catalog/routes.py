"""What people sell or make, in words: for the desk, which carries no snapshot."""

from typing import Any

from fastapi import APIRouter

from rahba.access.dependencies import AnyDesk
from rahba.catalog.documents import trades_document

router = APIRouter(prefix="/catalog", tags=["catalog"])


@router.get("/trades", operation_id="list_trades")
def list_trades(_caller: AnyDesk) -> dict[str, Any]:
    """`sections` (code, names) in their usual order, and `trades` (code, section, names)."""
    return trades_document()
