"""add places on the walk: who recorded a place, and the kind of pitch

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611240320"
down_revision = "202611232350"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("stall", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pitch", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("stall", schema=None) as batch_op:
        batch_op.drop_column("entry_id")
        batch_op.drop_column("pitch")
