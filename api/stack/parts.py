"""What the supervisor runs between the servers: preparing the data, the API, the worker.

A value rather than imports in `up`, so that tests put small programs in their place.
"""

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from api.stack.environment import applied

Seed = Literal["demo", "regions", "none"]


@dataclass(frozen=True)
class UpOptions:
    """The flags of `simpul up`."""

    data: Path = Path(".simpul")
    port: int = 8000
    host: str = "127.0.0.1"
    seed: Seed = "demo"
    province: str = "32"
    postgres_bin: Path | None = None

    @property
    def base_url(self) -> str:
        """The address people type: this machine's where the API listens on all of them."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def load() -> None:
    """Import what `prepare` needs, which takes a second, while the servers start."""
    for name in (
        "api.encryption.sealing",
        "api.media.store",
        "api.oauth.keys",
        "api.seeds.run",
        "migrations.run",
    ):
        importlib.import_module(name)


def prepare(environment: dict[str, str], options: UpOptions) -> dict[str, Any] | None:
    """Make signing keys, schema, buckets and seeds; returns new credentials, if any were made."""
    import api.encryption.sealing
    import api.media.store
    import api.oauth.keys
    import api.seeds.run
    import migrations.run
    from api.settings import Settings

    with applied(environment):  # the owner's password must not stay in ours
        settings = Settings()
    api.oauth.keys.ensure(settings.oauth.keys_file)
    api.encryption.sealing.ensure(settings.encryption.keys_file)
    migrations.run.upgrade(environment["SIMPUL_DATABASE__OWNER_URL"])
    api.media.store.ensure_buckets(settings.storage)
    made: dict[str, Any] | None = api.seeds.run.seed(settings, options.seed)
    return made


def api_command(options: UpOptions) -> list[str]:
    """The command that serves HTTP."""
    arguments = ["serve", "--host", options.host, "--port", str(options.port)]
    return [sys.executable, "-m", "api.cli", *arguments]


def worker_command(_: UpOptions) -> list[str]:
    """The command that runs jobs."""
    return [sys.executable, "-m", "api.cli", "worker"]


@dataclass(frozen=True)
class Parts:
    """The four things that a stack runs besides its servers."""

    load: Callable[[], None] = load
    prepare: Callable[[dict[str, str], UpOptions], dict[str, Any] | None] = prepare
    api: Callable[[UpOptions], list[str]] = api_command
    worker: Callable[[UpOptions], list[str]] = worker_command
