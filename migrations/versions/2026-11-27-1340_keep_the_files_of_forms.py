"""keep the files of forms

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611271340"
down_revision = "202611270711"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    op.create_table(
        "form_file",
        sa.Column("market_id", ID, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_form_file_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "sha256", name=op.f("pk_form_file")),
    )


def downgrade() -> None:
    op.drop_table("form_file")
