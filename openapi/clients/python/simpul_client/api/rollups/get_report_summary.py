from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.grouping import Grouping
from ...models.problem import Problem
from ...models.summary_answer import SummaryAnswer
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    by: list[Grouping] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["from"] = from_

    params["to"] = to

    json_tenant: list[str] | Unset = UNSET
    if not isinstance(tenant, Unset):
        json_tenant = tenant

    params["tenant"] = json_tenant

    json_by: list[str] | Unset = UNSET
    if not isinstance(by, Unset):
        json_by = []
        for by_item_data in by:
            by_item = by_item_data.value
            json_by.append(by_item)

    params["by"] = json_by

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/rollups/reports",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SummaryAnswer | None:
    if response.status_code == 200:
        response_200 = SummaryAnswer.from_dict(response.json())

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
) -> Response[Problem | SummaryAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    by: list[Grouping] | Unset = UNSET,
) -> Response[Problem | SummaryAnswer]:
    """Get Report Summary

     Activities, participants, posts, reach and engagement of what was handed in, told apart `by`.

    Of your tenant; for the province, of all tenants. Kept by the database with every change of a
    report.

    Args:
        from_ (str | Unset): a month, such as `2026-10`
        to (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all in your reach
        by (list[Grouping] | Unset): repeat it, or separate by commas; absent: only totals

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SummaryAnswer]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        tenant=tenant,
        by=by,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    by: list[Grouping] | Unset = UNSET,
) -> Problem | SummaryAnswer | None:
    """Get Report Summary

     Activities, participants, posts, reach and engagement of what was handed in, told apart `by`.

    Of your tenant; for the province, of all tenants. Kept by the database with every change of a
    report.

    Args:
        from_ (str | Unset): a month, such as `2026-10`
        to (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all in your reach
        by (list[Grouping] | Unset): repeat it, or separate by commas; absent: only totals

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SummaryAnswer
    """

    return sync_detailed(
        client=client,
        from_=from_,
        to=to,
        tenant=tenant,
        by=by,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    by: list[Grouping] | Unset = UNSET,
) -> Response[Problem | SummaryAnswer]:
    """Get Report Summary

     Activities, participants, posts, reach and engagement of what was handed in, told apart `by`.

    Of your tenant; for the province, of all tenants. Kept by the database with every change of a
    report.

    Args:
        from_ (str | Unset): a month, such as `2026-10`
        to (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all in your reach
        by (list[Grouping] | Unset): repeat it, or separate by commas; absent: only totals

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SummaryAnswer]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        tenant=tenant,
        by=by,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    tenant: list[str] | Unset = UNSET,
    by: list[Grouping] | Unset = UNSET,
) -> Problem | SummaryAnswer | None:
    """Get Report Summary

     Activities, participants, posts, reach and engagement of what was handed in, told apart `by`.

    Of your tenant; for the province, of all tenants. Kept by the database with every change of a
    report.

    Args:
        from_ (str | Unset): a month, such as `2026-10`
        to (str | Unset): a month, such as `2026-10`
        tenant (list[str] | Unset): repeat it for several; absent: all in your reach
        by (list[Grouping] | Unset): repeat it, or separate by commas; absent: only totals

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SummaryAnswer
    """

    return (
        await asyncio_detailed(
            client=client,
            from_=from_,
            to=to,
            tenant=tenant,
            by=by,
        )
    ).parsed
