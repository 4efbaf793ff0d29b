"""People and a machine client for a tenant, as credentials.json names them."""

import asyncio
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.models import Client, Membership, Person
from api.access.roles import CLIENT_PERMISSIONS, Role
from api.oauth.passwords import hash_password
from tenants.directory import Place


@dataclass(frozen=True)
class NewPerson:
    """Somebody to be added, with his password in clear and hashed."""

    role: Role
    name: str
    email: str
    password: str
    password_hash: str


async def new_people(place: Place, name: str) -> list[NewPerson]:
    """One person for each role of a tenant; the slow hashes run beside each other."""
    passwords = [secrets.token_urlsafe(12) for _ in Role]
    hashes = await asyncio.gather(*(hash_password(password) for password in passwords))
    domain = f"{place.code.replace('.', '-')}.simpul.example"
    return [
        NewPerson(
            role, f"{role.value.capitalize()} {name}", f"{role.value}@{domain}", password, hashed
        )
        for role, password, hashed in zip(Role, passwords, hashes, strict=True)
    ]


async def add_people(
    session: AsyncSession, place: Place, people: list[NewPerson]
) -> dict[str, list[dict[str, Any]]]:
    """Add them and a client with the operator's permissions, in the system scope.

    Gives their part of credentials.json: `people` and `clients`.
    """
    members: dict[Role, Membership] = {}
    for new in people:
        person = Person(email=new.email, name=new.name, password_hash=new.password_hash)
        session.add(person)
        await session.flush()
        member = Membership(tenant_id=place.id, person_id=person.id, roles=[new.role.value])
        session.add(member)
        members[new.role] = member
    await session.flush()
    secret = secrets.token_urlsafe(32)
    client = Client(
        tenant_id=place.id,
        name=f"Sistem {place.code}",
        secret_hash=hashlib.sha256(secret.encode()).hexdigest(),
        scopes=sorted(permission.value for permission in CLIENT_PERMISSIONS),
        responsible_id=members[Role.OPERATOR].id,
    )
    session.add(client)
    await session.flush()
    return {
        "people": [
            {
                "tenant": place.code,
                "email": new.email,
                "password": new.password,
                "roles": [new.role.value],
            }
            for new in people
        ],
        "clients": [
            {
                "tenant": place.code,
                "client_id": str(client.id),
                "client_secret": secret,
                "scopes": client.scopes,
            }
        ],
    }
