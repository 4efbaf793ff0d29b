"""The Python client of Simpul: generated operations and models, and a thin layer that makes them pleasant."""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
