"""seal the phones: a token that only pushes, and the keys of stores in escrow

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611270340"
down_revision = "202611270332"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.add_column(sa.Column("push_token_hash", sa.String(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_device_push_token_hash"), ["push_token_hash"]
        )
    op.create_table(
        "store_key",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("recovery_version", sa.Integer(), nullable=False),
        sa.Column("wrapped_key", sa.String(), nullable=False),
        sa.Column("unlock_code_sealed", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_store_key_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "device_id", name=op.f("pk_store_key")),
    )
    op.create_index(op.f("ix_store_key_person_id"), "store_key", ["person_id"])


def downgrade() -> None:
    op.drop_table("store_key")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_device_push_token_hash"), type_="unique")
        batch_op.drop_column("push_token_hash")
