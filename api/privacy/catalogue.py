"""Every personal field of every table, and what holds none: a new column must be put in one of both.

docs/privacy.md is written from this (`python -m api.privacy.document`).
"""

from typing import NamedTuple

from api.privacy.account_fields import ACCOUNTS
from api.privacy.kept import Kept
from api.privacy.office_fields import OFFICES

PERSONAL = (*ACCOUNTS, *OFFICES)

# Of every table: they tell which row it is, and when it changed.
EVERYWHERE = frozenset({"id", "tenant_id", "version", "created_at", "updated_at"})

# Columns that tell nothing about a person, by table.
NOT_PERSONAL = {
    "asset": "purpose content_type size sha256 status refusal quarantine_key media_key width height "
    "blurhash variants stored_size upload_id published_count handed_in_count handed_in",
    "audit_event": "seq previous hash",
    "authorization_code": "code_hash redirect_uri scope challenge nonce family_id expires_at",
    "channel": "platform url handle name unit_id language proof_kind proof_asset_id proof_code "
    "external_reference status decided_at verified_at last_confirmed_at dormant_since "
    "confirm_reminders confirm_reminded_at proof_checked_at proof_result handed_in",
    "channel_custodian": "channel_id position handed_in",
    "claim": "reference text_hash links medium seen_on region status sightings received_at due_at "
    "closed_at clarification_number note duplicate_of origin_claim origin_tenant continued_as "
    "continued_by suggestions source external_reference created_by_kind handed_in",
    "claim_asset": "claim_id position asset_id handed_in",
    "claim_reporter": "claim_id sighting_id told_at",
    "claim_sighting": "claim_id seen_on source status_hash",
    "clarification": "correction_revision correction_status publish_at "
    "status revision number slug external_reference created_by_kind published_at "
    "retracted_at public_reason handed_in",
    "clarification_asset": "revision_id position asset_id handed_in",
    "clarification_revision": "clarification_id translations public_note published_at "
    "revision title claim_reviewed verdict label "
    "misinformation_type topic language body appearances claim_ids regions audience cover_asset_id "
    "submitted_at approved_at checklist countersigned_at handed_in",
    "client": "name secret_hash scopes status previous_secret_hash previous_secret_until last_used_at",
    "completion": "period status nil note first_declared_at declared_at late reason decided_at "
    "handed_in",
    "election_window": "name starts_on ends_on regions",
    "event": "type data xid",
    "former_handle": "channel_id handle valid_from valid_until handed_in",
    "idempotency_key": "key fingerprint status headers",
    "impersonation": "platform identity url handle name channel_id status platform_ticket "
    "public_warning external_reference reported_at closed_at created_by_kind handed_in",
    "impersonation_asset": "impersonation_id position asset_id handed_in",
    "job": "kind status asset_id parameters done total result error result_key result_name "
    "result_type result_size started_at ended_at expires_at",
    "known_impersonator": "platform identity url handle name warning since until",
    "mail_message": "",
    "membership": "unit_id",
    "number_counter": "series year value",
    "official_channel": "platform identity url handle name since",
    "one_time_link": "secret_hash purpose membership_id expires_at",
    "past_official_channel": "channel_id platform identity url handle name since until ended",
    "period": "period opens_on due_on closes_on",
    "period_extension": "period open_until reason handed_in",
    "period_notice": "period kind",
    "person": "",
    "policy": "revision title language body kinds change_note status activated_at retired_at",
    "policy_acknowledgement": "revision",
    "policy_reminder": "revision",
    "public_clarification": "number slug revision state audience title claim_reviewed verdict label "
    "misinformation_type topic language summary body_html body_text publisher_code publisher_name "
    "public_reason appearances regions corrections translations cover share_image_key published_at words",
    "public_match": "live made_by title claim changed",
    "recovery_code": "code_hash",
    "refresh_family": "client_id scope",
    "refresh_token": "token_hash family_id expires_at",
    "registration": "region office letter_asset_id status confirm_hash status_hash confirmed_at "
    "decided_at",
    "relay": "number title asked_by asked_at due_at note status acknowledged_at closed_at reason "
    "posts revision done_revision retracted_at taken_down_at reminders reminded_at",
    "relay_post": "relay_id position channel_id url posted_at",
    "report": "period kind title summary starts_on ends_on location organiser unit_id "
    "partner_institutions participants participating_tenants participating_units "
    "clarification_numbers neutrality_attested external_reference status submitted_at "
    "first_submitted_at late posts_count reach engagement decided_at created_by_kind handed_in",
    "report_asset": "report_id position asset_id handed_in",
    "report_summary": "period kind unit_id reports submitted returned accepted late participants "
    "posts reach engagement",
    "rollup_snapshot": "period checksum note",
    "rollup_snapshot_part": "snapshot_id checksum data handed_in",
    "report_post": "report_id position channel_id url posted_on reach engagement handed_in",
    "revocation": "kind at expires_at",
    "second_factor": "last_step",
    "shared_match": "live made_by title claim changed",
    "shared_clarification": "number slug revision state audience title claim_reviewed verdict label "
    "misinformation_type topic language summary body_html body_text publisher_code publisher_name "
    "public_reason appearances regions corrections translations cover share_image_key published_at words",
    "shared_event": "type data xid",
    "sign_in": "secret_hash awaiting_code expires_at",
    "tenant": "code name kind status office address website joined_in",
    "unit": "name kind status",
    "upload_ticket": "secret_hash asset_id expires_at used_at",
}


class Known(NamedTuple):
    """What the catalogue knows of one table."""

    personal: frozenset[str]
    other: frozenset[str]


def known(table: str) -> Known:
    """The columns of a table, as the catalogue has them."""
    personal = {name for kept in PERSONAL if kept.table == table for name in kept.columns}
    other = EVERYWHERE | set(NOT_PERSONAL.get(table, "").split())
    return Known(frozenset(personal), frozenset(other - personal))


def personal() -> tuple[Kept, ...]:
    """Everything personal, by table."""
    return tuple(sorted(PERSONAL, key=lambda kept: kept.table))
