from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.channel_lookup import ChannelLookup
from ...models.channel_platform import ChannelPlatform
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    url_query: str | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    handle: str | Unset = UNSET,
    at: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["url"] = url_query

    json_platform: str | Unset = UNSET
    if not isinstance(platform, Unset):
        json_platform = platform.value

    params["platform"] = json_platform

    params["handle"] = handle

    params["at"] = at

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/public/channels/lookup",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ChannelLookup | Problem | None:
    if response.status_code == 200:
        response_200 = ChannelLookup.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

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
) -> Response[ChannelLookup | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    url_query: str | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    handle: str | Unset = UNSET,
    at: str | Unset = UNSET,
) -> Response[ChannelLookup | Problem]:
    """Lookup Channel

     Whether an account is official, was official once, or is known to be false; now or at a time.

    Ask by `url`, or by `platform` and `handle`. The address of a single post, and every address that
    does not read plainly (another port, a name before `@`, letters of another script), is `unknown`.

    Args:
        url_query (str | Unset): as people pass it on; `https://` may lack
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        handle (str | Unset): with `platform`
        at (str | Unset): what it was at a moment of the past, or at the end of one of the
            province's days; absent: now

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChannelLookup | Problem]
    """

    kwargs = _get_kwargs(
        url_query=url_query,
        platform=platform,
        handle=handle,
        at=at,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    url_query: str | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    handle: str | Unset = UNSET,
    at: str | Unset = UNSET,
) -> ChannelLookup | Problem | None:
    """Lookup Channel

     Whether an account is official, was official once, or is known to be false; now or at a time.

    Ask by `url`, or by `platform` and `handle`. The address of a single post, and every address that
    does not read plainly (another port, a name before `@`, letters of another script), is `unknown`.

    Args:
        url_query (str | Unset): as people pass it on; `https://` may lack
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        handle (str | Unset): with `platform`
        at (str | Unset): what it was at a moment of the past, or at the end of one of the
            province's days; absent: now

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChannelLookup | Problem
    """

    return sync_detailed(
        client=client,
        url_query=url_query,
        platform=platform,
        handle=handle,
        at=at,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    url_query: str | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    handle: str | Unset = UNSET,
    at: str | Unset = UNSET,
) -> Response[ChannelLookup | Problem]:
    """Lookup Channel

     Whether an account is official, was official once, or is known to be false; now or at a time.

    Ask by `url`, or by `platform` and `handle`. The address of a single post, and every address that
    does not read plainly (another port, a name before `@`, letters of another script), is `unknown`.

    Args:
        url_query (str | Unset): as people pass it on; `https://` may lack
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        handle (str | Unset): with `platform`
        at (str | Unset): what it was at a moment of the past, or at the end of one of the
            province's days; absent: now

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChannelLookup | Problem]
    """

    kwargs = _get_kwargs(
        url_query=url_query,
        platform=platform,
        handle=handle,
        at=at,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    url_query: str | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    handle: str | Unset = UNSET,
    at: str | Unset = UNSET,
) -> ChannelLookup | Problem | None:
    """Lookup Channel

     Whether an account is official, was official once, or is known to be false; now or at a time.

    Ask by `url`, or by `platform` and `handle`. The address of a single post, and every address that
    does not read plainly (another port, a name before `@`, letters of another script), is `unknown`.

    Args:
        url_query (str | Unset): as people pass it on; `https://` may lack
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        handle (str | Unset): with `platform`
        at (str | Unset): what it was at a moment of the past, or at the end of one of the
            province's days; absent: now

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChannelLookup | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            url_query=url_query,
            platform=platform,
            handle=handle,
            at=at,
        )
    ).parsed
