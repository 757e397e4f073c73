"""The souk is opened in one transaction: market, sections, days, operator, form, first coach."""

from datetime import date, timedelta
from importlib.resources import files

from sqlmodel import Session

from rahba.access import audit
from rahba.access.sign_in import hasher
from rahba.access.tables import Membership, Password, Person
from rahba.address import keep_public_address
from rahba.catalog.calendar import souk_day_id
from rahba.catalog.calendar_tables import SoukRule
from rahba.catalog.tables import MarketOperator, Rahba, SoukDay
from rahba.catalog.trades import SECTIONS
from rahba.clock import World
from rahba.forms.compile import Compiled
from rahba.forms.publish import publish
from rahba.journal import CATALOG, Journal, NewChange
from rahba.market import Market, local_date
from rahba.setup.console_code import refuse_wrong, spend_code
from rahba.setup.wire import NewCoach, NewSouk

FORM = "souk_trader_v1.xlsx"
WEEKS_AHEAD = 26
# Who opens the souk also lets officials and other coaches in.
FIRST_ROLES = ("coach", "admin")


def shipped_form() -> bytes:
    """The questionnaire that comes with the product, as its workbook."""
    return files("rahba.forms.library").joinpath(FORM).read_bytes()


def open_souk(
    session: Session,
    souk: NewSouk,
    form: tuple[str, Compiled],
    password_hash: str,
    secret: bytes,
    world: World,
) -> Market:
    """Everything or nothing; the code is spent with it (SPEC SU1, SU2).

    Raises `Conflict` (`already_set_up`) and `SetupCodeWrong`.
    """
    refuse_wrong(session, souk.code, secret, world)
    market = Market(
        id=world.new_id(),
        code=souk.slug(),
        names=souk.names.spoken(),
        commune=souk.commune.spoken(),
        timezone=souk.timezone,
        phone_tag_key=world.random_bytes(16).hex(),
    )
    session.add(market)
    session.flush()
    today = local_date(market, world.now())
    session.add(_operator(market.id, souk, today, world))
    _lay_sections(session, market.id, souk, world)
    _plan_days(session, market.id, souk, today, world)
    coach_id = _first_coach(session, market.id, souk.coach, password_hash, today, world)
    keep_public_address(session, souk.public_address)
    audit.record(session, market.id, f"person:{coach_id}", "souk_opened", "", {}, world)
    session.flush()
    # They end with the journal's counter, which is locked last.
    Journal(market.id, [NewChange(CATALOG, "market", market.id)]).write(session, world.now())
    publish(session, market.id, coach_id, shipped_form(), form, world)
    spend_code(session)
    return market


def _operator(market_id: str, souk: NewSouk, today: date, world: World) -> MarketOperator:
    said = souk.operator
    return MarketOperator(
        market_id=market_id,
        id=world.new_id(),
        starts_on=today,
        names=said.names.spoken(),
        address=said.address,
        contact=said.contact,
        phone=said.phone,
        cndp_ref=said.cndp_ref,
        retention_months=said.retention_months,
    )


def _lay_sections(session: Session, market_id: str, souk: NewSouk, world: World) -> None:
    names = {section.code: section.names for section in SECTIONS}
    session.add_all(
        Rahba(
            market_id=market_id,
            id=world.new_id(),
            code=section.code,
            names=names[section.code],
            sort=sort,
            lanes=section.lanes,
        )
        for sort, section in enumerate(souk.sections)
    )


def _plan_days(session: Session, market_id: str, souk: NewSouk, today: date, world: World) -> None:
    """The weekdays as a rule (SPEC CA2), and half a year of its days: the team plans from then."""
    rule_id = world.new_id()
    session.add(
        SoukRule(market_id=market_id, id=rule_id, weekdays=sorted(souk.weekdays), starts_on=today)
    )
    for n in range(WEEKS_AHEAD * 7):
        day = today + timedelta(days=n)
        if day.isoweekday() in souk.weekdays:
            day_id = souk_day_id(market_id, day)
            session.add(SoukDay(market_id=market_id, id=day_id, date=day, status="planned"))


def _first_coach(
    session: Session, market_id: str, coach: NewCoach, hashed: str, today: date, world: World
) -> str:
    person = Person(
        market_id=market_id,
        id=world.new_id(),
        name_ar=coach.name_ar,
        name_latin=coach.name_latin,
        sex=coach.sex,
        created_at=world.now(),
    )
    roles = (
        Membership(
            market_id=market_id,
            id=world.new_id(),
            person_id=person.id,
            role=role,
            starts_on=today,
        )
        for role in FIRST_ROLES
    )
    login = coach.login.casefold()
    password = Password(market_id=market_id, person_id=person.id, login=login, hash=hashed)
    session.add_all([person, password, *roles])
    return person.id


def hash_password(password: str) -> str:
    """Slow on purpose: called before the transaction, so that no writer waits for it."""
    return hasher.hash(password)
