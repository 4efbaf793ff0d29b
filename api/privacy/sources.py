"""Where a person's data lie, as queries that give each row as JSON: `section`, `content`.

Texts that the office wrote are listed by title, and not copied: they may name others.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, any_, cast, false, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import col

from api.access.models import Client, Membership, Person, Revocation
from api.access.principal import Kind
from api.audit.models import AuditEvent
from api.channels.models import Channel, ChannelCustodian
from api.claims.models import Claim
from api.clarifications.models import Clarification, ClarificationRevision
from api.conduct.models import PolicyAcknowledgement, PolicyReminder
from api.idempotency.models import IdempotencyKey
from api.impersonations.models import Impersonation
from api.links.models import OneTimeLink
from api.mail.models import MailMessage
from api.media.models import Asset
from api.oauth.models import (
    AuthorizationCode,
    RecoveryCode,
    RefreshFamily,
    SecondFactor,
    SignIn,
)
from api.privacy.people import Whom, is_contact
from api.privacy.traces import handed_in_by
from api.registrations.models import Registration
from api.reports.models import Report
from tenants.models import Tenant

Source = Select[Any]


def _given(section: str, *columns: Any, **named: Any) -> Source:  # noqa: ANN401 - SQL expressions
    """One row per row: columns by their own names, expressions by these."""
    given = {**{each.key: each for each in columns}, **named}
    pairs = [part for name, value in given.items() for part in (cast(literal(name), Text), value)]
    return select(
        literal(section, Text).label("section"), func.jsonb_build_object(*pairs).label("content")
    )


def _known(condition: Any) -> Any:  # noqa: ANN401 - an SQL expression
    """False where nobody has done it."""
    return func.coalesce(condition, false())


def _is_first(array: Any, whom: Whom) -> Any:  # noqa: ANN401 - an array's column
    """Who made a row is the first of its authors; each who changes it is added behind him."""
    return array[1] == whom.id


def account(whom: Whom) -> list[Source]:
    """What belongs to no tenant; asked in the system scope."""
    p: Any = whom.id
    return [
        _given(
            "person",
            *(col(Person.id), col(Person.email), col(Person.name)),
            *(col(Person.created_at), col(Person.updated_at), col(Person.erased_at)),
            has_password=col(Person.password_hash).is_not(None),
        ).where(col(Person.id) == p),
        _given(
            "browser_sessions",
            *(col(SignIn.method), col(SignIn.device), col(SignIn.address)),
            *(col(SignIn.created_at), col(SignIn.last_used_at), col(SignIn.expires_at)),
        ).where(col(SignIn.person_id) == p),
        _given("second_factor", col(SecondFactor.created_at), col(SecondFactor.confirmed_at)).where(
            col(SecondFactor.person_id) == p
        ),
        _given("recovery_codes", col(RecoveryCode.used_at)).where(col(RecoveryCode.person_id) == p),
        *_of_applications(p),
        _given(
            "links",
            *(col(OneTimeLink.purpose), col(OneTimeLink.created_at)),
            *(col(OneTimeLink.expires_at), col(OneTimeLink.used_at)),
        ).where(col(OneTimeLink.person_id) == p),
        _given("ended_tokens", col(Revocation.at), col(Revocation.expires_at)).where(
            col(Revocation.key).startswith(f"{p}:")
        ),
        _given("mail_pending", col(MailMessage.created_at)).where(
            col(MailMessage.recipient) == whom.email
        ),
        _given(
            "office_contacts", col(Tenant.email), col(Tenant.phone), tenant=col(Tenant.code)
        ).where(is_contact(whom.email)),
    ]


def _of_applications(p: Any) -> list[Source]:  # noqa: ANN401 - a person's id
    return [
        _given(
            "application_codes",
            *(col(AuthorizationCode.client_id), col(AuthorizationCode.device)),
            *(col(AuthorizationCode.created_at), col(AuthorizationCode.used_at)),
            tenant=col(Tenant.code),
        )
        .select_from(AuthorizationCode)
        .join(Tenant)
        .where(col(AuthorizationCode.person_id) == p),
        _given(
            "applications",
            *(col(RefreshFamily.client_id), col(RefreshFamily.device)),
            *(col(RefreshFamily.created_at), col(RefreshFamily.last_used_at)),
            col(RefreshFamily.revoked_at),
            tenant=col(Tenant.code),
        )
        .select_from(RefreshFamily)
        .join(Tenant)
        .where(col(RefreshFamily.person_id) == p),
    ]


def of_tenant(whom: Whom, members: Sequence[UUID]) -> list[Source]:
    """What one tenant keeps; asked in its scope. `members` are the ids of his memberships."""
    return [*_membership(whom), *_work(whom), *_doors(whom, members)]


def _membership(whom: Whom) -> list[Source]:
    p: Any = whom.id
    m = Membership
    return [
        _given(
            "memberships",
            *(col(m.id), col(m.roles), col(m.status), col(m.invited_name), col(m.invited_email)),
            *(col(m.unit_id), col(m.created_at), col(m.updated_at), col(m.invited_at)),
            *(col(m.joined_at), col(m.signed_out_at)),
        ).where(col(m.person_id) == p),
        _given(
            "clients_answered_for",
            *(col(Client.id), col(Client.name), col(Client.status), col(Client.created_at)),
        )
        .join(m, col(m.id) == col(Client.responsible_id))
        .where(col(m.person_id) == p),
        _given(
            "channels_kept",
            *(col(ChannelCustodian.channel_id), col(ChannelCustodian.letter_number)),
            *(col(ChannelCustodian.term_ends_on), col(ChannelCustodian.second_factor_attested)),
        )
        .join(m, col(m.id) == col(ChannelCustodian.member_id))
        .where(col(m.person_id) == p),
        _given(
            "policy_acknowledgements",
            *(col(PolicyAcknowledgement.revision), col(PolicyAcknowledgement.acknowledged_at)),
        ).where(col(PolicyAcknowledgement.person_id) == p),
        _given(
            "policy_reminders",
            *(col(PolicyReminder.revision), col(PolicyReminder.sent), col(PolicyReminder.sent_at)),
        ).where(col(PolicyReminder.person_id) == p),
    ]


def _work(whom: Whom) -> list[Source]:
    p: Any = whom.id
    revision, by_person = ClarificationRevision, col(Report.created_by_kind) == Kind.PERSON
    return [
        _given(
            "reports",
            *(col(Report.id), col(Report.title), col(Report.created_at)),
            created=_is_first(col(Report.author_ids), whom) & by_person,
            wrote=any_(col(Report.author_ids)) == p,
            decided=_known(col(Report.decided_by) == p),
        ).where(or_(any_(col(Report.author_ids)) == p, col(Report.decided_by) == p)),
        _given(
            "clarifications",
            *(col(revision.clarification_id), col(revision.revision), col(revision.title)),
            created_at=col(Clarification.created_at),
            wrote=any_(col(revision.author_ids)) == p,
            approved=_known(col(revision.approved_by) == p),
            countersigned=_known(col(revision.countersigned_by) == p),
        )
        .join(Clarification, col(Clarification.id) == col(revision.clarification_id))
        .where(
            or_(
                any_(col(revision.author_ids)) == p,
                col(revision.approved_by) == p,
                col(revision.countersigned_by) == p,
            )
        ),
        _given(
            "claims",
            *(col(Claim.id), col(Claim.reference), col(Claim.status), col(Claim.received_at)),
        ).where(handed_in_by(whom)),
        _given(
            "claims_assigned",
            *(col(Claim.id), col(Claim.reference), col(Claim.status), col(Claim.received_at)),
        )
        .join(Membership, col(Membership.id) == col(Claim.assignee_id))
        .where(col(Membership.person_id) == p),
        _given(
            "channels",
            *(col(Channel.id), col(Channel.name), col(Channel.created_at)),
            wrote=any_(col(Channel.author_ids)) == p,
            decided=_known(col(Channel.decided_by) == p),
        ).where(or_(any_(col(Channel.author_ids)) == p, col(Channel.decided_by) == p)),
        _given(
            "impersonations",
            *(col(Impersonation.id), col(Impersonation.url), col(Impersonation.created_at)),
            created=_is_first(col(Impersonation.author_ids), whom)
            & (col(Impersonation.created_by_kind) == Kind.PERSON),
            wrote=any_(col(Impersonation.author_ids)) == p,
        ).where(any_(col(Impersonation.author_ids)) == p),
        _given(
            "uploads",
            *(col(Asset.id), col(Asset.purpose), col(Asset.file_name), col(Asset.content_type)),
            *(col(Asset.size), col(Asset.created_at)),
        ).where(col(Asset.created_by_id) == p),
    ]


def _doors(whom: Whom, members: Sequence[UUID]) -> list[Source]:
    p: Any = whom.id
    r, his = Registration, [str(p), *map(str, members)]
    return [
        _given(
            "registrations",
            *(col(r.id), col(r.region), col(r.office), col(r.email), col(r.contact_name)),
            *(col(r.phone), col(r.status), col(r.created_at), col(r.confirmed_at)),
            *(col(r.decided_at), col(r.decision_note)),
        ).where(col(r.email) == whom.email),
        _given(
            "registrations_decided",
            *(col(r.id), col(r.region), col(r.status), col(r.decided_at)),
        ).where(col(r.decided_by) == p),
        _given(
            "repeatable_answers",
            *(col(IdempotencyKey.status), col(IdempotencyKey.created_at)),
            operation=func.split_part(col(IdempotencyKey.caller), ":", 4),
        ).where(col(IdempotencyKey.caller).startswith(f"person:{p}:")),
        _audit("audit").where(col(AuditEvent.actor_id) == str(p)),
        _audit("audit_about").where(
            col(AuditEvent.subject).in_(his), col(AuditEvent.actor_id).is_distinct_from(str(p))
        ),
    ]


def _audit(section: str) -> Source:
    e = AuditEvent
    return _given(
        section,
        *(col(e.seq), col(e.at), col(e.action), col(e.subject)),
        facts=cast(col(e.body), JSONB)["facts"],
    )
