"""Logs: one JSON object a line on standard error; no bodies, tokens or personal data."""

import logging
import re
import sys

import structlog

# Links that we send by e-mail open accounts: their secrets stay out of the log. Who follows one may
# take a sign of the sentence around it along, so all that comes after these is hidden.
_SECRET = re.compile(
    r"(?<=/reset/).+|(?<=/invitation/).+|(?<=/registrations/confirm/).+"
    r"|(?<=/v1/registrations/status/).+|(?<=/v1/public/claims/)(?!uploads$).+|[A-Za-z0-9_-]{43,}",
    re.DOTALL,
)


def configure(level: str) -> None:
    """Set up structlog for this process; `level` as in the standard library."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING)


def shown_path(path: str) -> str:
    """A request's path as it may be logged."""
    return _SECRET.sub("...", path)
