"""Routes for duplicates: pairs that may be one person, merging, and taking a merge back."""

from typing import Any

from fastapi import APIRouter

from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.review import merges
from rahba.wire import Wire, WireId

router = APIRouter(prefix="/review", tags=["review"])


class Merge(Wire):
    """`from_id` is the same person as `to_id`, who stays."""

    from_id: WireId
    to_id: WireId


@router.get("/duplicates")
def list_duplicates(coach: Coach, database: UseDatabase) -> list[dict[str, Any]]:
    """Pairs of traders that may be one person, with the reasons; nothing is merged by itself."""
    with database.read() as session:
        return merges.list_duplicates(session, coach.market_id)


@router.get("/merges")
def list_merges(coach: Coach, database: UseDatabase) -> list[dict[str, Any]]:
    """Merges in force, newest first."""
    with database.read() as session:
        return merges.list_merges(session, coach.market_id)


@router.post("/merges", status_code=201)
def merge_traders(
    wanted: Merge, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, str]:
    """Two registrations of one person count once from now on, as the survivor."""
    return database.transact(
        lambda session: {
            "alias_id": merges.merge(session, coach, wanted.from_id, wanted.to_id, world).id
        }
    )


@router.post("/merges/{alias_id}/undo", status_code=204)
def undo_merge(alias_id: WireId, coach: Coach, database: UseDatabase, world: UseWorld) -> None:
    """Both are themselves again; saying it twice changes nothing."""
    database.transact(lambda session: merges.undo_merge(session, coach, alias_id, world))
