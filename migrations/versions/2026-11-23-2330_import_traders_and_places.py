"""import traders and places

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611232330"
down_revision = "202611232320"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_trader",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("trader_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("intake_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("known_as", sa.String(), nullable=True),
        sa.Column("name_ar", sa.String(), nullable=True),
        sa.Column("name_latin", sa.String(), nullable=True),
        sa.Column("rahba_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("trade", sa.String(), nullable=False),
        sa.Column("stall_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_imported_trader_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "trader_id", name=op.f("pk_imported_trader")),
    )
    with op.batch_alter_table("imported_trader", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_imported_trader_market_id_tag"), ["market_id", "tag"], unique=False
        )
    op.create_table(
        "intake",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("traders", sa.Integer(), nullable=False),
        sa.Column(
            "warnings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_intake_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_intake")),
    )
    op.create_table(
        "intake_made",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("intake_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_intake_made_market_id_market")
        ),
        sa.PrimaryKeyConstraint(
            "market_id", "intake_id", "what", "subject_id", name=op.f("pk_intake_made")
        ),
    )
    with op.batch_alter_table("trader", schema=None) as batch_op:
        batch_op.alter_column("entry_id", existing_type=sa.Uuid(as_uuid=False), nullable=True)


def downgrade() -> None:
    # The release before knows nobody without a registration.
    op.execute("DELETE FROM occupancy WHERE source = 'expected'")
    op.execute("DELETE FROM trader WHERE entry_id IS NULL")
    with op.batch_alter_table("trader", schema=None) as batch_op:
        batch_op.alter_column("entry_id", existing_type=sa.Uuid(as_uuid=False), nullable=False)
    op.drop_table("intake_made")
    op.drop_table("intake")
    with op.batch_alter_table("imported_trader", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_trader_market_id_tag"))
    op.drop_table("imported_trader")
