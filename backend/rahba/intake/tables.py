"""What the coach brought in, and what each import made, so that it can be taken back."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from rahba.types import id_column, json_column, market_column, time_column


class Intake(SQLModel, table=True):
    """One import; its id is made by the desk, so that pressing twice imports once."""

    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    digest: str  # of the file and of all that it did
    file_name: str
    places: int
    traders: int
    warnings: list[str] = json_column(default_factory=list)  # their codes, once each
    applied_at: datetime = time_column()
    applied_by: str = id_column()
    undone_at: datetime | None = time_column(default=None)
    undone_by: str | None = id_column(default=None)


class IntakeMade(SQLModel, table=True):
    """One row of the catalog that an import made; `what` is stall or trader."""

    __tablename__ = "intake_made"
    market_id: str = market_column()
    intake_id: str = id_column(primary_key=True)
    what: str = Field(primary_key=True)
    subject_id: str = id_column(primary_key=True)
