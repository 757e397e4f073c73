"""Survey forms and their published versions; a version never changes once it is out."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel, UniqueConstraint

from rahba.types import id_column, json_column, market_column, time_column


class Form(SQLModel, table=True):
    """`form_id` is the XLSForm's own; `modules` are those that the coach turned on. From
    `ask_again_from` on, who was asked before that day is asked anew (SPEC SV10). A form that was
    retired is offered to nobody any more; what was begun in it is finished (SPEC FD4). `asking`
    says who is asked, as in `asking.py`; None: whomever the animator likes."""

    __table_args__ = (UniqueConstraint("market_id", "form_id"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    form_id: str
    titles: dict[str, str] = json_column()
    modules: list[str] = json_column(default_factory=list)
    current_version: str
    ask_again_from: date | None = None
    retired_at: datetime | None = time_column(default=None)
    asking: dict[str, Any] | None = json_column(default=None)


class FormVersion(SQLModel, table=True):
    """`compiled` is what the phone and the server evaluate. `xlsform` is the very file that was
    uploaded, a workbook or an XForm, known by its SHA-256 (SPEC FD5)."""

    __tablename__ = "form_version"
    __table_args__ = (UniqueConstraint("market_id", "form_id", "version"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    form_id: str
    version: str
    xform: str
    xlsform: bytes | None = None
    source_sha256: str | None = None
    compiled: dict[str, Any] = json_column()
    published_at: datetime = time_column()
    published_by: str | None = id_column(default=None)


class FormFile(SQLModel, table=True):
    """A picture or a sound that texts of forms name, known by what it holds (SPEC FD8)."""

    __tablename__ = "form_file"
    market_id: str = market_column()
    sha256: str = Field(primary_key=True)
    type: str
    data: bytes
