"""keep what phones say of each day, and of each receipt the day and the phone that made its op

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611270332"
down_revision = "202611270331"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)
# What the release before wrote, and goes on writing while it runs: a phone is asked for its list
# once, and lacks nothing.
DAY_OF_ITS_ENTRY = """
UPDATE op_receipt SET made_on = device_id, souk_date = (
  SELECT e.souk_date FROM entry e
  WHERE e.market_id = op_receipt.market_id AND e.id = op_receipt.entry_id
)
"""


def upgrade() -> None:
    op.create_table(
        "custody_report",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("souk_date", sa.Date(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_custody_report_market_id_market")
        ),
        sa.PrimaryKeyConstraint(
            "market_id", "device_id", "souk_date", name=op.f("pk_custody_report")
        ),
    )
    with op.batch_alter_table("custody_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_custody_report_market_id_souk_date"), ["market_id", "souk_date"]
        )
    with op.batch_alter_table("op_receipt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_on", ID, nullable=True))
        batch_op.add_column(sa.Column("souk_date", sa.Date(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_op_receipt_market_id_made_on_souk_date"),
            ["market_id", "made_on", "souk_date"],
        )
    op.execute(DAY_OF_ITS_ENTRY)


def downgrade() -> None:
    with op.batch_alter_table("op_receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_op_receipt_market_id_made_on_souk_date"))
        batch_op.drop_column("souk_date")
        batch_op.drop_column("made_on")
    op.drop_table("custody_report")
