import asyncio
from http import HTTPStatus
from uuid import uuid4

import pytest
from simpul_client import (
    SignInError,
    connect_with_secret,
    if_match,
    iterate,
    raise_for_problem,
)
from simpul_client.api.clients import (
    create_client,
    get_client,
    list_clients,
    revoke_client,
    rotate_client_secret,
)
from simpul_client.api.me import get_me
from simpul_client.models import (
    ClientCreate,
    ClientRotate,
    ClientSecretAnswer,
    ClientStatus,
    Kind,
    Permission,
)

from tests.client.calls.callers import Callers

DAY = 24 * 60 * 60  # seconds
SCOPES = [Permission("reports:read"), Permission("units:read")]


async def call(callers: Callers) -> None:
    made = _is_told_its_secret_once(callers)
    rotated = _is_rotated_without_a_body(callers, made)
    at_once = await _is_rotated_at_once(callers, rotated)
    _is_revoked(callers, at_once)


def _is_told_its_secret_once(callers: Callers) -> ClientSecretAnswer:
    admin, key = callers.office("admin"), str(uuid4())
    body = ClientCreate(name="Sistem uji", scopes=[*SCOPES])
    made, again = [
        raise_for_problem(create_client.sync_detailed(client=admin, body=body, idempotency_key=key))
        for _ in range(2)
    ]
    assert made.client_id == made.id
    assert _signs_in(callers, made)
    assert (again.id, again.client_secret) == (made.id, None)
    return made


def _is_rotated_without_a_body(callers: Callers, made: ClientSecretAnswer) -> ClientSecretAnswer:
    admin = callers.office("admin")
    rotated = raise_for_problem(
        rotate_client_secret.sync_detailed(made.id, client=admin, if_match=if_match(made))
    )
    assert rotated.client_secret != made.client_secret
    assert rotated.previous_secret_until is not None
    overlap = rotated.previous_secret_until - rotated.updated_at
    assert overlap.total_seconds() == pytest.approx(DAY, abs=60)
    assert _signs_in(callers, rotated)
    assert _signs_in(callers, made)
    return rotated


async def _is_rotated_at_once(callers: Callers, rotated: ClientSecretAnswer) -> ClientSecretAnswer:
    admin, body = callers.office("admin"), ClientRotate(overlap_hours=0)
    at_once = raise_for_problem(
        await rotate_client_secret.asyncio_detailed(
            rotated.id, client=admin, body=body, if_match=if_match(rotated)
        )
    )
    assert at_once.previous_secret_until is None
    assert not _signs_in(callers, rotated)
    await asyncio.sleep(1.1)  # of the second that ended the live tokens none is good
    assert _signs_in(callers, at_once)
    return at_once


def _is_revoked(callers: Callers, made: ClientSecretAnswer) -> None:
    admin = callers.office("admin")
    read = raise_for_problem(get_client.sync_detailed(made.id, client=admin))
    assert (read.scopes, read.status) == (SCOPES, ClientStatus.ACTIVE)
    assert read.last_used_at is not None
    assert "client_secret" not in read.to_dict()
    gone = revoke_client.sync_detailed(made.id, client=admin, if_match=if_match(read))
    assert gone.status_code == HTTPStatus.NO_CONTENT
    assert not _signs_in(callers, made)
    revoked = iterate(list_clients.sync_detailed, client=admin, status=[ClientStatus.REVOKED])
    assert made.id in {client.id for client in revoked}


def _signs_in(callers: Callers, told: ClientSecretAnswer) -> bool:
    """Whether the secret that was told is good."""
    assert told.client_secret
    identifier, secret = str(told.client_id), told.client_secret
    with connect_with_secret(callers.people.base_url, identifier, secret) as client:
        try:
            me = raise_for_problem(get_me.sync_detailed(client=client))
        except SignInError as error:
            if error.error != "invalid_client":
                raise
            return False
    assert me.kind == Kind.CLIENT
    return True
