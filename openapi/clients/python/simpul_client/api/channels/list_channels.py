from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.channel_page import ChannelPage
from ...models.channel_platform import ChannelPlatform
from ...models.channel_status import ChannelStatus
from ...models.include import Include
from ...models.problem import Problem
from ...models.row_sort import RowSort
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    status: list[ChannelStatus] | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    unit_id: UUID | Unset = UNSET,
    dormant: bool | Unset = UNSET,
    external_reference: str | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
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

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item = status_item_data.value
            json_status.append(status_item)

    params["status"] = json_status

    json_platform: str | Unset = UNSET
    if not isinstance(platform, Unset):
        json_platform = platform.value

    params["platform"] = json_platform

    json_unit_id: str | Unset = UNSET
    if not isinstance(unit_id, Unset):
        json_unit_id = str(unit_id)
    params["unit_id"] = json_unit_id

    params["dormant"] = dormant

    params["external_reference"] = external_reference

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/channels",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ChannelPage | Problem | None:
    if response.status_code == 200:
        response_200 = ChannelPage.from_dict(response.json())

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
) -> Response[ChannelPage | Problem]:
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
    tenant: list[str] | Unset = UNSET,
    status: list[ChannelStatus] | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    unit_id: UUID | Unset = UNSET,
    dormant: bool | Unset = UNSET,
    external_reference: str | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
) -> Response[ChannelPage | Problem]:
    """List Channels

     Your channels, newest first. The province sees those of every tenant.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        tenant (list[str] | Unset): repeat it for several; absent: all
        status (list[ChannelStatus] | Unset):
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        unit_id (UUID | Unset):
        dormant (bool | Unset):
        external_reference (str | Unset): your own id of it, unique in your tenant
        sort (RowSort | Unset): Orders of a list of working rows; `-` is newest first.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChannelPage | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        include=include,
        tenant=tenant,
        status=status,
        platform=platform,
        unit_id=unit_id,
        dormant=dormant,
        external_reference=external_reference,
        sort=sort,
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
    tenant: list[str] | Unset = UNSET,
    status: list[ChannelStatus] | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    unit_id: UUID | Unset = UNSET,
    dormant: bool | Unset = UNSET,
    external_reference: str | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
) -> ChannelPage | Problem | None:
    """List Channels

     Your channels, newest first. The province sees those of every tenant.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        tenant (list[str] | Unset): repeat it for several; absent: all
        status (list[ChannelStatus] | Unset):
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        unit_id (UUID | Unset):
        dormant (bool | Unset):
        external_reference (str | Unset): your own id of it, unique in your tenant
        sort (RowSort | Unset): Orders of a list of working rows; `-` is newest first.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChannelPage | Problem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        include=include,
        tenant=tenant,
        status=status,
        platform=platform,
        unit_id=unit_id,
        dormant=dormant,
        external_reference=external_reference,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    status: list[ChannelStatus] | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    unit_id: UUID | Unset = UNSET,
    dormant: bool | Unset = UNSET,
    external_reference: str | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
) -> Response[ChannelPage | Problem]:
    """List Channels

     Your channels, newest first. The province sees those of every tenant.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        tenant (list[str] | Unset): repeat it for several; absent: all
        status (list[ChannelStatus] | Unset):
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        unit_id (UUID | Unset):
        dormant (bool | Unset):
        external_reference (str | Unset): your own id of it, unique in your tenant
        sort (RowSort | Unset): Orders of a list of working rows; `-` is newest first.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChannelPage | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        include=include,
        tenant=tenant,
        status=status,
        platform=platform,
        unit_id=unit_id,
        dormant=dormant,
        external_reference=external_reference,
        sort=sort,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    status: list[ChannelStatus] | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    unit_id: UUID | Unset = UNSET,
    dormant: bool | Unset = UNSET,
    external_reference: str | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
) -> ChannelPage | Problem | None:
    """List Channels

     Your channels, newest first. The province sees those of every tenant.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        tenant (list[str] | Unset): repeat it for several; absent: all
        status (list[ChannelStatus] | Unset):
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        unit_id (UUID | Unset):
        dormant (bool | Unset):
        external_reference (str | Unset): your own id of it, unique in your tenant
        sort (RowSort | Unset): Orders of a list of working rows; `-` is newest first.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChannelPage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            include=include,
            tenant=tenant,
            status=status,
            platform=platform,
            unit_id=unit_id,
            dormant=dormant,
            external_reference=external_reference,
            sort=sort,
        )
    ).parsed
