"""Clients as they are answered with."""

from collections.abc import Sequence

from api.access.models import Client
from api.clients.schemas import ClientAnswer, ClientSecretAnswer
from tenants.rows import now

_FIELDS = set(ClientAnswer.model_fields)


def many(clients: Sequence[Client]) -> list[ClientAnswer]:
    """Some clients, in the same order."""
    return [one(client) for client in clients]


def one(client: Client) -> ClientAnswer:
    """One client, without its secret."""
    until = client.previous_secret_until
    fields = client.model_dump(include=_FIELDS - {"previous_secret_until"})
    return ClientAnswer(**fields, previous_secret_until=until if until and until > now() else None)


def with_secret(client: Client, secret: str) -> ClientSecretAnswer:
    """One client and the secret that was just made for it."""
    plain = one(client).model_dump()
    return ClientSecretAnswer(**plain, client_id=client.id, client_secret=secret)
