"""Settings for a command that works on a deployment: a `simpul up` that runs, or our own environment."""

from pathlib import Path

from api.settings import Settings, get_settings
from api.stack.environment import applied
from api.stack.folder import Folder


def settings_for(data: Path | None) -> Settings:
    """The settings of the `simpul up` that runs on a folder, or of SIMPUL_* variables.

    Raises `StackError` when none runs there.
    """
    if data is None:
        return get_settings()
    with applied(Folder(data).read_environment()):
        return Settings()  # pyright: ignore[reportCallIssue]
