"""Where a window of time left traces of people, as queries that give `what, who, first, last`.

`who` is a person's id as text, a membership's, or whatever an audit event was about.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, cast, func, literal, select
from sqlmodel import col

from api.access.models import Membership, Person
from api.audit.models import AuditEvent
from api.channels.models import Channel
from api.clarifications.models import Clarification, ClarificationRevision
from api.conduct.models import PolicyAcknowledgement, PolicyReminder
from api.impersonations.models import Impersonation
from api.links.models import OneTimeLink
from api.mail.models import MailMessage
from api.media.models import Asset
from api.oauth.models import RefreshFamily, SecondFactor, SignIn
from api.registrations.models import Registration
from api.reports.models import Report

Trace = Select[str, str, Any, Any]


@dataclass(frozen=True)
class Window:
    """From `since`, before `until`."""

    since: datetime
    until: datetime


def _at(window: Window, what: str, who: Any, *moments: Any) -> list[Trace]:  # noqa: ANN401 - SQL
    """Rows of which one of these moments is in the window."""
    found = []
    for moment in moments:
        inside = (moment >= window.since, moment < window.until)
        rows = select(who.label("who"), moment.label("at")).where(*inside).subquery()
        query = select(
            literal(what, Text).label("what"),
            cast(rows.c.who, Text).label("who"),
            func.min(rows.c.at).label("first"),
            func.max(rows.c.at).label("last"),
        )
        found.append(query.where(rows.c.who.is_not(None)).group_by(rows.c.who))
    return found


def in_tenant(window: Window) -> list[Trace]:
    """In one tenant's rows; asked in its scope."""
    m, r, c, revision = Membership, Report, Channel, ClarificationRevision
    i = Impersonation
    began = (col(Clarification.created_at), col(Clarification.updated_at))
    in_revision = col(revision.clarification_id) == col(Clarification.id)
    clarifications = [
        trace
        for moment in began
        for trace in _at(
            window,
            "clarification",
            func.unnest(col(revision.author_ids)),
            select(moment).where(in_revision).scalar_subquery(),
        )
    ]
    return [
        *_at(window, "membership", col(m.person_id), *_own(m), col(m.invited_at), col(m.joined_at)),
        *_at(window, "report", func.unnest(col(r.author_ids)), *_own(r)),
        *_at(window, "report", col(r.decided_by), col(r.decided_at)),
        *_at(window, "channel", func.unnest(col(c.author_ids)), *_own(c)),
        *_at(window, "channel", col(c.decided_by), col(c.decided_at)),
        *_at(window, "impersonation", func.unnest(col(i.author_ids)), *_own(i)),
        *clarifications,
        *_at(window, "clarification", col(revision.approved_by), col(revision.approved_at)),
        *_at(
            window, "clarification", col(revision.countersigned_by), col(revision.countersigned_at)
        ),
        *_at(window, "upload", col(Asset.created_by_id), *_own(Asset)),
        *_of_conduct(window),
        *_in_audit(window),
    ]


def _own(table: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a table
    return col(table.created_at), col(table.updated_at)


def _of_conduct(window: Window) -> list[Trace]:
    read, reminded = PolicyAcknowledgement, PolicyReminder
    return [
        *_at(window, "acknowledgement", col(read.person_id), col(read.acknowledged_at)),
        *_at(window, "reminder", col(reminded.person_id), col(reminded.sent_at)),
    ]


def _in_audit(window: Window) -> list[Trace]:
    e = AuditEvent
    return [
        *_at(window, "audit", col(e.actor_id), col(e.at)),
        *_at(window, "audit", col(e.subject), col(e.at)),
    ]


def of_accounts(window: Window) -> list[Trace]:
    """In the accounts, which belong to no tenant; asked in the system scope."""
    family = RefreshFamily
    return [
        *_at(window, "account", col(Person.id), *_own(Person)),
        *_at(
            window,
            "second factor",
            col(SecondFactor.person_id),
            *(col(SecondFactor.created_at), col(SecondFactor.confirmed_at)),
        ),
        *_at(
            window,
            "link",
            col(OneTimeLink.person_id),
            *(col(OneTimeLink.created_at), col(OneTimeLink.used_at)),
        ),
        _lasting(window, "session", SignIn, SignIn.expires_at),
        _lasting(window, "application", family, func.coalesce(family.revoked_at, window.until)),
    ]


def _lasting(window: Window, what: str, table: Any, end: Any) -> Trace:  # noqa: ANN401 - SQL
    """What was good at some time in the window, though nothing may have been written in it."""
    first = func.min(func.greatest(table.created_at, window.since))
    used = func.coalesce(table.last_used_at, table.created_at)
    last = func.max(func.greatest(func.least(used, window.until), table.created_at, window.since))
    return (
        select(
            literal(what, Text).label("what"),
            cast(table.person_id, Text).label("who"),
            first.label("first"),
            last.label("last"),
        )
        .where(col(table.created_at) < window.until, end > window.since)
        .group_by(table.person_id)
    )


def mail(window: Window) -> list[Trace]:
    """Addresses to which something waited to be sent; asked in the system scope."""
    return _at(window, "e-mail", col(MailMessage.recipient), col(MailMessage.created_at))


def registrations(window: Window) -> list[Trace]:
    """Addresses of applicants; asked in a tenant's scope."""
    r = Registration
    return _at(window, "registration", col(r.email), *_own(r), col(r.confirmed_at))
