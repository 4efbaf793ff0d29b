"""Reports of this month and the two before, in every state."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from api.access.roles import Role
from api.conditional import IfMatch
from api.reports import review, service
from api.reports.models import Report
from api.reports.schemas import ReportCreate, ReportKind, ReportPostBody
from api.seeds.office import Office, seen
from api.seeds.texts import ACTIVITIES

# How far the reports of an office have come: this month, last month, the month before.
_JOURNEYS = (("draft", "submit", "return"), ("submit", "accept"), ("accept", "reopen"))
_MOST = 4  # reports of an office in a past month
_UNSEEN = {ReportKind.BRIEFING, ReportKind.MONITORING}  # nobody posts of these


async def add_reports(office: Office, province: Office, today: date) -> None:
    """Some reports of an office; those of the past were made and decided in the past."""
    for ago, journeys in enumerate(_JOURNEYS):
        month = _months_before(today, ago)
        for place in range(_many(office.number, ago) if ago else len(journeys)):
            journey = journeys[place % len(journeys)]
            # Past months end in acceptance for most offices; a few stay open, to be worked on.
            settled = ago > 0 and (office.number + place) % 5 != 0
            day = _day_of(month, office.number, today)
            await _add(office, province, day, "accept" if settled else journey, ago * _MOST + place)


def _many(number: int, ago: int) -> int:
    """How much an office did in a past month: some more, some less, and not always the same."""
    return 1 + (number * 7 + ago * 2 + number // 4) % _MOST


def _months_before(today: date, months: int) -> date:
    first = today.replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def _day_of(month: date, number: int, today: date) -> date:
    return min(month + timedelta(days=number % 20), today)


async def _add(office: Office, province: Office, day: date, journey: str, salt: int) -> None:
    body = _body(office, day, salt)
    async with office.act(Role.OPERATOR) as (session, caller):
        report = await service.create_report(session, caller, body)
        if journey != "draft":
            await review.submit_report(
                session, caller, report.id, seen(report), at=_moment(day, 10)
            )
        _date_back(report, day)
    if journey not in {"draft", "submit"}:
        await _decide(province, report, journey, day)


async def _decide(province: Office, report: Report, journey: str, day: date) -> None:
    if journey == "return":
        note = "Mohon lengkapi daftar hadir dan satu foto kegiatan."
        await _decided(province, "return_report", report.id, report.version, note, day)
        return
    accepted = await _decided(province, "accept_report", report.id, report.version, None, day)
    if journey == "reopen":
        note = "Jumlah peserta perlu dicocokkan kembali."
        await _decided(province, "reopen_report", report.id, accepted.version, note, day)


async def _decided(
    province: Office, operation: str, identifier: UUID, version: int, note: str | None, day: date
) -> Report:
    async with province.act(Role.VERIFIER) as (session, caller):
        known = IfMatch(f'"{version}"')
        report = await review.decide(session, caller, operation, identifier, known, note)
        report.decided_at = report.updated_at = _moment(day + timedelta(days=2), 14)
    return report


def _date_back(report: Report, day: date) -> None:
    report.created_at = report.updated_at = _moment(day, 8)
    if report.submitted_at:
        report.updated_at = report.submitted_at


def _moment(day: date, hour: int) -> datetime:
    return min(datetime.combine(day, time(hour), UTC), datetime.now(UTC))


def _body(office: Office, day: date, salt: int) -> ReportCreate:
    # Squares: some kinds are more frequent than others.
    activity = ACTIVITIES[(office.number**2 + salt * 3) % len(ACTIVITIES)]
    participants = activity.participants * (40 + (office.number * 37 + salt * 29) % 120) // 100
    return ReportCreate(
        period=f"{day:%Y-%m}",
        kind=activity.kind,
        title=activity.title,
        summary=activity.summary.format(place=office.name),
        starts_on=day,
        ends_on=day,
        location=activity.location,
        organiser=f"Diskominfo {office.name}",
        participants=participants,
        participating_tenants=[office.place.code],
        posts=[] if activity.kind in _UNSEEN else [_post(office, day, salt, participants)],
        neutrality_attested=True,
    )


def _post(office: Office, day: date, salt: int, participants: int) -> ReportPostBody:
    reach = participants * (8 + (office.number * 13 + salt * 5) % 40)
    return ReportPostBody(
        url=f"https://medsos.example/{office.place.code}/{day:%Y-%m-%d}-{salt}",
        posted_on=day,
        reach=reach,
        engagement=reach // (9 + office.number % 7),
    )
