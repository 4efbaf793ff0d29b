"""The Python client of Simpul: generated operations and models, and a thin layer that makes them pleasant."""

from .browser import sign_in_with_browser
from .client import AuthenticatedClient, Client
from .conditions import Versioned, if_match
from .connect import connect_anonymously, connect_with_secret, connect_with_tokens
from .pages import Page, iterate, iterate_async, iterate_pages, iterate_pages_async
from .parts import UploadInterruptedError
from .problems import (
    ConflictError,
    ForbiddenError,
    GoneError,
    InvalidRequestError,
    NotFoundError,
    ProblemError,
    RateLimitedError,
    SignInError,
    StaleError,
    UnauthenticatedError,
    UnavailableError,
    UnexpectedAnswerError,
    UnprocessableError,
    raise_for_problem,
)
from .tokens import TokenAuth, Tokens, TokenStore
from .transport import Patience
from .uploads import AssetRefusedError, upload, upload_async

__all__ = (
    "AssetRefusedError",
    "AuthenticatedClient",
    "Client",
    "ConflictError",
    "ForbiddenError",
    "GoneError",
    "InvalidRequestError",
    "NotFoundError",
    "Page",
    "Patience",
    "ProblemError",
    "RateLimitedError",
    "SignInError",
    "StaleError",
    "TokenAuth",
    "TokenStore",
    "Tokens",
    "UnauthenticatedError",
    "UnavailableError",
    "UnexpectedAnswerError",
    "UnprocessableError",
    "UploadInterruptedError",
    "Versioned",
    "connect_anonymously",
    "connect_with_secret",
    "connect_with_tokens",
    "if_match",
    "iterate",
    "iterate_async",
    "iterate_pages",
    "iterate_pages_async",
    "raise_for_problem",
    "sign_in_with_browser",
    "upload",
    "upload_async",
)
