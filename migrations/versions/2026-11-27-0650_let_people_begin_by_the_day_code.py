"""let people begin by the day code: phones of people whom a coach has not linked yet

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611270650"
down_revision = "202611270340"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "newcomer",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("souk_date", sa.Date(), nullable=False),
        sa.Column("code_ok", sa.Boolean(), nullable=False),
        sa.Column("host_device_id", ID, nullable=True),
        sa.Column("arrived_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("linked_to", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_newcomer_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "device_id", name=op.f("pk_newcomer")),
    )


def downgrade() -> None:
    op.drop_table("newcomer")
