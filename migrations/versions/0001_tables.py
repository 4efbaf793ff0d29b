"""All tables of the first release."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('number_counter',
    sa.Column('series', sa.String(3), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('series', 'year', name=op.f('pk_number_counter'))
    )
    op.create_table('person',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('email', sa.String(254), nullable=False),
    sa.Column('name', sa.String(120), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('email', name=op.f('uq_person_email'))
    )
    op.create_table('tenant',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(5), nullable=False),
    sa.Column('name', sa.String(120), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('office', sa.String(200), nullable=False),
    sa.Column('email', sa.String(254), nullable=True),
    sa.Column('phone', sa.String(40), nullable=True),
    sa.Column('address', sa.String(500), nullable=True),
    sa.Column('website', sa.String(500), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tenant')),
    sa.UniqueConstraint('code', name=op.f('uq_tenant_code'))
    )
    op.create_table('asset',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('file_name', sa.String(200), nullable=False),
    sa.Column('content_type', sa.String(100), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.String(64), nullable=False),
    sa.Column('alt', sa.String(500), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('refusal', sa.Text(), nullable=True),
    sa.Column('quarantine_key', sa.String(), nullable=False),
    sa.Column('media_key', sa.String(), nullable=True),
    sa.Column('width', sa.Integer(), nullable=True),
    sa.Column('height', sa.Integer(), nullable=True),
    sa.Column('created_by_id', sa.Uuid(), nullable=False),
    sa.Column('handed_in_count', sa.Integer(), nullable=False),
    sa.Column('handed_in', sa.Boolean(), sa.Computed('handed_in_count > 0', persisted=True), nullable=True),
    sa.CheckConstraint('handed_in_count >= 0', name=op.f('ck_asset_handed_in_count')),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_asset_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_asset'))
    )
    op.create_index('ix_asset_tenant_id_created_at_id', 'asset', ['tenant_id', 'created_at', 'id'], unique=False)
    op.create_table('audit_event',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('previous', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_audit_event_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_audit_event'))
    )
    op.create_index('uq_audit_event_tenant_id_seq', 'audit_event', ['tenant_id', 'seq'], unique=True)
    op.create_table('authorization_code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code_hash', sa.String(), nullable=False),
    sa.Column('client_id', sa.String(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('redirect_uri', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('challenge', sa.String(), nullable=False),
    sa.Column('nonce', sa.String(), nullable=True),
    sa.Column('family_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_authorization_code_person_id')),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_authorization_code_tenant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_authorization_code')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_authorization_code_code_hash'))
    )
    op.create_table('clarification',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(20), nullable=True),
    sa.Column('slug', sa.String(120), nullable=True),
    sa.Column('external_reference', sa.String(100), nullable=True),
    sa.Column('created_by_name', sa.String(), nullable=False),
    sa.Column('created_by_kind', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('retracted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('public_reason', sa.Text(), nullable=True),
    sa.Column('handed_in', sa.Boolean(), sa.Computed("status <> 'draft'", persisted=True), nullable=True),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_clarification_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_clarification'))
    )
    op.create_index('ix_clarification_handed_in', 'clarification', ['created_at', 'id'], unique=False, postgresql_where=sa.text('handed_in'))
    op.create_index('ix_clarification_tenant_id_created_at_id', 'clarification', ['tenant_id', 'created_at', 'id'], unique=False)
    op.create_index('uq_clarification_tenant_id_external_reference', 'clarification', ['tenant_id', 'external_reference'], unique=True)
    op.create_index('uq_clarification_tenant_id_number', 'clarification', ['tenant_id', 'number'], unique=True)
    op.create_table('event',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('data', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('xid', sa.BigInteger(), server_default=sa.text('(pg_current_xact_id()::text)::bigint'), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_event_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_event'))
    )
    op.create_index('ix_event_tenant_id_xid_id', 'event', ['tenant_id', 'xid', 'id'], unique=False)
    op.create_table('idempotency_key',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('caller', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('body', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_idempotency_key_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_idempotency_key'))
    )
    op.create_index('ix_idempotency_key_created_at', 'idempotency_key', ['created_at'], unique=False)
    op.create_index('uq_idempotency_key_tenant_id_caller_key', 'idempotency_key', ['tenant_id', 'caller', 'key'], unique=True)
    op.create_table('membership',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('roles', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_membership_person_id')),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_membership_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_membership'))
    )
    op.create_index('ix_membership_person_id', 'membership', ['person_id'], unique=False)
    op.create_index('uq_membership_tenant_id_person_id', 'membership', ['tenant_id', 'person_id'], unique=True)
    op.create_table('official_channel',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('identity', sa.String(500), nullable=False),
    sa.Column('url', sa.String(), nullable=True),
    sa.Column('handle', sa.String(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_official_channel_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_official_channel'))
    )
    op.create_index('uq_official_channel_platform_identity', 'official_channel', ['platform', 'identity'], unique=True)
    op.create_table('public_clarification',
    sa.Column('number', sa.String(20), nullable=False),
    sa.Column('slug', sa.String(120), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('audience', sa.String(), nullable=False),
    sa.Column('title', sa.String(300), nullable=False),
    sa.Column('claim_reviewed', sa.Text(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=True),
    sa.Column('misinformation_type', sa.String(), nullable=True),
    sa.Column('topic', sa.String(), nullable=False),
    sa.Column('language', sa.String(35), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('body_html', sa.Text(), nullable=False),
    sa.Column('body_text', sa.Text(), nullable=False),
    sa.Column('publisher_code', sa.String(5), nullable=False),
    sa.Column('publisher_name', sa.String(), nullable=False),
    sa.Column('public_reason', sa.Text(), nullable=True),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sources', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('appearances', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('regions', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('corrections', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('words', postgresql.TSVECTOR(), sa.Computed("setweight(to_tsvector('indonesian', title), 'A') || setweight(to_tsvector('indonesian', claim_reviewed), 'B') || setweight(to_tsvector('indonesian', body_text), 'C')", persisted=True), nullable=True),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_public_clarification_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_public_clarification'))
    )
    op.create_index('ix_public_clarification_published_at_id', 'public_clarification', ['published_at', 'id'], unique=False)
    op.create_index('ix_public_clarification_regions', 'public_clarification', ['regions'], unique=False, postgresql_using='gin')
    op.create_index('ix_public_clarification_updated_at_id', 'public_clarification', ['updated_at', 'id'], unique=False)
    op.create_index('ix_public_clarification_words', 'public_clarification', ['words'], unique=False, postgresql_using='gin')
    op.create_index('uq_public_clarification_number', 'public_clarification', ['number'], unique=True)
    op.create_index('uq_public_clarification_slug', 'public_clarification', ['slug'], unique=True)
    op.create_table('refresh_family',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('client_id', sa.String(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_refresh_family_person_id')),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_refresh_family_tenant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refresh_family'))
    )
    op.create_table('report',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('period', sa.String(7), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('title', sa.String(300), nullable=False),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('location', sa.String(300), nullable=True),
    sa.Column('organiser', sa.String(300), nullable=True),
    sa.Column('unit_id', sa.Uuid(), nullable=True),
    sa.Column('partner_institutions', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('speakers', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('participants', sa.Integer(), nullable=True),
    sa.Column('participating_tenants', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('participating_units', sa.Integer(), nullable=True),
    sa.Column('clarification_numbers', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('neutrality_attested', sa.Boolean(), nullable=False),
    sa.Column('external_reference', sa.String(100), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('first_submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decision_note', sa.Text(), nullable=True),
    sa.Column('created_by_name', sa.String(), nullable=False),
    sa.Column('created_by_kind', sa.String(), nullable=False),
    sa.Column('author_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('handed_in', sa.Boolean(), sa.Computed("status <> 'draft'", persisted=True), nullable=True),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_report_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_report'))
    )
    op.create_index('ix_report_handed_in', 'report', ['created_at', 'id'], unique=False, postgresql_where=sa.text('handed_in'))
    op.create_index('ix_report_tenant_id_created_at_id', 'report', ['tenant_id', 'created_at', 'id'], unique=False)
    op.create_index('ix_report_tenant_id_period', 'report', ['tenant_id', 'period', 'created_at'], unique=False)
    op.create_index('uq_report_tenant_id_external_reference', 'report', ['tenant_id', 'external_reference'], unique=True)
    op.create_table('shared_clarification',
    sa.Column('number', sa.String(20), nullable=False),
    sa.Column('slug', sa.String(120), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('audience', sa.String(), nullable=False),
    sa.Column('title', sa.String(300), nullable=False),
    sa.Column('claim_reviewed', sa.Text(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=True),
    sa.Column('misinformation_type', sa.String(), nullable=True),
    sa.Column('topic', sa.String(), nullable=False),
    sa.Column('language', sa.String(35), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('body_html', sa.Text(), nullable=False),
    sa.Column('body_text', sa.Text(), nullable=False),
    sa.Column('publisher_code', sa.String(5), nullable=False),
    sa.Column('publisher_name', sa.String(), nullable=False),
    sa.Column('public_reason', sa.Text(), nullable=True),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sources', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('appearances', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('regions', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('corrections', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('words', postgresql.TSVECTOR(), sa.Computed("setweight(to_tsvector('indonesian', title), 'A') || setweight(to_tsvector('indonesian', claim_reviewed), 'B') || setweight(to_tsvector('indonesian', body_text), 'C')", persisted=True), nullable=True),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_shared_clarification_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_shared_clarification'))
    )
    op.create_index('ix_shared_clarification_published_at_id', 'shared_clarification', ['published_at', 'id'], unique=False)
    op.create_index('ix_shared_clarification_regions', 'shared_clarification', ['regions'], unique=False, postgresql_using='gin')
    op.create_index('ix_shared_clarification_updated_at_id', 'shared_clarification', ['updated_at', 'id'], unique=False)
    op.create_index('ix_shared_clarification_words', 'shared_clarification', ['words'], unique=False, postgresql_using='gin')
    op.create_index('uq_shared_clarification_number', 'shared_clarification', ['number'], unique=True)
    op.create_index('uq_shared_clarification_slug', 'shared_clarification', ['slug'], unique=True)
    op.create_table('shared_event',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('data', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('xid', sa.BigInteger(), server_default=sa.text('(pg_current_xact_id()::text)::bigint'), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_shared_event_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_shared_event'))
    )
    op.create_index('ix_shared_event_xid_id', 'shared_event', ['xid', 'id'], unique=False)
    op.create_table('sign_in',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('secret_hash', sa.String(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sign_in_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_sign_in_secret_hash'))
    )
    op.create_table('channel',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('url', sa.String(500), nullable=True),
    sa.Column('handle', sa.String(200), nullable=True),
    sa.Column('name', sa.String(200), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=True),
    sa.Column('language', sa.String(35), nullable=False),
    sa.Column('proof_kind', sa.String(), nullable=True),
    sa.Column('proof_asset_id', sa.Uuid(), nullable=True),
    sa.Column('proof_code', sa.String(20), nullable=False),
    sa.Column('external_reference', sa.String(100), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('decision_note', sa.String(2000), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('author_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('handed_in', sa.Boolean(), sa.Computed("status <> 'draft'", persisted=True), nullable=True),
    sa.ForeignKeyConstraint(['tenant_id', 'proof_asset_id'], ['asset.tenant_id', 'asset.id'], name=op.f('fk_channel_tenant_id_proof_asset_id')),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_channel_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_channel'))
    )
    op.create_index('ix_channel_handed_in', 'channel', ['created_at', 'id'], unique=False, postgresql_where=sa.text('handed_in'))
    op.create_index('ix_channel_tenant_id_created_at_id', 'channel', ['tenant_id', 'created_at', 'id'], unique=False)
    op.create_index('uq_channel_tenant_id_external_reference', 'channel', ['tenant_id', 'external_reference'], unique=True)
    op.create_table('clarification_revision',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('clarification_id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(300), nullable=False),
    sa.Column('claim_reviewed', sa.Text(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=True),
    sa.Column('label', sa.String(), nullable=True),
    sa.Column('misinformation_type', sa.String(), nullable=True),
    sa.Column('topic', sa.String(), nullable=True),
    sa.Column('language', sa.String(35), nullable=False),
    sa.Column('body', sa.Text(), nullable=True),
    sa.Column('sources', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('appearances', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('claim_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('regions', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('audience', sa.String(), nullable=False),
    sa.Column('cover_asset_id', sa.Uuid(), nullable=True),
    sa.Column('author_ids', sa.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('approved_by', sa.Uuid(), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checklist', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
    sa.Column('countersigned_by', sa.Uuid(), nullable=True),
    sa.Column('countersigned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decision_note', sa.Text(), nullable=True),
    sa.Column('handed_in', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id', 'clarification_id'], ['clarification.tenant_id', 'clarification.id'], name=op.f('fk_clarification_revision_tenant_id_clarification_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tenant_id', 'cover_asset_id'], ['asset.tenant_id', 'asset.id'], name=op.f('fk_clarification_revision_tenant_id_cover_asset_id')),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_clarification_revision_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_clarification_revision'))
    )
    op.create_index('uq_clarification_revision_tenant_id_clarification_id_revision', 'clarification_revision', ['tenant_id', 'clarification_id', 'revision'], unique=True)
    op.create_table('client',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(120), nullable=False),
    sa.Column('secret_hash', sa.String(), nullable=False),
    sa.Column('scopes', sa.ARRAY(sa.Text()), nullable=False),
    sa.Column('responsible_id', sa.Uuid(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id', 'responsible_id'], ['membership.tenant_id', 'membership.id'], name=op.f('fk_client_tenant_id_responsible_id')),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_client_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_client'))
    )
    op.create_index('ix_client_id', 'client', ['id'], unique=False)
    op.create_table('refresh_token',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('family_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['family_id'], ['refresh_family.id'], name=op.f('fk_refresh_token_family_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refresh_token')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_refresh_token_token_hash'))
    )
    op.create_index('ix_refresh_token_family_id', 'refresh_token', ['family_id'], unique=False)
    op.create_table('report_asset',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('asset_id', sa.Uuid(), nullable=False),
    sa.Column('handed_in', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id', 'asset_id'], ['asset.tenant_id', 'asset.id'], name=op.f('fk_report_asset_tenant_id_asset_id')),
    sa.ForeignKeyConstraint(['tenant_id', 'report_id'], ['report.tenant_id', 'report.id'], name=op.f('fk_report_asset_tenant_id_report_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_report_asset_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_report_asset'))
    )
    op.create_index('ix_report_asset_tenant_id_asset_id', 'report_asset', ['tenant_id', 'asset_id'], unique=False)
    op.create_index('ix_report_asset_tenant_id_report_id', 'report_asset', ['tenant_id', 'report_id'], unique=False)
    op.create_table('channel_custodian',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('channel_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('letter_number', sa.String(100), nullable=True),
    sa.Column('term_ends_on', sa.Date(), nullable=True),
    sa.Column('second_factor_attested', sa.Boolean(), nullable=False),
    sa.Column('handed_in', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id', 'channel_id'], ['channel.tenant_id', 'channel.id'], name=op.f('fk_channel_custodian_tenant_id_channel_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tenant_id', 'member_id'], ['membership.tenant_id', 'membership.id'], name=op.f('fk_channel_custodian_tenant_id_member_id')),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_channel_custodian_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_channel_custodian'))
    )
    op.create_index('ix_channel_custodian_tenant_id_channel_id', 'channel_custodian', ['tenant_id', 'channel_id'], unique=False)
    op.create_table('clarification_asset',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('revision_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('asset_id', sa.Uuid(), nullable=False),
    sa.Column('handed_in', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id', 'asset_id'], ['asset.tenant_id', 'asset.id'], name=op.f('fk_clarification_asset_tenant_id_asset_id')),
    sa.ForeignKeyConstraint(['tenant_id', 'revision_id'], ['clarification_revision.tenant_id', 'clarification_revision.id'], name=op.f('fk_clarification_asset_tenant_id_revision_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_clarification_asset_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_clarification_asset'))
    )
    op.create_index('ix_clarification_asset_tenant_id_asset_id', 'clarification_asset', ['tenant_id', 'asset_id'], unique=False)
    op.create_index('ix_clarification_asset_tenant_id_revision_id', 'clarification_asset', ['tenant_id', 'revision_id'], unique=False)
    op.create_table('former_handle',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('channel_id', sa.Uuid(), nullable=False),
    sa.Column('handle', sa.String(200), nullable=False),
    sa.Column('valid_from', sa.DateTime(timezone=True), nullable=True),
    sa.Column('valid_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('handed_in', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id', 'channel_id'], ['channel.tenant_id', 'channel.id'], name=op.f('fk_former_handle_tenant_id_channel_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_former_handle_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_former_handle'))
    )
    op.create_index('ix_former_handle_tenant_id_channel_id', 'former_handle', ['tenant_id', 'channel_id'], unique=False)
    op.create_table('report_post',
    sa.Column('tenant_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.Uuid(), nullable=True),
    sa.Column('url', sa.String(2000), nullable=False),
    sa.Column('posted_on', sa.Date(), nullable=True),
    sa.Column('reach', sa.Integer(), nullable=True),
    sa.Column('engagement', sa.Integer(), nullable=True),
    sa.Column('handed_in', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['tenant_id', 'channel_id'], ['channel.tenant_id', 'channel.id'], name=op.f('fk_report_post_tenant_id_channel_id')),
    sa.ForeignKeyConstraint(['tenant_id', 'report_id'], ['report.tenant_id', 'report.id'], name=op.f('fk_report_post_tenant_id_report_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tenant_id'], ['tenant.id'], name=op.f('fk_report_post_tenant_id')),
    sa.PrimaryKeyConstraint('tenant_id', 'id', name=op.f('pk_report_post'))
    )
    op.create_index('ix_report_post_tenant_id_report_id', 'report_post', ['tenant_id', 'report_id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_report_post_tenant_id_report_id', table_name='report_post')
    op.drop_table('report_post')
    op.drop_index('ix_former_handle_tenant_id_channel_id', table_name='former_handle')
    op.drop_table('former_handle')
    op.drop_index('ix_clarification_asset_tenant_id_revision_id', table_name='clarification_asset')
    op.drop_index('ix_clarification_asset_tenant_id_asset_id', table_name='clarification_asset')
    op.drop_table('clarification_asset')
    op.drop_index('ix_channel_custodian_tenant_id_channel_id', table_name='channel_custodian')
    op.drop_table('channel_custodian')
    op.drop_index('ix_report_asset_tenant_id_report_id', table_name='report_asset')
    op.drop_index('ix_report_asset_tenant_id_asset_id', table_name='report_asset')
    op.drop_table('report_asset')
    op.drop_index('ix_refresh_token_family_id', table_name='refresh_token')
    op.drop_table('refresh_token')
    op.drop_index('ix_client_id', table_name='client')
    op.drop_table('client')
    op.drop_index('uq_clarification_revision_tenant_id_clarification_id_revision', table_name='clarification_revision')
    op.drop_table('clarification_revision')
    op.drop_index('uq_channel_tenant_id_external_reference', table_name='channel')
    op.drop_index('ix_channel_tenant_id_created_at_id', table_name='channel')
    op.drop_index('ix_channel_handed_in', table_name='channel', postgresql_where=sa.text('handed_in'))
    op.drop_table('channel')
    op.drop_table('sign_in')
    op.drop_index('ix_shared_event_xid_id', table_name='shared_event')
    op.drop_table('shared_event')
    op.drop_index('uq_shared_clarification_slug', table_name='shared_clarification')
    op.drop_index('uq_shared_clarification_number', table_name='shared_clarification')
    op.drop_index('ix_shared_clarification_words', table_name='shared_clarification', postgresql_using='gin')
    op.drop_index('ix_shared_clarification_updated_at_id', table_name='shared_clarification')
    op.drop_index('ix_shared_clarification_regions', table_name='shared_clarification', postgresql_using='gin')
    op.drop_index('ix_shared_clarification_published_at_id', table_name='shared_clarification')
    op.drop_table('shared_clarification')
    op.drop_index('uq_report_tenant_id_external_reference', table_name='report')
    op.drop_index('ix_report_tenant_id_period', table_name='report')
    op.drop_index('ix_report_tenant_id_created_at_id', table_name='report')
    op.drop_index('ix_report_handed_in', table_name='report', postgresql_where=sa.text('handed_in'))
    op.drop_table('report')
    op.drop_table('refresh_family')
    op.drop_index('uq_public_clarification_slug', table_name='public_clarification')
    op.drop_index('uq_public_clarification_number', table_name='public_clarification')
    op.drop_index('ix_public_clarification_words', table_name='public_clarification', postgresql_using='gin')
    op.drop_index('ix_public_clarification_updated_at_id', table_name='public_clarification')
    op.drop_index('ix_public_clarification_regions', table_name='public_clarification', postgresql_using='gin')
    op.drop_index('ix_public_clarification_published_at_id', table_name='public_clarification')
    op.drop_table('public_clarification')
    op.drop_index('uq_official_channel_platform_identity', table_name='official_channel')
    op.drop_table('official_channel')
    op.drop_index('uq_membership_tenant_id_person_id', table_name='membership')
    op.drop_index('ix_membership_person_id', table_name='membership')
    op.drop_table('membership')
    op.drop_index('uq_idempotency_key_tenant_id_caller_key', table_name='idempotency_key')
    op.drop_index('ix_idempotency_key_created_at', table_name='idempotency_key')
    op.drop_table('idempotency_key')
    op.drop_index('ix_event_tenant_id_xid_id', table_name='event')
    op.drop_table('event')
    op.drop_index('uq_clarification_tenant_id_number', table_name='clarification')
    op.drop_index('uq_clarification_tenant_id_external_reference', table_name='clarification')
    op.drop_index('ix_clarification_tenant_id_created_at_id', table_name='clarification')
    op.drop_index('ix_clarification_handed_in', table_name='clarification', postgresql_where=sa.text('handed_in'))
    op.drop_table('clarification')
    op.drop_table('authorization_code')
    op.drop_index('uq_audit_event_tenant_id_seq', table_name='audit_event')
    op.drop_table('audit_event')
    op.drop_index('ix_asset_tenant_id_created_at_id', table_name='asset')
    op.drop_table('asset')
    op.drop_table('tenant')
    op.drop_table('person')
    op.drop_table('number_counter')
