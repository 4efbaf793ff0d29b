"""Makes a PDF of a page: `python -m api.rollups.printer < PAGE > PDF`, in a child process.

Laying out takes seconds of processor time and much memory: the server goes on meanwhile, and gets it
all back. Nothing is fetched, since a page holds all that it shows. Where something is not installed, it
prints `missing` and what.
"""

import resource
import sys
from typing import Any, BinaryIO

MEMORY = 1024 * 1024 * 1024  # bytes of address space; most of it are shared libraries
SECONDS = 60  # of processor time
MISSING = b"missing "
PACKAGE, LIBRARY = "weasyprint", "pango"


def make(page: str) -> bytes:
    """The PDF, or what is missing."""
    try:
        from weasyprint import HTML
    except ImportError:
        return MISSING + PACKAGE.encode()
    except OSError:  # a shared library that is not there
        return MISSING + LIBRARY.encode()
    # With tags for screen readers (PDF/UA).
    made: bytes = HTML(string=page, url_fetcher=_only_data()).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _only_data() -> Any:  # noqa: ANN401 - of a library that may be missing
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(page: BinaryIO, output: BinaryIO) -> None:
    """Read a page, write its PDF."""
    _limit()
    output.write(make(page.read().decode()))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
