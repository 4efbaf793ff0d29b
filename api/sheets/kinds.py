"""What can be imported: how a row is judged and written, by the functions that requests use."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.permissions import Permission
from api.access.principal import Principal
from api.channels import service as channels
from api.channels.models import Channel, ChannelStatus
from api.channels.rules import Addressed, completed, known_as
from api.channels.schemas import ChannelCreate
from api.conditional import IfMatch
from api.errors import InvalidBodyError
from api.reports import review
from api.reports import service as reports
from api.reports.models import Report
from api.reports.schemas import ReportCreate
from api.sheets import channel_columns, report_columns
from api.sheets.columns import Column
from api.sheets.models import JobKind
from api.sheets.report_columns import Names


class Importer(Protocol):
    """One kind of import. `tries`: a row is judged by writing it, in what is rolled back."""

    permission: Permission
    model: type[BaseModel]
    tries: bool

    def columns(self, names: Names) -> list[Column]:
        """The columns that it knows."""

    def key(self, body: Any) -> str | None:  # noqa: ANN401
        """What tells that a row is there already."""

    async def existing(
        self, session: AsyncSession, bodies: Sequence[Any]
    ) -> Mapping[str, tuple[UUID, bool]]:
        """What has the keys of some rows already, and whether it says the same as the row."""

    async def judge(self, session: AsyncSession, caller: Principal, body: Any) -> None:  # noqa: ANN401
        """Raise what the request would be refused with."""

    async def write(self, session: AsyncSession, caller: Principal, bodies: Sequence[Any]) -> None:
        """Write rows that were judged, and whose references are free."""


class Reports:
    """Drafts."""

    permission = Permission.REPORTS_WRITE
    model: type[BaseModel] = ReportCreate
    tries = False

    def columns(self, names: Names) -> list[Column]:
        """Those of reports."""
        return report_columns.columns(names)

    def key(self, body: ReportCreate) -> str | None:
        """Its reference: two activities may be as like as can be."""
        return body.external_reference

    async def existing(
        self, session: AsyncSession, bodies: Sequence[ReportCreate]
    ) -> Mapping[str, tuple[UUID, bool]]:
        """Compares what the table says alone: attachments are added elsewhere."""
        wanted = {body.external_reference: body for body in bodies if body.external_reference}
        query = select(Report).where(col(Report.external_reference).in_(wanted))
        found = list(await session.scalars(query)) if wanted else []
        there = await reports.as_bodies(session, found)
        return {
            str(kept.external_reference): (
                report.id,
                _same(wanted[str(kept.external_reference)], kept.model_dump()),
            )
            for report, kept in zip(found, there, strict=True)
        }

    async def judge(self, session: AsyncSession, caller: Principal, body: ReportCreate) -> None:
        """By what a draft may say."""
        del caller
        await reports.check(session, body)

    async def write(
        self, session: AsyncSession, caller: Principal, bodies: Sequence[ReportCreate]
    ) -> None:
        """In few statements."""
        await reports.add_reports(session, caller, bodies)


class SubmittedReports(Reports):
    """Reports that are handed in at once."""

    tries = True

    async def judge(self, session: AsyncSession, caller: Principal, body: ReportCreate) -> None:
        """By what a report needs to be handed in today."""
        await super().judge(session, caller, body)
        await self.write(session, caller, [body])

    async def write(
        self, session: AsyncSession, caller: Principal, bodies: Sequence[ReportCreate]
    ) -> None:
        """Each as its own submission."""
        for report in await reports.add_reports(session, caller, bodies):
            seen = IfMatch(f'"{report.version}"')
            await review.submit_report(session, caller, report.id, seen)


class Channels:
    """Channels, pending as others are."""

    permission = Permission.CHANNELS_WRITE
    model: type[BaseModel] = ChannelCreate
    tries = True

    def columns(self, names: Names) -> list[Column]:
        """Those of channels."""
        return channel_columns.columns(names)

    def key(self, body: ChannelCreate) -> str | None:
        """Its reference, or else its account: nobody has one twice."""
        return body.external_reference or _account(body)

    async def existing(
        self, session: AsyncSession, bodies: Sequence[ChannelCreate]
    ) -> Mapping[str, tuple[UUID, bool]]:
        """Compares what the table says alone: custodians and proof are given elsewhere."""
        return {**await self._same_accounts(session, bodies), **await self._known(session, bodies)}

    async def _same_accounts(
        self, session: AsyncSession, bodies: Sequence[ChannelCreate]
    ) -> Mapping[str, tuple[UUID, bool]]:
        wanted = {self.key(body): body for body in bodies if not body.external_reference}
        platforms = {body.platform for body in bodies}
        query = select(Channel).where(
            col(Channel.platform).in_(platforms), col(Channel.status) != ChannelStatus.ARCHIVED
        )
        found: dict[str, tuple[UUID, bool]] = {}
        for channel in await session.scalars(query):
            account = _account(channel)
            body = wanted.get(account) if account else None
            if account and body and _same(_completed(body), channel.model_dump()):
                found[account] = (channel.id, True)
        return found

    async def _known(
        self, session: AsyncSession, bodies: Sequence[ChannelCreate]
    ) -> Mapping[str, tuple[UUID, bool]]:
        wanted = {body.external_reference: body for body in bodies if body.external_reference}
        query = select(Channel).where(col(Channel.external_reference).in_(wanted))
        found = list(await session.scalars(query)) if wanted else []
        return {
            str(channel.external_reference): (
                channel.id,
                _same(_completed(wanted[str(channel.external_reference)]), channel.model_dump()),
            )
            for channel in found
        }

    async def judge(self, session: AsyncSession, caller: Principal, body: ChannelCreate) -> None:
        """By registering it."""
        await channels.create_channel(session, caller, body)

    async def write(
        self, session: AsyncSession, caller: Principal, bodies: Sequence[ChannelCreate]
    ) -> None:
        """One by one: a tenant has some dozens."""
        for body in bodies:
            await channels.create_channel(session, caller, body)


def _account(channel: Addressed) -> str | None:
    try:
        account = known_as(channel)
    except InvalidBodyError:
        return None
    return f"\n{account.platform}\n{account.identity}" if account else None


def _completed(body: ChannelCreate) -> ChannelCreate:
    try:
        return completed(body, body.model_fields_set)
    except InvalidBodyError:
        return body


def _same(body: BaseModel, kept: Mapping[str, Any]) -> bool:
    said = body.model_dump(include=body.model_fields_set)
    return all(kept[name] == value for name, value in said.items())


def importer_of(kind: str, *, submit: bool) -> Importer:
    """How a kind of job imports."""
    if kind == JobKind.IMPORT_CHANNELS:
        return Channels()
    return SubmittedReports() if submit else Reports()
