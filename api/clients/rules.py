"""What a client may be given, and what may happen to it. Pure."""

from collections.abc import Sequence

from api.access.models import ClientStatus
from api.access.permissions import Permission
from api.access.roles import CLIENT_PERMISSIONS
from api.errors import FieldError, InvalidBodyError, Text
from api.transitions import Machine

S = ClientStatus
LIFE = Machine(
    {
        "rotate_client_secret": ({S.ACTIVE}, None),
        "revoke_client": ({S.ACTIVE}, S.REVOKED),
    }
)
_FOR_PEOPLE = Text("Izin ini hanya untuk orang.", "This permission is for people alone.")


def check_scopes(scopes: Sequence[Permission]) -> None:
    """Raise `InvalidBodyError` for what no client may do."""
    errors = [
        FieldError(f"/scopes/{place}", "not-for-clients", _FOR_PEOPLE)
        for place, scope in enumerate(scopes)
        if scope not in CLIENT_PERMISSIONS
    ]
    if errors:
        raise InvalidBodyError(errors)
