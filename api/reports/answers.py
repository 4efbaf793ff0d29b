"""Reports as they are answered with."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.schemas import Creator
from api.reports.children import Children, children_of
from api.reports.models import Report
from api.reports.rules import differences
from api.reports.schemas import ReportAnswer, ReportPostAnswer
from tenants.directory import directory_of

_DERIVED = {"tenant", "posts", "asset_ids", "created_by", "changes"}
_PLAIN = set(ReportAnswer.model_fields) - _DERIVED


async def many(session: AsyncSession, reports: Sequence[Report]) -> list[ReportAnswer]:
    """Some reports with their children, in the same order."""
    children = await children_of(session, reports)
    return [_answer(session, report, children[report.id]) for report in reports]


async def one(session: AsyncSession, report: Report) -> ReportAnswer:
    """One report with its children."""
    return (await many(session, [report]))[0]


def _answer(session: AsyncSession, report: Report, children: Children) -> ReportAnswer:
    answer = ReportAnswer(
        **report.model_dump(include=_PLAIN),
        tenant=directory_of(session).by_id(report.tenant_id).code,
        posts=[ReportPostAnswer(**post.model_dump()) for post in children.posts],
        asset_ids=children.asset_ids,
        created_by=Creator(name=report.created_by_name, kind=report.created_by_kind),
        changes=None,
    )
    if report.returned_content is not None:
        answer.changes = differences(report.returned_content, answer.model_dump(mode="json"))
    return answer
