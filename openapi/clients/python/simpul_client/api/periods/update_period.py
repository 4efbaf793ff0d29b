from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.period_answer import PeriodAnswer
from ...models.period_patch import PeriodPatch
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    period: str,
    *,
    body: PeriodPatch,
    if_match: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["if-match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/v1/periods/{period}".format(
            period=quote(str(period), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/merge-patch+json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> PeriodAnswer | Problem | None:
    if response.status_code == 200:
        response_200 = PeriodAnswer.from_dict(response.json())

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

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 428:
        response_428 = Problem.from_dict(response.json())

        return response_428

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
) -> Response[PeriodAnswer | Problem]:
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
    body: PeriodPatch,
    if_match: str,
) -> Response[PeriodAnswer | Problem]:
    """Update Period

     Change a month's dates for all tenants (province); who was late is judged again at once.

    Args:
        period (str): a month, such as `2026-10`
        if_match (str):
        body (PeriodPatch): A JSON Merge Patch: only what is sent changes; null brings a date of
            the settings back.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PeriodAnswer | Problem]
    """

    kwargs = _get_kwargs(
        period=period,
        body=body,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    period: str,
    *,
    client: AuthenticatedClient,
    body: PeriodPatch,
    if_match: str,
) -> PeriodAnswer | Problem | None:
    """Update Period

     Change a month's dates for all tenants (province); who was late is judged again at once.

    Args:
        period (str): a month, such as `2026-10`
        if_match (str):
        body (PeriodPatch): A JSON Merge Patch: only what is sent changes; null brings a date of
            the settings back.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PeriodAnswer | Problem
    """

    return sync_detailed(
        period=period,
        client=client,
        body=body,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    period: str,
    *,
    client: AuthenticatedClient,
    body: PeriodPatch,
    if_match: str,
) -> Response[PeriodAnswer | Problem]:
    """Update Period

     Change a month's dates for all tenants (province); who was late is judged again at once.

    Args:
        period (str): a month, such as `2026-10`
        if_match (str):
        body (PeriodPatch): A JSON Merge Patch: only what is sent changes; null brings a date of
            the settings back.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PeriodAnswer | Problem]
    """

    kwargs = _get_kwargs(
        period=period,
        body=body,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    period: str,
    *,
    client: AuthenticatedClient,
    body: PeriodPatch,
    if_match: str,
) -> PeriodAnswer | Problem | None:
    """Update Period

     Change a month's dates for all tenants (province); who was late is judged again at once.

    Args:
        period (str): a month, such as `2026-10`
        if_match (str):
        body (PeriodPatch): A JSON Merge Patch: only what is sent changes; null brings a date of
            the settings back.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PeriodAnswer | Problem
    """

    return (
        await asyncio_detailed(
            period=period,
            client=client,
            body=body,
            if_match=if_match,
        )
    ).parsed
