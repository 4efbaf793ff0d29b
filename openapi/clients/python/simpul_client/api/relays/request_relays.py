from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.relays_request import RelaysRequest
from ...models.relays_requested import RelaysRequested
from ...types import UNSET, Response, Unset


def _get_kwargs(
    number: str,
    *,
    body: RelaysRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/shared/clarifications/{number}/relays".format(
            number=quote(str(number), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RelaysRequested | None:
    if response.status_code == 201:
        response_201 = RelaysRequested.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[Problem | RelaysRequested]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    number: str,
    *,
    client: AuthenticatedClient,
    body: RelaysRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | RelaysRequested]:
    """Request Relays

     Ask one government, several or all to pass a published clarification on.

    `all` are the active regencies and cities, the publisher among them. Who was asked before is not
    asked again: `asked_before` names them, with the deadline and note that they have.

    Args:
        number (str):
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (RelaysRequest): Whom to ask to pass a clarification on, and until when.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RelaysRequested]
    """

    kwargs = _get_kwargs(
        number=number,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    number: str,
    *,
    client: AuthenticatedClient,
    body: RelaysRequest,
    idempotency_key: str | Unset = UNSET,
) -> Problem | RelaysRequested | None:
    """Request Relays

     Ask one government, several or all to pass a published clarification on.

    `all` are the active regencies and cities, the publisher among them. Who was asked before is not
    asked again: `asked_before` names them, with the deadline and note that they have.

    Args:
        number (str):
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (RelaysRequest): Whom to ask to pass a clarification on, and until when.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RelaysRequested
    """

    return sync_detailed(
        number=number,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    number: str,
    *,
    client: AuthenticatedClient,
    body: RelaysRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | RelaysRequested]:
    """Request Relays

     Ask one government, several or all to pass a published clarification on.

    `all` are the active regencies and cities, the publisher among them. Who was asked before is not
    asked again: `asked_before` names them, with the deadline and note that they have.

    Args:
        number (str):
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (RelaysRequest): Whom to ask to pass a clarification on, and until when.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RelaysRequested]
    """

    kwargs = _get_kwargs(
        number=number,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    number: str,
    *,
    client: AuthenticatedClient,
    body: RelaysRequest,
    idempotency_key: str | Unset = UNSET,
) -> Problem | RelaysRequested | None:
    """Request Relays

     Ask one government, several or all to pass a published clarification on.

    `all` are the active regencies and cities, the publisher among them. Who was asked before is not
    asked again: `asked_before` names them, with the deadline and note that they have.

    Args:
        number (str):
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (RelaysRequest): Whom to ask to pass a clarification on, and until when.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RelaysRequested
    """

    return (
        await asyncio_detailed(
            number=number,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
