"""Jobs as they are answered with, in the caller's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.errors import FileRefusedError, InternalError, Text, catalogue
from api.media.store import Store
from api.problems import in_language
from api.sheets import files, rules
from api.sheets.models import Job, JobStatus
from api.sheets.schemas import (
    JobAnswer,
    JobFile,
    JobProblem,
    JobProgress,
    JobResult,
    JobRow,
    JobRowError,
)
from tenants.rows import now

_PLAIN = {"id", "kind", "status", "created_at", "started_at", "ended_at"}
POLL_SECONDS = 2


def many(store: Store, jobs: Sequence[Job], language: str) -> list[JobAnswer]:
    """Some jobs, in the same order; only one that is asked for alone tells its rows."""
    return [one(store, job, language, rows=False) for job in jobs]


def one(store: Store, job: Job, language: str, *, rows: bool = True) -> JobAnswer:
    """One job, with an address of its file for some minutes."""
    return JobAnswer(
        **job.model_dump(include=_PLAIN),
        progress=JobProgress(done=job.done, total=job.total),
        result=_result(job, language, rows=rows),
        error=_error(job, language),
        file=_file(store, job),
    )


def is_over(job: Job) -> bool:
    """Whether asking again gives nothing new."""
    return job.status in {JobStatus.SUCCEEDED, JobStatus.FAILED}


def _result(job: Job, language: str, *, rows: bool) -> JobResult | None:
    found, asked = job.result, job.parameters
    if not is_over(job) or "rows" not in found:
        return None
    problems = found.get("problems", []) if rows else []
    return JobResult(
        dry_run=asked.get("dry_run", False),
        partial=asked.get("partial", False),
        rows=found["rows"],
        **{name: found.get(name, 0) for name in ("created", "skipped", "refused")},
        problems=[_row(problem, language) for problem in problems],
    )


def _row(problem: Mapping[str, Any], language: str) -> JobRow:
    return JobRow(
        line=problem["line"],
        errors=[
            JobRowError(
                column=error["column"] and error["column"][language],
                pointer=error["pointer"],
                code=error["code"],
                detail=error["detail"][language],
                mend=error["mend"][language],
                existing_id=error["existing_id"],
            )
            for error in problem["errors"]
        ],
    )


def _error(job: Job, language: str) -> JobProblem | None:
    if job.error is None:
        return None
    error = catalogue().get(job.error, InternalError)
    # Some tell what is missing by the request that they refuse; here the title has to do.
    detail = getattr(error, "detail", error.title)
    if job.error == FileRefusedError.code:
        detail = _refusal(job.result)
    return JobProblem(
        type=f"/problems/{error.code}",
        title=in_language(error.title, language),
        status=error.status,
        code=error.code,
        detail=in_language(detail, language),
    )


def _refusal(result: Mapping[str, Any]) -> Text:
    text = rules.REFUSALS[result["refusal"]]
    about = result["about"]
    return Text(f"{text.id} {about['id']}.", f"{text.en} {about['en']}.") if about else text


def _file(store: Store, job: Job) -> JobFile | None:
    if job.result_key is None or (job.expires_at and job.expires_at < now()):
        return None
    return JobFile(
        url=files.address(store, job),
        name=str(job.result_name),
        content_type=str(job.result_type),
        size=job.result_size or 0,
        expires_at=job.expires_at,
    )
