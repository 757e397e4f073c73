"""Every table, imported in one place, so that `SQLModel.metadata` is whole (migrations, tests)."""

from rahba import epoch, journal
from rahba.access import tables as access
from rahba.catalog import erased
from rahba.catalog import tables as catalog
from rahba.entries import tables as entries
from rahba.forms import tables as forms
from rahba.intake import tables as intake
from rahba.requests import tables as requests

__all__ = [
    "access",
    "catalog",
    "entries",
    "epoch",
    "erased",
    "forms",
    "intake",
    "journal",
    "requests",
]
