"""Running the migrations from code: `simpul migrate`, `simpul up` and the tests.

Alembic is imported by what migrates alone: the API asks for `newest()` and needs 10 MB less.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent


def config(owner_url: str) -> "Config":
    """Alembic's configuration for a database, given simpul_owner's libpq URL."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(_HERE))
    made.set_main_option("path_separator", "os")
    made.attributes["url"] = owner_url
    return made


def upgrade(owner_url: str) -> None:
    """Bring the schema to the newest revision; does nothing when it is there."""
    from alembic import command

    command.upgrade(config(owner_url), "head")


def check(owner_url: str) -> None:
    """Raise `alembic.util.CommandError` when the models and the migrated schema differ."""
    from alembic import command

    command.check(config(owner_url))


def newest() -> str:
    """The revision that this code was written for: files are called `NNNN_what_it_does.py`."""
    return max(path.name.partition("_")[0] for path in _HERE.glob("versions/[0-9]*_*.py"))
