from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.claim_answer import ClaimAnswer
from ...models.claim_create import ClaimCreate
from ...models.claim_forwarded import ClaimForwarded
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: ClaimCreate,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/claims",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ClaimAnswer | ClaimForwarded | Problem | None:
    if response.status_code == 201:

        def _parse_response_201(data: object) -> ClaimAnswer | ClaimForwarded:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_201_type_0 = ClaimAnswer.from_dict(data)

                return response_201_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_201_type_1 = ClaimForwarded.from_dict(data)

            return response_201_type_1

        response_201 = _parse_response_201(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[ClaimAnswer | ClaimForwarded | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ClaimCreate,
    idempotency_key: str | Unset = UNSET,
) -> Response[ClaimAnswer | ClaimForwarded | Problem]:
    """Create Claim

     Have a message checked by the government of its region; what may answer it comes along.

    An exact repeat of an open claim is counted as a sighting of that one. Of a claim that another
    government answers you are told its reference and its tenant alone.

    Args:
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (ClaimCreate): A circulating message that somebody wants checked.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClaimAnswer | ClaimForwarded | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: ClaimCreate,
    idempotency_key: str | Unset = UNSET,
) -> ClaimAnswer | ClaimForwarded | Problem | None:
    """Create Claim

     Have a message checked by the government of its region; what may answer it comes along.

    An exact repeat of an open claim is counted as a sighting of that one. Of a claim that another
    government answers you are told its reference and its tenant alone.

    Args:
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (ClaimCreate): A circulating message that somebody wants checked.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClaimAnswer | ClaimForwarded | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ClaimCreate,
    idempotency_key: str | Unset = UNSET,
) -> Response[ClaimAnswer | ClaimForwarded | Problem]:
    """Create Claim

     Have a message checked by the government of its region; what may answer it comes along.

    An exact repeat of an open claim is counted as a sighting of that one. Of a claim that another
    government answers you are told its reference and its tenant alone.

    Args:
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (ClaimCreate): A circulating message that somebody wants checked.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ClaimAnswer | ClaimForwarded | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ClaimCreate,
    idempotency_key: str | Unset = UNSET,
) -> ClaimAnswer | ClaimForwarded | Problem | None:
    """Create Claim

     Have a message checked by the government of its region; what may answer it comes along.

    An exact repeat of an open claim is counted as a sighting of that one. Of a claim that another
    government answers you are told its reference and its tenant alone.

    Args:
        idempotency_key (str | Unset): Chosen by you, new for each change. A repeat gives the
            first answer again.
        body (ClaimCreate): A circulating message that somebody wants checked.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ClaimAnswer | ClaimForwarded | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
