from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.extension_page import ExtensionPage
from ...models.extension_sort import ExtensionSort
from ...models.include import Include
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    period: str,
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    sort: ExtensionSort | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_include: str | Unset = UNSET
    if not isinstance(include, Unset):
        json_include = include.value

    params["include"] = json_include

    json_tenant: list[str] | Unset = UNSET
    if not isinstance(tenant, Unset):
        json_tenant = tenant

    params["tenant"] = json_tenant

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/periods/{period}/extensions".format(
            period=quote(str(period), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ExtensionPage | Problem | None:
    if response.status_code == 200:
        response_200 = ExtensionPage.from_dict(response.json())

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

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

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
) -> Response[ExtensionPage | Problem]:
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
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    sort: ExtensionSort | Unset = UNSET,
) -> Response[ExtensionPage | Problem]:
    """List Extensions

     Who may hand in for this month after it closed: your tenant; for the province, any.

    Args:
        period (str): a month, such as `2026-10`
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        tenant (list[str] | Unset): repeat it for several; absent: all
        sort (ExtensionSort | Unset): Orders of the list of extensions.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExtensionPage | Problem]
    """

    kwargs = _get_kwargs(
        period=period,
        limit=limit,
        cursor=cursor,
        include=include,
        tenant=tenant,
        sort=sort,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    period: str,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    sort: ExtensionSort | Unset = UNSET,
) -> ExtensionPage | Problem | None:
    """List Extensions

     Who may hand in for this month after it closed: your tenant; for the province, any.

    Args:
        period (str): a month, such as `2026-10`
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        tenant (list[str] | Unset): repeat it for several; absent: all
        sort (ExtensionSort | Unset): Orders of the list of extensions.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExtensionPage | Problem
    """

    return sync_detailed(
        period=period,
        client=client,
        limit=limit,
        cursor=cursor,
        include=include,
        tenant=tenant,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    period: str,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    sort: ExtensionSort | Unset = UNSET,
) -> Response[ExtensionPage | Problem]:
    """List Extensions

     Who may hand in for this month after it closed: your tenant; for the province, any.

    Args:
        period (str): a month, such as `2026-10`
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        tenant (list[str] | Unset): repeat it for several; absent: all
        sort (ExtensionSort | Unset): Orders of the list of extensions.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ExtensionPage | Problem]
    """

    kwargs = _get_kwargs(
        period=period,
        limit=limit,
        cursor=cursor,
        include=include,
        tenant=tenant,
        sort=sort,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    period: str,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    sort: ExtensionSort | Unset = UNSET,
) -> ExtensionPage | Problem | None:
    """List Extensions

     Who may hand in for this month after it closed: your tenant; for the province, any.

    Args:
        period (str): a month, such as `2026-10`
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        tenant (list[str] | Unset): repeat it for several; absent: all
        sort (ExtensionSort | Unset): Orders of the list of extensions.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ExtensionPage | Problem
    """

    return (
        await asyncio_detailed(
            period=period,
            client=client,
            limit=limit,
            cursor=cursor,
            include=include,
            tenant=tenant,
            sort=sort,
        )
    ).parsed
