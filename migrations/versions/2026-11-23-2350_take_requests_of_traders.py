"""take requests of traders about their own data

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611232350"
down_revision = "202611232340"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "subject_request",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("trader_id", ID, nullable=True),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("registered_by", ID, nullable=False),
        sa.Column("registered_at", TIME, nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("outcome_note", sa.String(), nullable=False),
        sa.Column("closed_by", ID, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_subject_request_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_subject_request")),
    )
    with op.batch_alter_table("subject_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_subject_request_market_id_closed_at_due_on"),
            ["market_id", "closed_at", "due_on"],
            unique=False,
        )


def downgrade() -> None:
    op.drop_table("subject_request")
