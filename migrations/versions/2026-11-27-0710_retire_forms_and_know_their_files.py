"""retire forms, and know the file of a version by its digest

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op

revision = "202611270710"
down_revision = "202611270650"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("form", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("form_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_sha256", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("form_version", schema=None) as batch_op:
        batch_op.drop_column("source_sha256")
    with op.batch_alter_table("form", schema=None) as batch_op:
        batch_op.drop_column("retired_at")
