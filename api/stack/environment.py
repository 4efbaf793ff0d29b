"""The `SIMPUL_*` environment that configures the application for the embedded stack."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from api.stack.database import DATABASE
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.processes import MARK
from api.stack.seaweed import SeaweedFS
from tenants import roles

# Provinces by the first digits of their Kemendagri code; the others follow Jakarta.
_CENTRAL = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
_EASTERN = {"81", "82", "91", "92", "93", "94", "95", "96"}


@dataclass(frozen=True)
class Environment:
    """What the API and the worker get, and what only migrating and seeding get besides."""

    children: dict[str, str]
    preparing: dict[str, str]


def time_zone(province: str) -> str:
    """The time zone of a province: WIB, WITA or WIT (Keputusan Presiden 41/1987 and since)."""
    if province in _CENTRAL:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in _EASTERN else "Asia/Jakarta"


def build(
    folder: Folder, postgres: Postgres, seaweed: SeaweedFS, *, base_url: str, province: str
) -> Environment:
    """The environment for the two servers as they run now.

    The owner's password is in `preparing` alone: what serves requests cannot change the schema.
    """
    secrets = folder.secrets
    children = {
        "SIMPUL_BASE_URL": base_url,
        "SIMPUL_PROVINCE": province,
        "SIMPUL_TIME_ZONE": os.environ.get("SIMPUL_TIME_ZONE", time_zone(province)),
        "SIMPUL_DATABASE__URL": postgres.dsn(roles.LOGIN, secrets.login, DATABASE),
        "SIMPUL_STORAGE__ENDPOINT_URL": seaweed.endpoint_url,
        "SIMPUL_STORAGE__ACCESS_KEY": secrets.s3_access_key,
        "SIMPUL_STORAGE__SECRET_KEY": secrets.s3_secret_key,
        "SIMPUL_OAUTH__KEYS_FILE": str(folder.keys_path),
        "SIMPUL_ENCRYPTION__KEYS_FILE": str(folder.sealing_keys_path),
        "SIMPUL_MAIL__OUTBOX": str(folder.outbox),
        "SIMPUL_REGISTRATION__EMAIL_DOMAINS": json.dumps([".go.id", ".example", ".test"]),
        MARK: str(folder.path),
    }
    owner_url = postgres.dsn(roles.OWNER, secrets.owner, DATABASE)
    return Environment(children, {**children, "SIMPUL_DATABASE__OWNER_URL": owner_url})


def for_commands(made: Environment) -> dict[str, str]:
    """What a command that works on the running stack needs (`simpul bootstrap --data DIR`).

    As little as the API gets, and without what marks its processes: a command is none of them.
    """
    return {name: value for name, value in made.children.items() if name != MARK}


@contextmanager
def applied(variables: Mapping[str, str]) -> Iterator[None]:
    """These variables besides our own for the length of a block, and no longer."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
