"""Periods, completions and extensions as they are answered with."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from api.periods import calendar
from api.periods.completions import Warnings
from api.periods.models import Completion, PeriodExtension
from api.periods.schemas import (
    CompletionAnswer,
    CompletionDeclared,
    CompletionWarningAnswer,
    ExtensionAnswer,
    PeriodAnswer,
)
from api.periods.service import Month, own_completions
from tenants.directory import directory_of

_COMPLETION = set(CompletionAnswer.model_fields) - {"tenant"}
_EXTENSION = set(ExtensionAnswer.model_fields) - {"tenant"}


async def many(session: AsyncSession, months: Sequence[Month]) -> list[PeriodAnswer]:
    """Some periods, with what the caller's own tenant declared and until when it may hand in."""
    names = [month.period for month in months]
    declared = await own_completions(session, months)
    extended = await calendar.extended_until(session, min(names), max(names)) if names else {}
    today = calendar.today_in(session)
    return [
        PeriodAnswer(
            period=month.period,
            version=month.version,
            state=month.dates.state(today),
            **vars(month.dates),
            extended_until=extended.get(month.period),
            completion=_completion_or_none(session, declared.get(month.period)),
        )
        for month in months
    ]


def _completion_or_none(session: AsyncSession, row: Completion | None) -> CompletionAnswer | None:
    return completion(session, row) if row else None


def completion(session: AsyncSession, row: Completion) -> CompletionAnswer:
    """One completion."""
    return CompletionAnswer(tenant=_code(session, row), **row.model_dump(include=_COMPLETION))


def declared(session: AsyncSession, row: Completion, warnings: Warnings) -> CompletionDeclared:
    """A completion with what may have been overlooked."""
    return CompletionDeclared(
        tenant=_code(session, row),
        **row.model_dump(include=_COMPLETION),
        warnings=[CompletionWarningAnswer(code=code, count=count) for code, count in warnings],
    )


def extension(session: AsyncSession, row: PeriodExtension) -> ExtensionAnswer:
    """One extension."""
    return ExtensionAnswer(tenant=_code(session, row), **row.model_dump(include=_EXTENSION))


def _code(session: AsyncSession, row: Completion | PeriodExtension) -> str:
    return directory_of(session).by_id(row.tenant_id).code
