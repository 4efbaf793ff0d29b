from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.include import Include
from ...models.job_kind import JobKind
from ...models.job_page import JobPage
from ...models.job_status import JobStatus
from ...models.problem import Problem
from ...models.row_sort import RowSort
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    kind: list[JobKind] | Unset = UNSET,
    status: list[JobStatus] | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_include: str | Unset = UNSET
    if not isinstance(include, Unset):
        json_include = include.value

    params["include"] = json_include

    json_kind: list[str] | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = []
        for kind_item_data in kind:
            kind_item = kind_item_data.value
            json_kind.append(kind_item)

    params["kind"] = json_kind

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item = status_item_data.value
            json_status.append(status_item)

    params["status"] = json_status

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/jobs",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> JobPage | Problem | None:
    if response.status_code == 200:
        response_200 = JobPage.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[JobPage | Problem]:
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
    kind: list[JobKind] | Unset = UNSET,
    status: list[JobStatus] | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
) -> Response[JobPage | Problem]:
    """List Jobs

     Imports and exports of your tenant of the last month, newest first, without their rows.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        kind (list[JobKind] | Unset):
        status (list[JobStatus] | Unset):
        sort (RowSort | Unset): Orders of a list of working rows; `-` is newest first.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobPage | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        include=include,
        kind=kind,
        status=status,
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
    kind: list[JobKind] | Unset = UNSET,
    status: list[JobStatus] | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
) -> JobPage | Problem | None:
    """List Jobs

     Imports and exports of your tenant of the last month, newest first, without their rows.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        kind (list[JobKind] | Unset):
        status (list[JobStatus] | Unset):
        sort (RowSort | Unset): Orders of a list of working rows; `-` is newest first.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobPage | Problem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        include=include,
        kind=kind,
        status=status,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    kind: list[JobKind] | Unset = UNSET,
    status: list[JobStatus] | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
) -> Response[JobPage | Problem]:
    """List Jobs

     Imports and exports of your tenant of the last month, newest first, without their rows.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        kind (list[JobKind] | Unset):
        status (list[JobStatus] | Unset):
        sort (RowSort | Unset): Orders of a list of working rows; `-` is newest first.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobPage | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        include=include,
        kind=kind,
        status=status,
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
    kind: list[JobKind] | Unset = UNSET,
    status: list[JobStatus] | Unset = UNSET,
    sort: RowSort | Unset = UNSET,
) -> JobPage | Problem | None:
    """List Jobs

     Imports and exports of your tenant of the last month, newest first, without their rows.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        kind (list[JobKind] | Unset):
        status (list[JobStatus] | Unset):
        sort (RowSort | Unset): Orders of a list of working rows; `-` is newest first.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobPage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            include=include,
            kind=kind,
            status=status,
            sort=sort,
        )
    ).parsed
