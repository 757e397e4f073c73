"""lock a souk day: who locked it, and when

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611270331"
down_revision = "202611270330"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("souk_day", schema=None) as batch_op:
        batch_op.add_column(sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("locked_by", sa.Uuid(as_uuid=False), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("souk_day", schema=None) as batch_op:
        batch_op.drop_column("locked_by")
        batch_op.drop_column("locked_at")
