"""Running the migrations from code: `simpul migrate`, `simpul up` and the tests."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory


def config(owner_url: str) -> Config:
    """Alembic's configuration for a database, given simpul_owner's libpq URL."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    made.attributes["url"] = owner_url
    return made


def upgrade(owner_url: str) -> None:
    """Bring the schema to the newest revision; does nothing when it is there."""
    command.upgrade(config(owner_url), "head")


def check(owner_url: str) -> None:
    """Raise `alembic.util.CommandError` when the models and the migrated schema differ."""
    command.check(config(owner_url))


def newest() -> str:
    """The revision that this code was written for."""
    head = ScriptDirectory.from_config(config("")).get_current_head()
    if head is None:
        message = "there are no migrations"
        raise RuntimeError(message)
    return head
