"""create the first tables

It must work while the release before it is still running: add first, drop one release later.
On PostgreSQL `env.py` gives up on a lock after 4 s, so keep each step short.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611231928"
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


def downgrade() -> None:
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
