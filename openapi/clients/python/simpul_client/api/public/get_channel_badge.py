from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.badge_language import BadgeLanguage
from ...models.channel_platform import ChannelPlatform
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    url_query: str | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    handle: str | Unset = UNSET,
    lang: BadgeLanguage | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["url"] = url_query

    json_platform: str | Unset = UNSET
    if not isinstance(platform, Unset):
        json_platform = platform.value

    params["platform"] = json_platform

    params["handle"] = handle

    json_lang: str | Unset = UNSET
    if not isinstance(lang, Unset):
        json_lang = lang.value

    params["lang"] = json_lang

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/public/channels/badge.svg",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | str | None:
    if response.status_code == 200:
        response_200 = response.text
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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | str]:
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
    lang: BadgeLanguage | Unset = UNSET,
) -> Response[Problem | str]:
    """Get Channel Badge

     The answer of the lookup as a small picture for web pages, in Indonesian or English.

    Args:
        url_query (str | Unset): as people pass it on; `https://` may lack
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        handle (str | Unset): with `platform`
        lang (BadgeLanguage | Unset): The badge's languages.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        url_query=url_query,
        platform=platform,
        handle=handle,
        lang=lang,
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
    lang: BadgeLanguage | Unset = UNSET,
) -> Problem | str | None:
    """Get Channel Badge

     The answer of the lookup as a small picture for web pages, in Indonesian or English.

    Args:
        url_query (str | Unset): as people pass it on; `https://` may lack
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        handle (str | Unset): with `platform`
        lang (BadgeLanguage | Unset): The badge's languages.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        client=client,
        url_query=url_query,
        platform=platform,
        handle=handle,
        lang=lang,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    url_query: str | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    handle: str | Unset = UNSET,
    lang: BadgeLanguage | Unset = UNSET,
) -> Response[Problem | str]:
    """Get Channel Badge

     The answer of the lookup as a small picture for web pages, in Indonesian or English.

    Args:
        url_query (str | Unset): as people pass it on; `https://` may lack
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        handle (str | Unset): with `platform`
        lang (BadgeLanguage | Unset): The badge's languages.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        url_query=url_query,
        platform=platform,
        handle=handle,
        lang=lang,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    url_query: str | Unset = UNSET,
    platform: ChannelPlatform | Unset = UNSET,
    handle: str | Unset = UNSET,
    lang: BadgeLanguage | Unset = UNSET,
) -> Problem | str | None:
    """Get Channel Badge

     The answer of the lookup as a small picture for web pages, in Indonesian or English.

    Args:
        url_query (str | Unset): as people pass it on; `https://` may lack
        platform (ChannelPlatform | Unset): Where the channel is; more may come.
        handle (str | Unset): with `platform`
        lang (BadgeLanguage | Unset): The badge's languages.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            client=client,
            url_query=url_query,
            platform=platform,
            handle=handle,
            lang=lang,
        )
    ).parsed
