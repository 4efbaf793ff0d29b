"""Is this account official? Reads the shared tables alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.channels.addresses import NotAnAccountError
from api.channels.models import OfficialChannel, PastOfficialChannel
from api.channels.platforms import Account, accounts_at
from api.channels.rules import account_by_handle
from api.errors import FieldError, InvalidParameterError, Text
from api.impersonations.models import KnownImpersonator
from api.impersonations.warnings import refuted
from api.listing import Found, find_page, where_given
from api.public.channel_schemas import (
    AccountQuery,
    ChannelLookup,
    ChannelOwner,
    ChannelState,
    CurrentAccount,
    LookupQuery,
    PublicChannelAnswer,
    PublicChannelQuery,
)
from api.settings import settings_of
from tenants.directory import directory_of
from tenants.models import Tenant
from tenants.rows import now

_ONE_OF = Text(
    "Isi url saja, atau platform bersama handle.", "Give a url alone, or platform and handle."
)
_FUTURE = Text("Waktu ini belum tiba.", "This moment has not come yet.")
Row = OfficialChannel | PastOfficialChannel | KnownImpersonator


@dataclass(frozen=True)
class _Asked:
    """What was asked: the accounts that it may name, and the platform where none has such a one."""

    accounts: Sequence[Account]
    platform: str | None


async def lookup(session: AsyncSession, query: LookupQuery) -> ChannelLookup:
    """What an account is, or was. Raises `InvalidParameterError`.

    An official one counts before a case against it; a warning before what an account was once, because
    handles that were given up are what impersonators take.
    """
    at = _moment(query.at, settings_of(session).zone)
    asked = _asked(query)
    found = None
    for look in (_official, _impersonator, _former) if asked.accounts else ():
        found = found or await look(session, asked, at)
    account = next(iter(asked.accounts), None)
    told: dict[str, Any] = dict.fromkeys(ChannelLookup.model_fields)
    told["state"] = ChannelState.UNKNOWN
    told["url"] = query.url or (account.url if account else None)
    told["platform"] = account.platform if account else asked.platform
    told["handle"] = account.handle if account else None
    return ChannelLookup(**{**told, **(found or {})})


def _moment(at: datetime | date | None, zone: tzinfo) -> datetime | None:
    """The moment that is asked about; None for now."""
    if at is None:
        return None
    today = now()
    future = at > today if isinstance(at, datetime) else at > today.astimezone(zone).date()
    if future:  # before anything is reckoned: no day comes after the last of the calendar
        raise InvalidParameterError([FieldError("?at", "in-the-future", _FUTURE)])
    if isinstance(at, datetime):
        return at
    end = datetime.combine(at + timedelta(days=1), time.min, zone) - timedelta(seconds=1)
    return min(end, today)


def _asked(query: AccountQuery) -> _Asked:
    by_handle = query.platform is not None and query.handle is not None
    if (query.url is None) != by_handle or (query.url and (query.platform or query.handle)):
        raise InvalidParameterError([FieldError("?url", "one-of", _ONE_OF)])
    try:
        if query.url is None:
            known = account_by_handle(query.platform or "", query.handle or "")
            return _Asked([known] if known else [], query.platform)
        url = query.url if "://" in query.url else f"https://{query.url}"
        return _Asked(list(accounts_at(url)), None)
    except NotAnAccountError as error:
        return _Asked([], error.platform or query.platform)


def shown_address(query: AccountQuery, platform: str | None) -> str:
    """The account that an answer is about, for people to read; empty when nothing names one.

    By the answer's platform: one address may name a site, and an account on it.
    """
    accounts = (known for known in _asked(query).accounts if known.platform == platform)
    account = next(accounts, None)
    if account is None:
        return ""
    return (account.url or account.handle or "").removeprefix("https://").rstrip("/")


def _is(asked: _Asked, table: type[Row]) -> ColumnElement[bool]:
    names = [(account.platform, account.identity) for account in asked.accounts]
    return tuple_(col(table.platform), col(table.identity)).in_(names)


async def _official(
    session: AsyncSession, asked: _Asked, at: datetime | None
) -> dict[str, Any] | None:
    statement = select(OfficialChannel).where(_is(asked, OfficialChannel))
    if at is not None:
        statement = statement.where(col(OfficialChannel.since) <= at)
    ranked = statement.order_by(
        col(OfficialChannel.platform).desc()
    )  # a website before what is below it
    row: OfficialChannel | PastOfficialChannel | None = await session.scalar(ranked)
    if row is None and at is not None:
        then = select(PastOfficialChannel).where(
            _is(asked, PastOfficialChannel),
            col(PastOfficialChannel.since) <= at,
            col(PastOfficialChannel.until) > at,
        )
        row = await session.scalar(then.order_by(col(PastOfficialChannel.since).desc()))
    if row is None:
        return None
    return {**await _about(session, row), "state": ChannelState.OFFICIAL}


async def _impersonator(
    session: AsyncSession, asked: _Asked, at: datetime | None
) -> dict[str, Any] | None:
    since, until = col(KnownImpersonator.since), col(KnownImpersonator.until)
    then = [until.is_(None)] if at is None else [since <= at, or_(until.is_(None), until > at)]
    verified = [] if at is None else [col(PastOfficialChannel.since) <= at]
    counts = [_is(asked, KnownImpersonator), ~refuted(*verified), *then]
    statement = select(KnownImpersonator).where(*counts)
    row = await session.scalar(statement.order_by(since, col(KnownImpersonator.id)))
    if row is None:
        return None
    told = await _about(session, row)
    return {**told, "state": ChannelState.IMPERSONATOR, "warning": row.warning}


async def _former(
    session: AsyncSession, asked: _Asked, at: datetime | None
) -> dict[str, Any] | None:
    until = col(PastOfficialChannel.until)
    statement = select(PastOfficialChannel).where(_is(asked, PastOfficialChannel))
    if at is not None:
        statement = statement.where(until <= at)
    row = await session.scalar(statement.order_by(until.desc(), col(PastOfficialChannel.id)))
    if row is None:
        return None
    return {**await _about(session, row), "state": ChannelState.FORMER}


async def _about(session: AsyncSession, row: Row) -> dict[str, Any]:
    """What an answer says of a row, but for its state."""
    told = row.model_dump(include={"platform", "handle", "name", "since", "until", "ended"})
    told["tenant"] = (await _names(session)).get(row.tenant_id)
    if isinstance(row, PastOfficialChannel):
        mine = col(OfficialChannel.id) == row.channel_id
        current = await session.scalar(select(OfficialChannel).where(mine))
        if current:
            told["now_at"] = CurrentAccount(
                **current.model_dump(include=set(CurrentAccount.model_fields))
            )
    return told


async def list_channels(
    session: AsyncSession, query: PublicChannelQuery
) -> tuple[Found[OfficialChannel], list[PublicChannelAnswer]]:
    """A page of the official accounts, those that became so last first."""
    statement = where_given(OfficialChannel, query, ("platform",))
    if query.tenant:
        places = [directory_of(session).by_code(code) for code in query.tenant]
        owners = [place.id for place in places if place]
        statement = statement.where(col(OfficialChannel.tenant_id).in_(owners))
    found = await find_page(session, statement, query, OfficialChannel, "-since")
    names = await _names(session)
    plain = set(PublicChannelAnswer.model_fields) - {"tenant"}
    rows = [
        PublicChannelAnswer(**row.model_dump(include=plain), tenant=names[row.tenant_id])
        for row in found.rows
    ]
    return found, rows


async def _names(session: AsyncSession) -> dict[UUID, ChannelOwner]:
    """The names of all tenants; any reach may read them."""
    rows = await session.execute(select(col(Tenant.id), col(Tenant.code), col(Tenant.name)))
    return {row.id: ChannelOwner(code=row.code, name=row.name) for row in rows}
