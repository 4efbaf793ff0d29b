"""How this process treats memory that it no longer needs."""

import ctypes

_M_MMAP_THRESHOLD = -3  # malloc.h
_ONE_MEBIBYTE = 1024 * 1024


def give_memory_back() -> None:
    """Have blocks of a mebibyte and more returned to the system when they are freed (glibc alone).

    argon2 takes 19 MiB for a moment. By default glibc learns from the first such block to keep the
    next ones, one for each thread: 80 MB that nobody uses.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _ONE_MEBIBYTE)
