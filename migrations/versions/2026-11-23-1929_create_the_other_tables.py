"""create the other tables

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611231929"
down_revision = "202611231928"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "market_operator",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("cndp_ref", sa.String(), nullable=False),
        sa.Column("retention_months", sa.Integer(), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_market_operator_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_market_operator")),
    )
    op.create_table(
        "membership",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_membership_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)

    op.create_table(
        "occupancy",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("trader_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("stall_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_occupancy_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_occupancy")),
    )
    with op.batch_alter_table("occupancy", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_occupancy_market_id_stall_id"), ["market_id", "stall_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_occupancy_market_id_trader_id"), ["market_id", "trader_id"], unique=False
        )

    op.create_table(
        "op_receipt",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("op_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("device_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=True),
        sa.Column(
            "result", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_op_receipt_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "op_id", name=op.f("pk_op_receipt")),
    )
    with op.batch_alter_table("op_receipt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_op_receipt_market_id_entry_id"), ["market_id", "entry_id"], unique=False
        )

    op.create_table(
        "op_settlement",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("op_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_op_settlement_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "op_id", name=op.f("pk_op_settlement")),
    )
    op.create_table(
        "password",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_password_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "person_id", name=op.f("pk_password")),
        sa.UniqueConstraint("market_id", "login", name=op.f("uq_password_market_id_login")),
    )
    op.create_table(
        "person",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name_ar", sa.String(), nullable=False),
        sa.Column("name_latin", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_person_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_person")),
    )
    op.create_table(
        "quarantine",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("op_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("device_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "errors", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_quarantine_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_quarantine")),
    )
    with op.batch_alter_table("quarantine", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_quarantine_market_id_received_at"),
            ["market_id", "received_at"],
            unique=False,
        )

    op.create_table(
        "rahba",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_rahba_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_rahba")),
        sa.UniqueConstraint("market_id", "code", name=op.f("uq_rahba_market_id_code")),
    )
    op.create_table(
        "review",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("state_before", sa.String(), nullable=False),
        sa.Column("state_after", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "comments", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("undone_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_review_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_market_id_entry_id"), ["market_id", "entry_id"], unique=False
        )

    op.create_table(
        "snapshot",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_snapshot_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_snapshot")),
    )
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_snapshot_market_id_seq"), ["market_id", "seq"], unique=False
        )

    op.create_table(
        "souk_day",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("opens", sa.String(), nullable=False),
        sa.Column("closes", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column(
            "known_places", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_souk_day_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_souk_day")),
        sa.UniqueConstraint("market_id", "date", name=op.f("uq_souk_day_market_id_date")),
    )
    op.create_table(
        "stall",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rahba_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("walk_order", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_stall_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_stall")),
        sa.UniqueConstraint(
            "market_id", "rahba_id", "number", name=op.f("uq_stall_market_id_rahba_id_number")
        ),
    )
    op.create_table(
        "trader",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("known_as", sa.String(), nullable=False),
        sa.Column("name_ar", sa.String(), nullable=True),
        sa.Column("name_latin", sa.String(), nullable=True),
        sa.Column("rahba_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("trade", sa.String(), nullable=False),
        sa.Column("badge", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("age_band", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("phone_tag", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_trader_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_trader")),
    )
    with op.batch_alter_table("trader", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_trader_market_id_badge"), ["market_id", "badge"], unique=False
        )

    op.create_table(
        "trader_alias",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("from_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("to_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_trader_alias_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_trader_alias")),
    )
    with op.batch_alter_table("trader_alias", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_trader_alias_market_id_from_id"), ["market_id", "from_id"], unique=False
        )

    op.create_table(
        "zone",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rahba_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("from_order", sa.Integer(), nullable=False),
        sa.Column("to_order", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_zone_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_zone")),
    )
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zone_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_zone_person_id"))

    op.drop_table("zone")
    with op.batch_alter_table("trader_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trader_alias_market_id_from_id"))

    op.drop_table("trader_alias")
    with op.batch_alter_table("trader", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trader_market_id_badge"))

    op.drop_table("trader")
    op.drop_table("stall")
    op.drop_table("souk_day")
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_snapshot_market_id_seq"))

    op.drop_table("snapshot")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_market_id_entry_id"))

    op.drop_table("review")
    op.drop_table("rahba")
    with op.batch_alter_table("quarantine", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quarantine_market_id_received_at"))

    op.drop_table("quarantine")
    op.drop_table("person")
    op.drop_table("password")
    op.drop_table("op_settlement")
    with op.batch_alter_table("op_receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_op_receipt_market_id_entry_id"))

    op.drop_table("op_receipt")
    with op.batch_alter_table("occupancy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_occupancy_market_id_trader_id"))
        batch_op.drop_index(batch_op.f("ix_occupancy_market_id_stall_id"))

    op.drop_table("occupancy")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_person_id"))

    op.drop_table("membership")
    op.drop_table("market_operator")
