"""remember who was erased, as digests, so that no push and no older copy brings them back

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611240330"
down_revision = "202611240320"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    op.create_table(
        "erased_subject",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_erased_subject_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "subject", name=op.f("pk_erased_subject")),
    )


def downgrade() -> None:
    op.drop_table("erased_subject")
