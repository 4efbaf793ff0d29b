"""Why a page could not be fetched."""

from enum import StrEnum


class Failure(StrEnum):
    """What went wrong, as something that may be stored and shown."""

    NO_ADDRESS = "no-address"  # not an http(s) address of a host, or with a port or a password
    UNKNOWN_HOST = "unknown-host"
    NOT_PUBLIC = "not-public"
    UNREACHABLE = "unreachable"
    INSECURE = "insecure"  # its certificate is not good
    TOO_SLOW = "too-slow"
    TOO_LARGE = "too-large"
    NO_HTTP = "no-http"  # it answered something else, or compressed


class FetchError(Exception):
    """Nothing was fetched."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure
