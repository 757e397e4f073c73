"""create everything

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611231929"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_login_attempt_subject_at"), ["subject", "at"], unique=False
        )

    op.create_table(
        "market",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "commune", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("badge_prefix", sa.String(), nullable=False),
        sa.Column("phone_tag_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market")),
        sa.UniqueConstraint("code", name=op.f("uq_market_code")),
    )
    op.create_table(
        "server_meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_server_meta")),
    )
    op.create_table(
        "api_key",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("projection", sa.String(), nullable=False),
        sa.Column(
            "kinds", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("created_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_api_key_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_key_key_hash")),
    )
    op.create_table(
        "audit",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column(
            "detail", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_audit_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_market_id_at"), ["market_id", "at"], unique=False
        )

    op.create_table(
        "badge_range",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("device_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("leased_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_badge_range_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_badge_range")),
        sa.UniqueConstraint("market_id", "starts", name=op.f("uq_badge_range_market_id_starts")),
    )
    with op.batch_alter_table("badge_range", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_badge_range_device_id"), ["device_id"], unique=False)

    op.create_table(
        "change",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("souk_date", sa.Date(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_change_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "scope", "seq", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_change_market_id_scope_subject_id_seq"),
            ["market_id", "scope", "subject_id", "seq"],
            unique=False,
        )

    op.create_table(
        "consent",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("trader_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("text_version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_consent_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "trader_id", "purpose", name=op.f("pk_consent")),
    )
    op.create_table(
        "desk_session",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_desk_session_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "token_hash", name=op.f("pk_desk_session")),
    )
    with op.batch_alter_table("desk_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_desk_session_token_hash"), ["token_hash"], unique=False
        )

    op.create_table(
        "device",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("app", sa.String(), nullable=False),
        sa.Column(
            "public_key", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.Column(
            "manifest", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_device_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_device")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_device_token_hash")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_person_id"), ["person_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("device_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("souk_date", sa.Date(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("body", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "flags", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("trader_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("stall_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_rev", sa.Integer(), nullable=True),
        sa.Column("proposed_rev", sa.Integer(), nullable=True),
        sa.Column("queue_step", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_entry_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_entry")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_entry_market_id_author_id_souk_date"),
            ["market_id", "author_id", "souk_date"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_entry_market_id_queue_step_souk_date_id"),
            ["market_id", "queue_step", "souk_date", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_entry_market_id_souk_date_kind_state"),
            ["market_id", "souk_date", "kind", "state"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_entry_market_id_trader_id"), ["market_id", "trader_id"], unique=False
        )

    op.create_table(
        "entry_revision",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("entry_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("op_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gap", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_entry_revision_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "entry_id", "rev", name=op.f("pk_entry_revision")),
    )
    op.create_table(
        "feed_counter",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_feed_counter_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "scope", name=op.f("pk_feed_counter")),
    )
    op.create_table(
        "form",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column(
            "titles", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "modules", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("current_version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_form_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_form")),
        sa.UniqueConstraint("market_id", "form_id", name=op.f("uq_form_market_id_form_id")),
    )
    op.create_table(
        "form_version",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("xform", sa.String(), nullable=False),
        sa.Column("xlsform", sa.LargeBinary(), nullable=True),
        sa.Column(
            "compiled", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_form_version_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_form_version")),
        sa.UniqueConstraint(
            "market_id",
            "form_id",
            "version",
            name=op.f("uq_form_version_market_id_form_id_version"),
        ),
    )
    op.create_table(
        "invitation",
        sa.Column("market_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("join_key_hash", sa.String(), nullable=True),
        sa.Column("device_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["market_id"], ["market.id"], name=op.f("fk_invitation_market_id_market")
        ),
        sa.PrimaryKeyConstraint("market_id", "id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitation_code_hash")),
    )
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
    op.drop_table("invitation")
    op.drop_table("form_version")
    op.drop_table("form")
    op.drop_table("feed_counter")
    op.drop_table("entry_revision")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_market_id_trader_id"))
        batch_op.drop_index(batch_op.f("ix_entry_market_id_souk_date_kind_state"))
        batch_op.drop_index(batch_op.f("ix_entry_market_id_queue_step_souk_date_id"))
        batch_op.drop_index(batch_op.f("ix_entry_market_id_author_id_souk_date"))

    op.drop_table("entry")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_person_id"))

    op.drop_table("device")
    with op.batch_alter_table("desk_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_session_token_hash"))

    op.drop_table("desk_session")
    op.drop_table("consent")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_market_id_scope_subject_id_seq"))

    op.drop_table("change")
    with op.batch_alter_table("badge_range", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_badge_range_device_id"))

    op.drop_table("badge_range")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_market_id_at"))

    op.drop_table("audit")
    op.drop_table("api_key")
    op.drop_table("server_meta")
    op.drop_table("market")
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_attempt_subject_at"))

    op.drop_table("login_attempt")
