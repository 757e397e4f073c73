"""add the operator's address and a section's lanes

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611232320"
down_revision = "202611231929"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("market_operator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("rahba", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lanes", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    with op.batch_alter_table("rahba", schema=None) as batch_op:
        batch_op.drop_column("lanes")
    with op.batch_alter_table("market_operator", schema=None) as batch_op:
        batch_op.drop_column("address")
