from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.registration_letter import RegistrationLetter
from ...models.registration_ticket import RegistrationTicket
from ...types import Response


def _get_kwargs(
    *,
    body: RegistrationLetter,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/registrations/letters",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RegistrationTicket | None:
    if response.status_code == 201:
        response_201 = RegistrationTicket.from_dict(response.json())

        return response_201

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
) -> Response[Problem | RegistrationTicket]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: RegistrationLetter,
) -> Response[Problem | RegistrationTicket]:
    """Create Registration Letter

     Announce an official letter, without an account.

    Post it to `upload.url` within ten minutes, then name it in create_registration with its ticket,
    within an hour.

    Args:
        body (RegistrationLetter): An official letter that you are about to upload: a PDF or a
            picture.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RegistrationTicket]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: RegistrationLetter,
) -> Problem | RegistrationTicket | None:
    """Create Registration Letter

     Announce an official letter, without an account.

    Post it to `upload.url` within ten minutes, then name it in create_registration with its ticket,
    within an hour.

    Args:
        body (RegistrationLetter): An official letter that you are about to upload: a PDF or a
            picture.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RegistrationTicket
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: RegistrationLetter,
) -> Response[Problem | RegistrationTicket]:
    """Create Registration Letter

     Announce an official letter, without an account.

    Post it to `upload.url` within ten minutes, then name it in create_registration with its ticket,
    within an hour.

    Args:
        body (RegistrationLetter): An official letter that you are about to upload: a PDF or a
            picture.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RegistrationTicket]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: RegistrationLetter,
) -> Problem | RegistrationTicket | None:
    """Create Registration Letter

     Announce an official letter, without an account.

    Post it to `upload.url` within ten minutes, then name it in create_registration with its ticket,
    within an hour.

    Args:
        body (RegistrationLetter): An official letter that you are about to upload: a PDF or a
            picture.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RegistrationTicket
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
