"""The set-up in the browser, guarded by the code that the console prints."""

from fastapi import APIRouter

from rahba.access.dependencies import (
    Address,
    CoachOrAdmin,
    Origin,
    UseDatabase,
    UseSettings,
    UseWorld,
)
from rahba.access.password_rule import MIN_LENGTH, check_password
from rahba.address import is_secure
from rahba.catalog.trades import SECTIONS
from rahba.errors import NotFound
from rahba.forms.upload import compile_upload
from rahba.setup.answers import change_answers, read_answers
from rahba.setup.console_code import is_open, try_code
from rahba.setup.open_souk import hash_password, open_souk, shipped_form
from rahba.setup.wire import Answers, NewSouk, SetUp, SetupCode, SetupState

router = APIRouter(prefix="/setup", tags=["open"])


@router.get("")
def read_setup(database: UseDatabase, origin: Origin) -> SetupState:
    """Whether this server waits to be set up, and between which sections there is to choose."""
    with database.read() as session:
        if not is_open(session):
            return SetupState(open=False)
    sections = [{"code": section.code, "names": section.names} for section in SECTIONS]
    return SetupState(
        open=True, sections=sections, password_min=MIN_LENGTH, secure=is_secure(origin)
    )


@router.post("/code", status_code=204)
def check_setup_code(
    body: SetupCode,
    address: Address,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> None:
    """Whether the code is the console's, before anybody fills in four pages; spends nothing."""
    try_code(database, body.code, address, settings.secret, world)


@router.post("", status_code=201)
def set_up(
    body: NewSouk,
    address: Address,
    database: UseDatabase,
    settings: UseSettings,
    world: UseWorld,
) -> SetUp:
    """Opens the souk: everything in one transaction, and the code is spent with it."""
    try_code(database, body.code, address, settings.secret, world)
    check_password(body.coach.login, body.coach.password, path="body/coach/password")
    form, hashed = compile_upload(shipped_form()), hash_password(body.coach.password)
    market = database.transact(
        lambda session: open_souk(session, body, form, hashed, settings.secret, world)
    )
    return SetUp(market=market.code, login=body.coach.login)


@router.get("/answers")
def read_setup_answers(caller: CoachOrAdmin, database: UseDatabase, world: UseWorld) -> Answers:
    """Who answers for the data today, and under which address phones find the server."""
    with database.read() as session:
        answers = read_answers(session, caller.market_id, world)
    if answers is None:
        raise NotFound
    return answers


@router.put("/answers", status_code=204)
def change_setup_answers(
    body: Answers, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> None:
    """Says them anew, from today on; phones hear of it at their next contact."""
    database.transact(lambda session: change_answers(session, caller, body, world))
