"""Writing and reading cases. One transaction per request: nothing here commits."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import find, find_own, within
from api.access.references import require_free
from api.access.rules import with_author
from api.audit.service import record
from api.conditional import IfMatch
from api.impersonations import children, rules, warnings
from api.impersonations.models import Impersonation, ImpersonationStatus
from api.impersonations.schemas import (
    ImpersonationCreate,
    ImpersonationPatch,
    ImpersonationQuery,
)
from api.listing import Found, find_page, where_given
from api.patching import merged
from tenants.rows import now

# What a PATCH may change that is a column of the case.
_COLUMNS = set(ImpersonationPatch.model_fields) - {"status", "asset_ids"}
_FILTERS = ("status", "platform", "channel_id", "external_reference")


async def create_impersonation(
    session: AsyncSession, caller: Principal, body: ImpersonationCreate
) -> Impersonation:
    """A new open case. Raises `InvalidBodyError`, `AccountOfficialError`, `ReferenceTakenError`."""
    account = rules.account_of(body.url, body.platform)
    await children.check_references(session, body.channel_id, body.asset_ids)
    await warnings.require_not_official(session, account.platform, account.identity)
    await require_free(session, Impersonation, body.external_reference)
    author = await author_of(session, caller)
    case = Impersonation(
        tenant_id=caller.tenant.id,
        platform=account.platform,
        identity=account.identity,
        handle=account.handle,
        url=account.url or body.url,
        **body.model_dump(include=_COLUMNS),
        created_by_name=author.name,
        created_by_kind=author.kind,
        author_ids=[author.person_id],
    )
    session.add(case)
    await session.flush()
    await children.replace(session, case, body.asset_ids)
    await warnings.keep(session, case)
    warns = body.public_warning is not None
    record(session, caller, "create_impersonation", case.id, warns=warns)
    return case


async def update_impersonation(
    session: AsyncSession,
    caller: Principal,
    identifier: UUID,
    patch: ImpersonationPatch,
    seen: IfMatch,
) -> Impersonation:
    """Change a case, its status too; the public learns at once what concerns it.

    Raises `TransitionNotAllowedError`, `InvalidBodyError`, `AccountOfficialError`.
    """
    case = await find_own(session, Impersonation, identifier, lock=True)
    seen.check(case)
    before = await _as_patch(session, case)
    body = merged(before, patch)
    status = body.status or ImpersonationStatus(case.status)
    rules.follow(case.status, status)
    if body == before:
        return case
    await _check(session, case, body, status)
    author = await author_of(session, caller)
    _move(case, status)
    for name in _COLUMNS:
        setattr(case, name, getattr(body, name))
    case.author_ids = with_author(case.author_ids, author.person_id)
    case.touch()
    await children.replace(session, case, body.asset_ids or [])
    await warnings.keep(session, case)
    changed = sorted(patch.model_fields_set)
    record(session, caller, "update_impersonation", case.id, fields=changed, status=str(status))
    return case


async def get_impersonation(
    session: AsyncSession, caller: Principal, identifier: UUID
) -> Impersonation:
    """A case in the caller's reach. Raises `NotFoundError`."""
    return await find(session, caller, Impersonation, identifier)


async def list_impersonations(
    session: AsyncSession, caller: Principal, query: ImpersonationQuery
) -> Found[Impersonation]:
    """A page of the cases in the caller's reach."""
    filtered = where_given(Impersonation, query, _FILTERS)
    statement = await within(session, caller, filtered, Impersonation, query.tenant)
    return await find_page(session, statement, query, Impersonation, query.sort)


async def _check(
    session: AsyncSession, case: Impersonation, body: ImpersonationPatch, status: str
) -> None:
    warns = body.public_warning is not None and body.public_warning != case.public_warning
    rules.check(status, body.platform_ticket, warns=warns)
    await children.check_references(session, body.channel_id, body.asset_ids or [])
    if warns:
        await warnings.require_not_official(session, case.platform, case.identity)
    await require_free(session, Impersonation, body.external_reference, itself=case.id)


def _move(case: Impersonation, status: ImpersonationStatus) -> None:
    if status == case.status:
        return
    case.status = status
    if status == ImpersonationStatus.REPORTED:
        case.reported_at = now()
    elif status in rules.CLOSED:
        case.closed_at = now()


async def _as_patch(session: AsyncSession, case: Impersonation) -> ImpersonationPatch:
    """A case as what a merge patch applies to."""
    return ImpersonationPatch(
        **{name: getattr(case, name) for name in _COLUMNS},
        status=ImpersonationStatus(case.status),
        asset_ids=(await children.assets_of(session, [case]))[case.id],
    )
