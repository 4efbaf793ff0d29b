from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.include import Include
from ...models.problem import Problem
from ...models.public_clarification_page import PublicClarificationPage
from ...models.published_sort import PublishedSort
from ...models.topic import Topic
from ...models.verdict import Verdict
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    language: str | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    topic: Topic | Unset = UNSET,
    verdict: Verdict | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: PublishedSort | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_include: str | Unset = UNSET
    if not isinstance(include, Unset):
        json_include = include.value

    params["include"] = json_include

    params["language"] = language

    json_region: list[str] | Unset = UNSET
    if not isinstance(region, Unset):
        json_region = region

    params["region"] = json_region

    json_topic: str | Unset = UNSET
    if not isinstance(topic, Unset):
        json_topic = topic.value

    params["topic"] = json_topic

    json_verdict: str | Unset = UNSET
    if not isinstance(verdict, Unset):
        json_verdict = verdict.value

    params["verdict"] = json_verdict

    params["q"] = q

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/public/clarifications",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | PublicClarificationPage | None:
    if response.status_code == 200:
        response_200 = PublicClarificationPage.from_dict(response.json())

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
) -> Response[Problem | PublicClarificationPage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    language: str | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    topic: Topic | Unset = UNSET,
    verdict: Verdict | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: PublishedSort | Unset = UNSET,
) -> Response[Problem | PublicClarificationPage]:
    """List Public Clarifications

     Published clarifications, newest first; `region=32.04` also finds province-wide ones.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        language (str | Unset): puts this language into the main members where there is a
            translation; `language` tells which one it is, and `translations` has the others
        region (list[str] | Unset): also finds province-wide ones
        topic (Topic | Unset): What it is about; more may come.
        verdict (Verdict | Unset): What the check found; one for all languages.
        q (str | Unset): words to find
        sort (PublishedSort | Unset): Orders of the published lists.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PublicClarificationPage]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        include=include,
        language=language,
        region=region,
        topic=topic,
        verdict=verdict,
        q=q,
        sort=sort,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    language: str | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    topic: Topic | Unset = UNSET,
    verdict: Verdict | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: PublishedSort | Unset = UNSET,
) -> Problem | PublicClarificationPage | None:
    """List Public Clarifications

     Published clarifications, newest first; `region=32.04` also finds province-wide ones.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        language (str | Unset): puts this language into the main members where there is a
            translation; `language` tells which one it is, and `translations` has the others
        region (list[str] | Unset): also finds province-wide ones
        topic (Topic | Unset): What it is about; more may come.
        verdict (Verdict | Unset): What the check found; one for all languages.
        q (str | Unset): words to find
        sort (PublishedSort | Unset): Orders of the published lists.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PublicClarificationPage
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        include=include,
        language=language,
        region=region,
        topic=topic,
        verdict=verdict,
        q=q,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    language: str | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    topic: Topic | Unset = UNSET,
    verdict: Verdict | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: PublishedSort | Unset = UNSET,
) -> Response[Problem | PublicClarificationPage]:
    """List Public Clarifications

     Published clarifications, newest first; `region=32.04` also finds province-wide ones.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        language (str | Unset): puts this language into the main members where there is a
            translation; `language` tells which one it is, and `translations` has the others
        region (list[str] | Unset): also finds province-wide ones
        topic (Topic | Unset): What it is about; more may come.
        verdict (Verdict | Unset): What the check found; one for all languages.
        q (str | Unset): words to find
        sort (PublishedSort | Unset): Orders of the published lists.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PublicClarificationPage]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        include=include,
        language=language,
        region=region,
        topic=topic,
        verdict=verdict,
        q=q,
        sort=sort,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    include: Include | Unset = UNSET,
    language: str | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    topic: Topic | Unset = UNSET,
    verdict: Verdict | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: PublishedSort | Unset = UNSET,
) -> Problem | PublicClarificationPage | None:
    """List Public Clarifications

     Published clarifications, newest first; `region=32.04` also finds province-wide ones.

    Args:
        limit (int | Unset): rows per page Default: 50.
        cursor (str | Unset): `next_cursor` of the page before
        include (Include | Unset): What a list adds on request.
        language (str | Unset): puts this language into the main members where there is a
            translation; `language` tells which one it is, and `translations` has the others
        region (list[str] | Unset): also finds province-wide ones
        topic (Topic | Unset): What it is about; more may come.
        verdict (Verdict | Unset): What the check found; one for all languages.
        q (str | Unset): words to find
        sort (PublishedSort | Unset): Orders of the published lists.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PublicClarificationPage
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            include=include,
            language=language,
            region=region,
            topic=topic,
            verdict=verdict,
            q=q,
            sort=sort,
        )
    ).parsed
