"""Somebody who has left a trace in every table, made over HTTP where that is possible."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI
from sqlalchemy import update
from sqlmodel import col

from api.access.models import Client
from api.audit.service import record_by_system
from api.channels.models import ChannelCustodian
from api.conduct.models import PolicyAcknowledgement, PolicyReminder
from api.errors import Text
from api.links.models import Purpose
from api.links.service import issue
from api.mail.service import Letter, send
from api.oauth import second_factor
from api.registrations.models import Registration, RegistrationStatus
from tenants.directory import Directory
from tenants.models import Tenant
from tenants.rows import now
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.channels.bodies import register
from tests.clarifications import bodies as clarifications
from tests.impersonations.cases import opened
from tests.members.people import Joined, join
from tests.reports import bodies as reports
from tests.world import Caller, World

# The third has no people.
HOME, SECOND, THIRD = "32.04", "32.73", "32.79"
NAME = "Wulan Sari Pertiwi"
Json = dict[str, Any]


@dataclass
class Somebody:
    """Who it is, and the ids of what he left."""

    joined: Joined
    elsewhere: Joined
    caller: Caller
    made: dict[str, str]

    @property
    def email(self) -> str:
        return self.joined.human.email

    @property
    def id(self) -> UUID:
        return UUID(self.joined.human.person_id)


async def make_somebody(app: FastAPI, world: World, sessions: Sessions) -> Somebody:
    joined = await join(sessions, HOME, "operator")
    elsewhere = await join(sessions, SECOND, "viewer", email=joined.human.email)
    caller = await joined.caller(world.api)
    found = Somebody(joined, elsewhere, caller, {})
    await _work(world, found)
    await _rows(app, sessions, found)
    return found


async def _work(world: World, one: Somebody) -> None:
    """What he wrote himself, and what he added to that of others."""
    key = uuid4().hex
    answer = await one.caller.post(reports.LIST, reports.body(title="Laporan Wulan"), key=key)
    assert answer.status_code == 201, answer.text
    other = await world.caller(HOME, "operator")
    theirs = await reports.created(other, title="Laporan orang lain")
    path = f"{reports.LIST}/{theirs['id']}"
    edited = await one.caller.patch(path, {"participants": 7}, theirs["version"])
    assert edited.status_code == 200, edited.text
    await reports.moved(one.caller, answer.json(), "submit")
    clarification = await clarifications.created(one.caller, title="Klarifikasi Wulan")
    channel = await register(one.caller, name="Kanal Wulan")
    case = await opened(one.caller, name="Akun palsu Wulan")
    upload = await one.caller.post("/v1/assets", {**reports.ASSET, "file_name": "wulan.pdf"})
    one.made = {
        "report": answer.json()["id"],
        "edited": theirs["id"],
        "clarification": clarification["id"],
        "channel": channel["id"],
        "impersonation": case["id"],
        "upload": upload.json()["id"],
    }


async def _rows(app: FastAPI, sessions: Sessions, one: Somebody) -> None:
    """What no operation makes, or none that is there yet."""
    directory: Directory = app.state.directory
    home, third = directory.by_code(HOME), directory.by_code(THIRD)
    assert home
    assert third
    async with transaction(sessions, as_tenant(home.id, "test")) as session:
        mine: Json = {"tenant_id": home.id, "person_id": one.id, "revision": 1}
        session.add_all([PolicyAcknowledgement(**mine), PolicyReminder(**mine)])
        custodian: Json = {
            "channel_id": UUID(one.made["channel"]),
            "member_id": UUID(one.joined.member_id),
        }
        session.add(ChannelCustodian(tenant_id=home.id, position=0, **custodian))
        session.add(
            Client(
                tenant_id=home.id,
                name="Sistem Wulan",
                secret_hash="x",
                scopes=[],
                responsible_id=UUID(one.joined.member_id),
            )
        )
    async with transaction(sessions, as_tenant(directory.province.id, "test")) as session:
        session.add(application(directory, one.email, RegistrationStatus.APPROVED))
    async with transaction(sessions, as_system("test")) as session:
        await second_factor.begin(session, one.id)
        await issue(session, Purpose.RESET, one.id)
        await send(session, one.email, Letter(Text("a", "b"), (Text("c", "d"),)))
        this = update(Tenant).where(col(Tenant.id) == third.id)
        await session.execute(this.values(email=one.email.title(), phone="022-1234"))


def application(
    directory: Directory, email: str, status: RegistrationStatus, **changed: Any
) -> Registration:
    """A registration of the province's."""
    given: Json = {
        "region": THIRD,
        "office": "Diskominfo Contoh",
        "email": email,
        "contact_name": NAME,
        "phone": "0812-000",
        "status": status,
        "confirm_hash": uuid4().hex,
        "status_hash": uuid4().hex,
        "decided_at": None if status == RegistrationStatus.PENDING else now(),
    }
    return Registration(tenant_id=directory.province.id, **{**given, **changed})


async def note(app: FastAPI, sessions: Sessions, action: str, subject: UUID, **facts: Any) -> None:
    """An event of the worker's in the chain of his office."""
    home = app.state.directory.by_code(HOME)
    async with transaction(sessions, as_tenant(home.id, "test")) as session:
        record_by_system(session, action, subject, **facts)


async def end_clients(sessions: Sessions, one: Somebody) -> None:
    """Revoke the clients that he answers for."""
    async with transaction(sessions, as_system("test")) as session:
        mine = col(Client.responsible_id) == UUID(one.joined.member_id)
        await session.execute(update(Client).where(mine).values(status="revoked"))
