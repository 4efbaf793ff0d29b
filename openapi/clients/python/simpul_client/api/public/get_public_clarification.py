from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.public_clarification_answer import PublicClarificationAnswer
from ...types import UNSET, Response, Unset


def _get_kwargs(
    slug: str,
    *,
    language: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["language"] = language

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/public/clarifications/{slug}".format(
            slug=quote(str(slug), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | PublicClarificationAnswer | None:
    if response.status_code == 200:
        response_200 = PublicClarificationAnswer.from_dict(response.json())

        return response_200

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

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
) -> Response[Problem | PublicClarificationAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    slug: str,
    *,
    client: AuthenticatedClient | Client,
    language: str | Unset = UNSET,
) -> Response[Problem | PublicClarificationAnswer]:
    """Get Public Clarification

     One published clarification; 410 with the public reason when it was retracted.

    Args:
        slug (str):
        language (str | Unset): puts this language into the main members where there is a
            translation; `language` tells which one it is, and `translations` has the others

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PublicClarificationAnswer]
    """

    kwargs = _get_kwargs(
        slug=slug,
        language=language,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    slug: str,
    *,
    client: AuthenticatedClient | Client,
    language: str | Unset = UNSET,
) -> Problem | PublicClarificationAnswer | None:
    """Get Public Clarification

     One published clarification; 410 with the public reason when it was retracted.

    Args:
        slug (str):
        language (str | Unset): puts this language into the main members where there is a
            translation; `language` tells which one it is, and `translations` has the others

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PublicClarificationAnswer
    """

    return sync_detailed(
        slug=slug,
        client=client,
        language=language,
    ).parsed


async def asyncio_detailed(
    slug: str,
    *,
    client: AuthenticatedClient | Client,
    language: str | Unset = UNSET,
) -> Response[Problem | PublicClarificationAnswer]:
    """Get Public Clarification

     One published clarification; 410 with the public reason when it was retracted.

    Args:
        slug (str):
        language (str | Unset): puts this language into the main members where there is a
            translation; `language` tells which one it is, and `translations` has the others

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PublicClarificationAnswer]
    """

    kwargs = _get_kwargs(
        slug=slug,
        language=language,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    slug: str,
    *,
    client: AuthenticatedClient | Client,
    language: str | Unset = UNSET,
) -> Problem | PublicClarificationAnswer | None:
    """Get Public Clarification

     One published clarification; 410 with the public reason when it was retracted.

    Args:
        slug (str):
        language (str | Unset): puts this language into the main members where there is a
            translation; `language` tells which one it is, and `translations` has the others

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PublicClarificationAnswer
    """

    return (
        await asyncio_detailed(
            slug=slug,
            client=client,
            language=language,
        )
    ).parsed
