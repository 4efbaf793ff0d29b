"""The room's tasks, for the worker; declared beneath the service, which defers them."""

from api.media.checking import check, remove

__all__ = ["check", "remove"]
