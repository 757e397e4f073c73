"""plan the week before: the calendar's rule and hours, zones by lane, codes for passwords

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611232340"
down_revision = "202611232330"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_calendar()
    _create_password_code()
    with op.batch_alter_table("souk_day", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(), nullable=False, server_default="rule"))
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("moved_to", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("changed_by", ID, nullable=True))
        batch_op.add_column(sa.Column("changed_at", TIME, nullable=True))
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.alter_column("from_order", existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column("to_order", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("from_lane", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("to_lane", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("backup", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revoked_at", TIME, nullable=True))


def _create_calendar() -> None:
    op.create_table(
        "souk_rule",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column(
            "weekdays", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("opens", sa.String(), nullable=False),
        sa.Column("closes", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_souk_rule_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_souk_rule")),
    )
    op.create_table(
        "souk_hours",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("opens", sa.String(), nullable=False),
        sa.Column("closes", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_souk_hours_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_souk_hours")),
    )


def _create_password_code() -> None:
    op.create_table(
        "password_code",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("spent_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_password_code_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_password_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_password_code_code_hash")),
    )
    with op.batch_alter_table("password_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_code_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_column("revoked_at")
    with op.batch_alter_table("zone", schema=None) as batch_op:
        for column in ("backup", "to_lane", "from_lane"):
            batch_op.drop_column(column)
        batch_op.alter_column("to_order", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("from_order", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("souk_day", schema=None) as batch_op:
        for column in ("changed_at", "changed_by", "moved_to", "reason", "origin"):
            batch_op.drop_column(column)
    op.drop_table("password_code")
    op.drop_table("souk_hours")
    op.drop_table("souk_rule")
