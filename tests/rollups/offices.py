"""Four offices that report over HTTP, and a plain memory of what they did, to count by.

The memory knows dates, states and lists; it has neither the application's rules nor the database's sums.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import uuid4

from tests.periods.months import LIST as PERIODS
from tests.periods.months import dated
from tests.reports.bodies import LIST as REPORTS
from tests.reports.bodies import body
from tests.rollups.figures import FIGURES, Json, Sums, check_exact, completeness, summary
from tests.tenants.attempts import ask
from tests.world import World

PROVINCE, REGIONS = "32", ("32.01", "32.04", "32.73")
TENANTS = (PROVINCE, *REGIONS)
OTHERS = 24  # regencies and cities of the province in which nobody does anything
MONTHS = ("2049-11", "2049-12")  # nobody else's, emptied after each run
NOTE = {"note": "Lengkapi.", "reason": "Mohon diperiksa."}
_STANDING = ("expected", "received", "on_time", "nil", "exempt")
_COUNTS = ("handed_in", "submitted", "returned", "accepted")
_REVIEWS = {"return", "accept", "reopen"}
_REMOVED = ("report", "completion", "period")


class Days(NamedTuple):
    """The dates of a month, in days from today; none of them so near that midnight changes it."""

    opens: int
    due: int
    closes: int


UPCOMING, OPEN, LATE, CLOSED = (
    Days(5, 10, 20),
    Days(-5, 5, 10),
    Days(-40, -5, 10),
    Days(-40, -20, -5),
)


@dataclass
class Filed:
    """A report as somebody who only reads answers knows it."""

    tenant: str
    answer: Json
    was_handed_in: bool = False  # for its period

    @property
    def status(self) -> str:
        return str(self.answer["status"])

    @property
    def group(self) -> tuple[Any, ...]:
        return tuple(self.answer[name] for name in ("period", "kind", "unit_id"))


@dataclass
class Declaration:
    """What an office said of a month."""

    status: str
    nil: bool
    was_declared: bool


@dataclass
class Offices:
    """What they did."""

    world: World
    superuser_url: str
    units: dict[str, list[str]]
    days: dict[str, Days] = field(default_factory=dict)
    reports: list[Filed] = field(default_factory=list)
    declared: dict[tuple[str, str], Declaration] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    async def date(self, month: str, days: Days) -> None:
        """The province sets a month's dates."""
        await dated(self.world, month, *days)
        self.days[month] = days

    async def create(self, tenant: str, **content: Any) -> None:
        operator = await self.world.caller(tenant, "operator")
        answer = await operator.post(REPORTS, body(**content))
        assert answer.status_code == 201, answer.text
        self.reports.append(Filed(tenant, answer.json()))

    async def edit(self, report: Filed, **content: Any) -> None:
        operator = await self.world.caller(report.tenant, "operator")
        path, version = f"{REPORTS}/{report.answer['id']}", report.answer["version"]
        answer = await operator.patch(path, content, version)
        before = report.answer["period"]
        if not self._follow("edit", report, answer):
            return
        if report.answer["period"] != before:
            if report.status == "draft":
                report.was_handed_in = False
            else:
                self._ends_nil(report)

    async def act(self, report: Filed, verb: str) -> None:
        """Submit, withdraw, return, accept or reopen; what is refused changes nothing."""
        by = ("32", "verifier") if verb in _REVIEWS else (report.tenant, "operator")
        named = {"return": "note", "reopen": "reason"}.get(verb)
        json = {named: NOTE[named]} if named else {} if verb == "accept" else None
        path, version = f"{REPORTS}/{report.answer['id']}/{verb}", report.answer["version"]
        before = report.status
        answer = await (await self.world.caller(*by)).post(path, json, version=version)
        if self._follow(verb, report, answer) and verb == "submit":
            report.was_handed_in = True
            if before == "draft":
                self._ends_nil(report)

    async def delete(self, report: Filed) -> None:
        operator = await self.world.caller(report.tenant, "operator")
        path, version = f"{REPORTS}/{report.answer['id']}", report.answer["version"]
        answer = await operator.delete(path, version)
        if answer.status_code == 204:
            self.done["delete"] += 1
            self.reports.remove(report)
        else:
            assert answer.status_code == 409, answer.text

    def _follow(self, verb: str, report: Filed, answer: Any) -> bool:
        # The province does not even see a draft.
        hidden = verb in _REVIEWS and report.status == "draft" and report.tenant != PROVINCE
        if answer.status_code == (404 if hidden else 409):
            return False
        assert answer.status_code == 200, answer.text
        report.answer = answer.json()
        self.done[verb] += 1
        return True

    def _ends_nil(self, report: Filed) -> None:
        known = self.declared.get((report.tenant, report.answer["period"]))
        if known:
            known.nil = False

    async def declare(self, tenant: str, month: str, *, nil: bool) -> None:
        operator = await self.world.caller(tenant, "operator")
        answer = await operator.post(f"{PERIODS}/{month}/completion", {"nil": nil})
        if answer.status_code == 409:
            return
        assert answer.status_code == 200, answer.text
        self.done["declare"] += 1
        self.declared[tenant, month] = Declaration("declared", nil, was_declared=True)

    async def decide(self, tenant: str, month: str, verb: str) -> None:
        """Reopen or exempt, as the province."""
        admin = await self.world.caller("32", "admin")
        rows = ask(
            self.superuser_url,
            "select c.version from completion c join tenant t on t.id = c.tenant_id"
            " where t.code = %(code)s and c.period = %(period)s",
            code=tenant,
            period=month,
        )
        version = rows[0][0] if rows else None
        path = f"{PERIODS}/{month}/completion/{tenant}/{verb}"
        answer = await admin.post(path, {"reason": NOTE["reason"]}, version=version)
        if answer.status_code in {404, 409}:
            return
        assert answer.status_code == 200, answer.text
        self.done[verb] += 1
        before = self.declared.get((tenant, month)) or Declaration(
            "", nil=False, was_declared=False
        )
        before.status = {"reopen": "reopened", "exempt": "exempt"}[verb]
        self.declared[tenant, month] = before

    def is_late(self, month: str) -> bool:
        """Whether what is first handed in today is late; later changes of the day count as well."""
        return self.days[month].due < 0

    def sums(self) -> Sums:
        """What the sums must be."""
        found: dict[tuple[Any, ...], list[int]] = {}
        for report in self.reports:
            if report.status == "draft":
                continue
            sums = found.setdefault((report.tenant, *report.group), [0] * 9)
            posts = report.answer["posts"]
            adds = (
                1,
                *(report.status == status for status in ("submitted", "returned", "accepted")),
                self.is_late(report.answer["period"]),
                report.answer["participants"] or 0,
                len(posts),
                sum(post["reach"] or 0 for post in posts),
                sum(post["engagement"] or 0 for post in posts),
            )
            for place, value in enumerate(adds):
                sums[place] += value
        return {key: tuple(sums) for key, sums in found.items()}

    def standings(self, month: str) -> dict[str, tuple[int, ...]]:
        """Expected, received, on time, nil and exempt of the regions that took part."""
        found: dict[str, tuple[int, ...]] = {}
        for tenant in REGIONS:
            said = self.declared.get((tenant, month))
            exempt = said is not None and said.status == "exempt"
            received = said is not None and said.status == "declared"
            on_time = received and not self.is_late(month)
            nil = bool(said and received and said.nil)
            found[tenant] = (int(not exempt), int(received), int(on_time), int(nil), int(exempt))
        return found

    async def check_sums(self) -> None:
        """What the database keeps, a recount of its rows, and the memory are one."""
        recounted = check_exact(self.superuser_url, *MONTHS)
        keyed = {
            (*key[:3], str(key[3]) if key[3] else None): sums for key, sums in recounted.items()
        }
        assert keyed == self.sums()

    async def check_answers(self) -> None:
        """What the API answers the province and an office, against the memory."""
        for month in MONTHS:
            await self._check_month(month)
        viewer = await self.world.caller("32", "viewer")
        query = f"from={MONTHS[0]}&to={MONTHS[1]}&by=month,tenant,kind,unit"
        rows = (await summary(viewer, query))["data"]
        assert {
            (row["tenant"], row["period"], row["kind"], row["unit_id"]): tuple(
                row[name] for name in FIGURES
            )
            for row in rows
        } == self.sums()

    async def _check_month(self, month: str) -> None:
        standings, sums = self.standings(month), self.sums()
        found = await completeness(await self.world.caller("32", "viewer"), f"period={month}")
        told = {row["tenant"]: row for row in found["data"]}
        for tenant in TENANTS:
            own = [value for key, value in sums.items() if key[:2] == (tenant, month)]
            reports = told[tenant]["reports"]
            *states, late = (sum(value[place] for value in own) for place in range(5))
            assert [reports[name] for name in _COUNTS] == states
            assert reports["on_time"] == reports["handed_in"] - late
        for tenant, standing in standings.items():
            assert tuple(told[tenant][name] for name in _STANDING) == standing
        totals = [sum(part) for part in zip(*standings.values(), strict=True)]
        totals[0] += OTHERS
        assert [found["totals"][name] for name in _STANDING] == totals
        assert found["totals"]["completeness"] == totals[1] / totals[0]
        assert found["totals"]["timeliness"] == totals[2] / totals[0]

    def forget(self) -> None:
        """Remove all rows; nothing may stay behind in the sums."""
        for table in _REMOVED:
            ask(
                self.superuser_url, f"delete from {table} where period = any(%(m)s)", m=list(MONTHS)
            )
        left = ask(
            self.superuser_url,
            "select count(*) from report_summary where period = any(%(m)s) and (reports, posts, reach,"
            " engagement, participants, late, submitted, returned, accepted) <> (0,0,0,0,0,0,0,0,0)",
            m=list(MONTHS),
        )
        assert left == [(0,)]


async def units_of(world: World) -> dict[str, list[str]]:
    """A unit for each office."""
    found = {}
    for tenant in TENANTS:
        admin = await world.caller(tenant, "admin")
        made = await admin.post("/v1/units", {"name": f"Dinas {uuid4()}", "kind": "agency"})
        found[tenant] = [made.json()["id"]]
    return found
