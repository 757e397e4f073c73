"""How a form fares: its versions with their answers, and how far asking has come (SPEC FD7)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.access.tables import Person
from rahba.catalog.documents import aliases_in_force, rahbas_in_order
from rahba.catalog.roster import merged_away
from rahba.catalog.tables import Market, Trader
from rahba.clock import World
from rahba.entries.asked import Asked, newest_surveys
from rahba.entries.roster import STANDS
from rahba.entries.store import ENTRY
from rahba.forms.asking import NO_SECTION, Asking, is_drawn, read_asking, to_ask
from rahba.forms.publish import get_form
from rahba.forms.tables import Form, FormVersion
from rahba.forms.upload import ZIP
from rahba.market import local_date
from rahba.types import rfc3339

router = APIRouter(prefix="/forms", tags=["forms"])
KNOWN_STATES = ("provisional", "approved")
COUNT_OF = {"completed": "answered", "refused": "refused", "stopped": "left"}


@router.get("/{form_id}/versions", operation_id="list_form_versions")
def list_versions(form_id: str, coach: Coach, database: UseDatabase) -> list[dict[str, Any]]:
    """Every version, the newest first: when and by whom it was published, and how many answers that
    stand were given in it."""
    with database.read() as session:
        form = get_form(session, coach.market_id, form_id)
        answers = _answers_by_version(session, coach.market_id, form_id)
        return [
            {
                "version": row.version,
                "in_force": row.version == form.current_version and form.retired_at is None,
                "published_at": rfc3339(row.published_at),
                "published_by": (
                    {"name_ar": row.name_ar, "name_latin": row.name_latin}
                    if row.name_latin
                    else None
                ),
                "answers": answers[row.version],
                "file": _kind_of_file(row.begins),
                "sha256": row.source_sha256,
            }
            for row in _versions(session, coach.market_id, form_id)
        ]


@router.get("/{form_id}/progress", operation_id="form_progress")
def progress(form_id: str, coach: Coach, database: UseDatabase, world: UseWorld) -> dict[str, Any]:
    """Of each section: traders known, answered, refused, left and still to ask in the season, and
    how many are wanted; `wanted` is null where nothing was said."""
    with database.read() as session:
        form = get_form(session, coach.market_id, form_id)
        return _progress(session, form, world)


def _versions(session: Session, market_id: str, form_id: str) -> Sequence[Row[Any]]:
    version, person = FormVersion, Person
    columns = (
        col(version.version),
        col(version.published_at),
        col(version.source_sha256),
        # the file itself may have two megabytes: only its first letter is read
        func.substr(col(version.xlsform), 1, 1).label("begins"),
        col(person.name_ar),
        col(person.name_latin),
    )
    publisher = (col(person.id) == version.published_by) & (
        col(person.market_id) == version.market_id
    )
    query = (
        select(*columns)
        .select_from(version)
        .outerjoin(person, publisher)
        .where(col(version.market_id) == market_id, col(version.form_id) == form_id)
        .order_by(col(version.published_at).desc(), col(version.version).desc())
    )
    return session.execute(query).all()


def _kind_of_file(begins: bytes | None) -> str | None:
    if not begins:
        return None
    return "xlsx" if ZIP.startswith(bytes(begins)) else "xml"


def _answers_by_version(session: Session, market_id: str, form_id: str) -> Counter[str]:
    here = ENTRY.c
    version = here.body["form_version"].as_string()
    columns: Sequence[Any] = (version.label("version"), func.count().label("answers"))
    query = (
        select(*columns)
        .where(here.market_id == market_id, here.kind == "survey", here.state.in_(STANDS))
        .where(here.body["form_id"].as_string() == form_id)
        .group_by(version)
    )
    return Counter({row[0]: row[1] for row in session.execute(query)})


def _progress(session: Session, form: Form, world: World) -> dict[str, Any]:
    market = session.get_one(Market, form.market_id)
    asking = read_asking(form.asking)
    season = Season(
        asking=asking,
        ask_again_from=form.ask_again_from.isoformat() if form.ask_again_from else None,
        today=local_date(market, world.now()).isoformat(),
    )
    sections = {r.id: r.code for r in rahbas_in_order(session, form.market_id)}
    known = {
        trader_id: sections.get(rahba_id or "", NO_SECTION)
        for trader_id, rahba_id in _traders(session, form.market_id)
    }
    counts = season.count(known, _said(session, form))
    return {
        "since": season.since or None,
        "until": asking.ends_on,
        "sections": [
            _row(section, counts[section], asking)
            for section in [*sections.values(), NO_SECTION]
            if section != NO_SECTION or section in counts
        ],
    }


@dataclass(frozen=True)
class Season:
    """A form's asking as it stands today."""

    asking: Asking
    ask_again_from: str | None
    today: str

    @property
    def since(self) -> str:
        return self.asking.since(self.ask_again_from, self.today)

    def count(self, known: dict[str, str], said: dict[str, Asked]) -> dict[str, Counter[str]]:
        """By section; `known` is trader → section, `said` their newest survey of the form."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for trader_id, section in known.items():
            row = counts[section]
            row["known"] += 1
            row["drawn"] += is_drawn(self.asking.seed, trader_id, self.asking.share)
            survey = said.get(trader_id)
            if survey and self.asking.counts(survey.souk_date, self.since):
                row[COUNT_OF[survey.outcome]] += 1
        answered = {section: row["answered"] for section, row in counts.items()}
        for trader_id, section in known.items():
            survey = said.get(trader_id)
            word = to_ask(
                self.asking,
                trader_id=trader_id,
                section=section,
                asked_on=survey.souk_date if survey else None,
                answered=answered,
                ask_again_from=self.ask_again_from,
                today=self.today,
            )
            counts[section]["to_ask"] += word == "ask"
        return counts


def _row(section: str, row: Counter[str], asking: Asking) -> dict[str, Any]:
    wanted = {
        "everyone": None,
        "once": row["known"],
        "quota": asking.quotas.get(section, 0),
        "sample": row["drawn"],
    }
    columns = ("known", "answered", "refused", "left", "to_ask")
    counted = {name: row[name] for name in columns}
    return {"section": section, **counted, "wanted": wanted[asking.rule]}


def _traders(session: Session, market_id: str) -> list[tuple[str, str | None]]:
    query = select(col(Trader.id), col(Trader.rahba_id)).where(
        col(Trader.market_id) == market_id, col(Trader.state).in_(KNOWN_STATES)
    )
    merged = merged_away(session, market_id)
    return [(row[0], row[1]) for row in session.execute(query) if row[0] not in merged]


def _said(session: Session, form: Form) -> dict[str, Asked]:
    """The newest survey of this form by survivor: who was merged is one person (PR8)."""
    survivor = {a.from_id: a.to_id for a in aliases_in_force(session, form.market_id)}
    found: dict[str, list[Asked]] = defaultdict(list)
    for trader_id, surveys in newest_surveys(session, form.market_id).items():
        whose = trader_id
        while whose in survivor:
            whose = survivor[whose]
        found[whose] += [said for said in surveys if said.form_id == form.form_id]
    return {
        trader: max(surveys, key=lambda said: said.souk_date)
        for trader, surveys in found.items()
        if surveys
    }
