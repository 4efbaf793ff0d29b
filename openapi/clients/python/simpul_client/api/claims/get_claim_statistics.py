from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.claim_statistics import ClaimStatistics
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    month: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["month"] = month

    json_tenant: list[str] | Unset = UNSET
    if not isinstance(tenant, Unset):
        json_tenant = tenant

    params["tenant"] = json_tenant

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/claims/statistics",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ClaimStatistics | Problem | None:
    if response.status_code == 200:
        response_200 = ClaimStatistics.from_dict(response.json())

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
) -> Response[ClaimStatistics | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    month: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> Response[ClaimStatistics | Problem]:
    """Get Claim Statistics

     How many claims came in a month, and how soon they were answered.

    Your own; for the province those of every tenant, with a total.

    Args:
        month (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClaimStatistics | Problem]
    """

    kwargs = _get_kwargs(
        month=month,
        tenant=tenant,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    month: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> ClaimStatistics | Problem | None:
    """Get Claim Statistics

     How many claims came in a month, and how soon they were answered.

    Your own; for the province those of every tenant, with a total.

    Args:
        month (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClaimStatistics | Problem
    """

    return sync_detailed(
        client=client,
        month=month,
        tenant=tenant,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    month: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> Response[ClaimStatistics | Problem]:
    """Get Claim Statistics

     How many claims came in a month, and how soon they were answered.

    Your own; for the province those of every tenant, with a total.

    Args:
        month (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClaimStatistics | Problem]
    """

    kwargs = _get_kwargs(
        month=month,
        tenant=tenant,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    month: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> ClaimStatistics | Problem | None:
    """Get Claim Statistics

     How many claims came in a month, and how soon they were answered.

    Your own; for the province those of every tenant, with a total.

    Args:
        month (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClaimStatistics | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            month=month,
            tenant=tenant,
        )
    ).parsed
