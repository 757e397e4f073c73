"""What was answered at set-up and changes later: a number came, the operator is another."""

from datetime import timedelta

from sqlmodel import Session

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.address import keep_public_address, public_address
from rahba.clock import World
from rahba.journal import CATALOG, Journal, NewChange
from rahba.market import Market, MarketOperator, local_date, operator_on
from rahba.setup.wire import Answers, Names, NewOperator


def read_answers(session: Session, market_id: str, world: World) -> Answers | None:
    """None where nobody answers for the data yet; what was never said is empty."""
    market = session.get_one(Market, market_id)
    known = operator_on(session, market_id, local_date(market, world.now()))
    if known is None:
        return None
    # Not checked again: what stands there may be older than today's rules.
    said = {lang: known.names.get(lang, "") for lang in ("ar", "fr", "en")}
    names = Names.model_construct(None, **said)
    operator = NewOperator.model_construct(
        names=names,
        address=known.address,
        contact=known.contact,
        phone=known.phone,
        cndp_ref=known.cndp_ref,
        retention_months=known.retention_months,
    )
    return Answers.model_construct(operator=operator, public_address=public_address(session) or "")


def change_answers(session: Session, caller: DeskCaller, said: Answers, world: World) -> None:
    """From today on: what was said before stays on its dates, since traders were told so then."""
    market = session.get_one(Market, caller.market_id)
    today = local_date(market, world.now())
    before = operator_on(session, market.id, today)
    if before is not None and before.starts_on < today:
        before.ends_on = today - timedelta(days=1)
    same_day = before if before is not None and before.starts_on == today else None
    row = same_day or MarketOperator(
        market_id=market.id,
        id=world.new_id(),
        starts_on=today,
        names={},
        contact="",
        phone="",
        cndp_ref="",
        min_age=before.min_age if before else 18,
    )
    row.names = said.operator.names.spoken()
    for name in ("address", "contact", "phone", "cndp_ref", "retention_months"):
        setattr(row, name, getattr(said.operator, name))
    session.add(row)
    keep_public_address(session, said.public_address)
    subject = f"operator:{row.id}"
    audit.record(session, market.id, caller.actor, "answers_changed", subject, {}, world)
    session.flush()
    Journal(market.id, [NewChange(CATALOG, "market", market.id)]).write(session, world.now())
