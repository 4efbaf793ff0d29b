"""`simpul privacy affected`: whose data a breach window touched, by tenant."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.claims.erasing import reporters_between
from api.privacy import touched
from api.privacy.touched import Trace, Window
from api.registrations.models import Registration
from tenants.directory import Place, all_places
from tenants.session import as_system, as_tenant, entered

REPORTED = "claim reported"  # what a reporter's trace is called
COLUMNS = ("tenant", "person_id", "name", "email", "what", "first", "last")
_FORMULA = tuple("=+-@\t\r")
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows UTF-8


@dataclass
class Affected:
    """Somebody, and what of him the window touched in one tenant (or in none: his account alone)."""

    tenant: str
    person_id: UUID | None
    first: datetime
    last: datetime
    name: str = ""
    email: str = ""
    what: set[str] = field(default_factory=set)

    def add(self, what: str, first: datetime, last: datetime) -> None:
        """One more trace."""
        self.what.add(what)
        self.first, self.last = min(self.first, first), max(self.last, last)


@dataclass(frozen=True)
class _Seen:
    """A trace that no query gave."""

    who: str
    what: str
    first: datetime
    last: datetime


_Found = dict[tuple[str, Any], Affected]


@dataclass
class _Known:
    """People and their memberships, to tell what an id means."""

    people: dict[str, Person]
    members: dict[str, Membership]

    def person_of(self, who: str) -> Person | None:
        """Of a person's id, or of a membership's."""
        member = self.members.get(who)
        return self.people.get(str(member.person_id) if member else who)


async def affected(session: AsyncSession, window: Window) -> list[Affected]:
    """Everybody whose data were touched, by tenant and name."""
    places, found = await all_places(session), _Found()
    async with entered(session, as_system("privacy: accounts that a breach touched")):
        known = await _known(session)
        for row in await _asked(session, touched.of_accounts(window)):
            for code in _codes(known, row.who, places):
                _note(found, code, known.person_of(row.who), "", row)
        for row in await _asked(session, touched.mail(window)):
            _note_address(found, "", known, row, "")
    for place in places:
        async with entered(session, as_tenant(place.id, "privacy: rows that a breach touched")):
            for row in await _asked(session, touched.in_tenant(window)):
                _note(found, place.code, known.person_of(row.who), "", row)
            names = await _applicants(session)
            for row in await _asked(session, touched.registrations(window)):
                _note_address(found, place.code, known, row, names.get(row.who, ""))
            for row, name in await _reporters(session, window):
                _note_address(found, place.code, known, row, name)
    return sorted(found.values(), key=lambda one: (one.tenant, one.name, one.email))


async def _known(session: AsyncSession) -> _Known:
    people = {str(each.id): each for each in await session.scalars(select(Person))}
    members = {str(each.id): each for each in await session.scalars(select(Membership))}
    return _Known(people, members)


async def _asked(session: AsyncSession, traces: Sequence[Trace]) -> Sequence[Any]:
    return (await session.execute(union_all(*traces))).all()


async def _applicants(session: AsyncSession) -> dict[str, str]:
    query = select(col(Registration.email), col(Registration.contact_name))
    return {email: name for email, name in await session.execute(query)}  # noqa: C416 - typed rows


async def _reporters(session: AsyncSession, window: Window) -> list[tuple[_Seen, str]]:
    """Who reported a claim in the window: sealed, so no query finds them."""
    found = []
    for each in await reporters_between(session, window.since, window.until):
        at = each.row.created_at
        if who := each.email or each.contact or each.name:  # none: its key is lost
            found.append((_Seen(who, REPORTED, at, at), each.name or ""))
    return found


def _codes(known: _Known, person: str, places: Iterable[Place]) -> list[str]:
    """The tenants that answer for somebody's account: where he is a member."""
    tenants = {
        member.tenant_id
        for member in known.members.values()
        if str(member.person_id) == person and member.status != MembershipStatus.REMOVED
    }
    return [place.code for place in places if place.id in tenants] or [""]


def _note(found: _Found, code: str, person: Person | None, name: str, row: Any) -> None:  # noqa: ANN401 - a row
    if person is None:  # what an audit event was about is a report, mostly
        return
    email = "" if person.erased_at else person.email
    one = Affected(code, person.id, row.first, row.last, name or person.name, email)
    found.setdefault((code, person.id), one).add(row.what, row.first, row.last)


def _note_address(found: _Found, code: str, known: _Known, row: Any, name: str) -> None:  # noqa: ANN401 - a row
    person = next((each for each in known.people.values() if each.email == row.who), None)
    if person is not None:
        _note(found, code, person, name, row)
        return
    one = Affected(code, None, row.first, row.last, name, row.who)
    found.setdefault((code, row.who), one).add(row.what, row.first, row.last)


def as_csv(rows: Sequence[Affected], zone: ZoneInfo) -> str:
    """The list for a spreadsheet; no cell is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        moments = [
            at.astimezone(zone).isoformat(timespec="seconds") for at in (row.first, row.last)
        ]
        cells = [row.tenant, str(row.person_id or ""), row.name, row.email]
        writer.writerow(map(_plain, [*cells, "; ".join(sorted(row.what)), *moments]))
    return _BOM + text.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
