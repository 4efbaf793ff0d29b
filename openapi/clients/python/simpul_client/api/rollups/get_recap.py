from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_recap_lang import GetRecapLang
from ...models.problem import Problem
from ...models.recap_format import RecapFormat
from ...types import UNSET, Response, Unset


def _get_kwargs(
    period: str,
    *,
    tenant: str | Unset = UNSET,
    lang: GetRecapLang | Unset = UNSET,
    format_: RecapFormat | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["tenant"] = tenant

    json_lang: str | Unset = UNSET
    if not isinstance(lang, Unset):
        json_lang = lang.value

    params["lang"] = json_lang

    json_format_: str | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_.value

    params["format"] = json_format_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/rollups/{period}/recap".format(
            period=quote(str(period), safe=""),
        ),
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

    if response.status_code == 501:
        response_501 = Problem.from_dict(response.json())

        return response_501

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
    period: str,
    *,
    client: AuthenticatedClient,
    tenant: str | Unset = UNSET,
    lang: GetRecapLang | Unset = UNSET,
    format_: RecapFormat | Unset = UNSET,
) -> Response[Problem | str]:
    """Get Recap

     A month as a printable page with charts and a map: of your tenant; for the province of all.

    It loads nothing, so it may be saved and passed on. `format=pdf` where the server has WeasyPrint.

    Args:
        period (str): a month, such as `2026-10`
        tenant (str | Unset): Kemendagri code, such as `32.04`
        lang (GetRecapLang | Unset): absent: the language of Accept-Language
        format_ (RecapFormat | Unset): What a recap may come as.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        period=period,
        tenant=tenant,
        lang=lang,
        format_=format_,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    period: str,
    *,
    client: AuthenticatedClient,
    tenant: str | Unset = UNSET,
    lang: GetRecapLang | Unset = UNSET,
    format_: RecapFormat | Unset = UNSET,
) -> Problem | str | None:
    """Get Recap

     A month as a printable page with charts and a map: of your tenant; for the province of all.

    It loads nothing, so it may be saved and passed on. `format=pdf` where the server has WeasyPrint.

    Args:
        period (str): a month, such as `2026-10`
        tenant (str | Unset): Kemendagri code, such as `32.04`
        lang (GetRecapLang | Unset): absent: the language of Accept-Language
        format_ (RecapFormat | Unset): What a recap may come as.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        period=period,
        client=client,
        tenant=tenant,
        lang=lang,
        format_=format_,
    ).parsed


async def asyncio_detailed(
    period: str,
    *,
    client: AuthenticatedClient,
    tenant: str | Unset = UNSET,
    lang: GetRecapLang | Unset = UNSET,
    format_: RecapFormat | Unset = UNSET,
) -> Response[Problem | str]:
    """Get Recap

     A month as a printable page with charts and a map: of your tenant; for the province of all.

    It loads nothing, so it may be saved and passed on. `format=pdf` where the server has WeasyPrint.

    Args:
        period (str): a month, such as `2026-10`
        tenant (str | Unset): Kemendagri code, such as `32.04`
        lang (GetRecapLang | Unset): absent: the language of Accept-Language
        format_ (RecapFormat | Unset): What a recap may come as.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        period=period,
        tenant=tenant,
        lang=lang,
        format_=format_,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    period: str,
    *,
    client: AuthenticatedClient,
    tenant: str | Unset = UNSET,
    lang: GetRecapLang | Unset = UNSET,
    format_: RecapFormat | Unset = UNSET,
) -> Problem | str | None:
    """Get Recap

     A month as a printable page with charts and a map: of your tenant; for the province of all.

    It loads nothing, so it may be saved and passed on. `format=pdf` where the server has WeasyPrint.

    Args:
        period (str): a month, such as `2026-10`
        tenant (str | Unset): Kemendagri code, such as `32.04`
        lang (GetRecapLang | Unset): absent: the language of Accept-Language
        format_ (RecapFormat | Unset): What a recap may come as.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            period=period,
            client=client,
            tenant=tenant,
            lang=lang,
            format_=format_,
        )
    ).parsed
