"""keep the photos of stalls that entries name

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611270330"
down_revision = "202611270325"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    op.create_table(
        "medium",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_medium_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "entry_id", "sha256", name=op.f("pk_medium")),
    )
    op.create_index(op.f("ix_medium_market_id_sha256"), "medium", ["market_id", "sha256"])


def downgrade() -> None:
    op.drop_index(op.f("ix_medium_market_id_sha256"), table_name="medium")
    op.drop_table("medium")
