from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.extension_answer import ExtensionAnswer
from ...models.extension_create import ExtensionCreate
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    period: str,
    *,
    body: ExtensionCreate,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/periods/{period}/extensions".format(
            period=quote(str(period), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ExtensionAnswer | Problem | None:
    if response.status_code == 201:
        response_201 = ExtensionAnswer.from_dict(response.json())

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
) -> Response[ExtensionAnswer | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    period: str,
    *,
    client: AuthenticatedClient,
    body: ExtensionCreate,
    idempotency_key: str | Unset = UNSET,
) -> Response[ExtensionAnswer | Problem]:
    """Extend Period

     Let one tenant hand in until a day after this month closed (province); late it stays.

    Args:
        period (str): a month, such as `2026-10`
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (ExtensionCreate): Until when a tenant may still hand in for a closed period, and
            why.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExtensionAnswer | Problem]
    """

    kwargs = _get_kwargs(
        period=period,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    period: str,
    *,
    client: AuthenticatedClient,
    body: ExtensionCreate,
    idempotency_key: str | Unset = UNSET,
) -> ExtensionAnswer | Problem | None:
    """Extend Period

     Let one tenant hand in until a day after this month closed (province); late it stays.

    Args:
        period (str): a month, such as `2026-10`
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (ExtensionCreate): Until when a tenant may still hand in for a closed period, and
            why.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExtensionAnswer | Problem
    """

    return sync_detailed(
        period=period,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    period: str,
    *,
    client: AuthenticatedClient,
    body: ExtensionCreate,
    idempotency_key: str | Unset = UNSET,
) -> Response[ExtensionAnswer | Problem]:
    """Extend Period

     Let one tenant hand in until a day after this month closed (province); late it stays.

    Args:
        period (str): a month, such as `2026-10`
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (ExtensionCreate): Until when a tenant may still hand in for a closed period, and
            why.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExtensionAnswer | Problem]
    """

    kwargs = _get_kwargs(
        period=period,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    period: str,
    *,
    client: AuthenticatedClient,
    body: ExtensionCreate,
    idempotency_key: str | Unset = UNSET,
) -> ExtensionAnswer | Problem | None:
    """Extend Period

     Let one tenant hand in until a day after this month closed (province); late it stays.

    Args:
        period (str): a month, such as `2026-10`
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (ExtensionCreate): Until when a tenant may still hand in for a closed period, and
            why.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExtensionAnswer | Problem
    """

    return (
        await asyncio_detailed(
            period=period,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
