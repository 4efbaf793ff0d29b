from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.completeness_answer import CompletenessAnswer
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    period: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["period"] = period

    params["from"] = from_

    params["to"] = to

    json_tenant: list[str] | Unset = UNSET
    if not isinstance(tenant, Unset):
        json_tenant = tenant

    params["tenant"] = json_tenant

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/rollups/completeness",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CompletenessAnswer | Problem | None:
    if response.status_code == 200:
        response_200 = CompletenessAnswer.from_dict(response.json())

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
) -> Response[CompletenessAnswer | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    period: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> Response[CompletenessAnswer | Problem]:
    """Get Completeness

     Who has declared a month complete, and how timely: your tenant; for the province, all of them.

    With a text to paste into a group. Without a month it is the one before this one.

    Args:
        period (str | Unset): a month, such as `2026-10`
        from_ (str | Unset): a month, such as `2026-10`
        to (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all in your reach

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CompletenessAnswer | Problem]
    """

    kwargs = _get_kwargs(
        period=period,
        from_=from_,
        to=to,
        tenant=tenant,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    period: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> CompletenessAnswer | Problem | None:
    """Get Completeness

     Who has declared a month complete, and how timely: your tenant; for the province, all of them.

    With a text to paste into a group. Without a month it is the one before this one.

    Args:
        period (str | Unset): a month, such as `2026-10`
        from_ (str | Unset): a month, such as `2026-10`
        to (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all in your reach

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CompletenessAnswer | Problem
    """

    return sync_detailed(
        client=client,
        period=period,
        from_=from_,
        to=to,
        tenant=tenant,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    period: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> Response[CompletenessAnswer | Problem]:
    """Get Completeness

     Who has declared a month complete, and how timely: your tenant; for the province, all of them.

    With a text to paste into a group. Without a month it is the one before this one.

    Args:
        period (str | Unset): a month, such as `2026-10`
        from_ (str | Unset): a month, such as `2026-10`
        to (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all in your reach

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CompletenessAnswer | Problem]
    """

    kwargs = _get_kwargs(
        period=period,
        from_=from_,
        to=to,
        tenant=tenant,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    period: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
) -> CompletenessAnswer | Problem | None:
    """Get Completeness

     Who has declared a month complete, and how timely: your tenant; for the province, all of them.

    With a text to paste into a group. Without a month it is the one before this one.

    Args:
        period (str | Unset): a month, such as `2026-10`
        from_ (str | Unset): a month, such as `2026-10`
        to (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all in your reach

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CompletenessAnswer | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            period=period,
            from_=from_,
            to=to,
            tenant=tenant,
        )
    ).parsed
