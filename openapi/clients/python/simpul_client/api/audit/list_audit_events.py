import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.actor_kind import ActorKind
from ...models.audit_event_page import AuditEventPage
from ...models.include import Include
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    action: str | Unset = UNSET,
    subject: str | Unset = UNSET,
    actor: UUID | Unset = UNSET,
    actor_kind: ActorKind | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_include: str | Unset = UNSET
    if not isinstance(include, Unset):
        json_include = include.value

    params["include"] = json_include

    params["action"] = action

    params["subject"] = subject

    json_actor: str | Unset = UNSET
    if not isinstance(actor, Unset):
        json_actor = str(actor)
    params["actor"] = json_actor

    json_actor_kind: str | Unset = UNSET
    if not isinstance(actor_kind, Unset):
        json_actor_kind = actor_kind.value

    params["actor_kind"] = json_actor_kind

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/audit-events",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AuditEventPage | Problem | None:
    if response.status_code == 200:
        response_200 = AuditEventPage.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AuditEventPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    action: str | Unset = UNSET,
    subject: str | Unset = UNSET,
    actor: UUID | Unset = UNSET,
    actor_kind: ActorKind | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
) -> Response[AuditEventPage | Problem]:
    """List Audit Events

     What was done in your tenant, newest first. No tenant reads another's, the province included.

    What the province did to your rows is here too, with its office and role in place of the person.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        action (str | Unset): an operationId, such as `accept_report`
        subject (str | Unset): the id of what was acted on
        actor (UUID | Unset): the id of a person or client
        actor_kind (ActorKind | Unset): Who acted. `office`: somebody of another tenant, of whom
            the chain names office and roles.
        since (datetime.datetime | Unset): this moment or later
        until (datetime.datetime | Unset): before this moment

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuditEventPage | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        include=include,
        action=action,
        subject=subject,
        actor=actor,
        actor_kind=actor_kind,
        since=since,
        until=until,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    action: str | Unset = UNSET,
    subject: str | Unset = UNSET,
    actor: UUID | Unset = UNSET,
    actor_kind: ActorKind | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
) -> AuditEventPage | Problem | None:
    """List Audit Events

     What was done in your tenant, newest first. No tenant reads another's, the province included.

    What the province did to your rows is here too, with its office and role in place of the person.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        action (str | Unset): an operationId, such as `accept_report`
        subject (str | Unset): the id of what was acted on
        actor (UUID | Unset): the id of a person or client
        actor_kind (ActorKind | Unset): Who acted. `office`: somebody of another tenant, of whom
            the chain names office and roles.
        since (datetime.datetime | Unset): this moment or later
        until (datetime.datetime | Unset): before this moment

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuditEventPage | Problem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        include=include,
        action=action,
        subject=subject,
        actor=actor,
        actor_kind=actor_kind,
        since=since,
        until=until,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    action: str | Unset = UNSET,
    subject: str | Unset = UNSET,
    actor: UUID | Unset = UNSET,
    actor_kind: ActorKind | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
) -> Response[AuditEventPage | Problem]:
    """List Audit Events

     What was done in your tenant, newest first. No tenant reads another's, the province included.

    What the province did to your rows is here too, with its office and role in place of the person.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        action (str | Unset): an operationId, such as `accept_report`
        subject (str | Unset): the id of what was acted on
        actor (UUID | Unset): the id of a person or client
        actor_kind (ActorKind | Unset): Who acted. `office`: somebody of another tenant, of whom
            the chain names office and roles.
        since (datetime.datetime | Unset): this moment or later
        until (datetime.datetime | Unset): before this moment

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuditEventPage | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        include=include,
        action=action,
        subject=subject,
        actor=actor,
        actor_kind=actor_kind,
        since=since,
        until=until,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    action: str | Unset = UNSET,
    subject: str | Unset = UNSET,
    actor: UUID | Unset = UNSET,
    actor_kind: ActorKind | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
) -> AuditEventPage | Problem | None:
    """List Audit Events

     What was done in your tenant, newest first. No tenant reads another's, the province included.

    What the province did to your rows is here too, with its office and role in place of the person.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        action (str | Unset): an operationId, such as `accept_report`
        subject (str | Unset): the id of what was acted on
        actor (UUID | Unset): the id of a person or client
        actor_kind (ActorKind | Unset): Who acted. `office`: somebody of another tenant, of whom
            the chain names office and roles.
        since (datetime.datetime | Unset): this moment or later
        until (datetime.datetime | Unset): before this moment

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuditEventPage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            include=include,
            action=action,
            subject=subject,
            actor=actor,
            actor_kind=actor_kind,
            since=since,
            until=until,
        )
    ).parsed
