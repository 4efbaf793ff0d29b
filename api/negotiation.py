"""Accept headers: what the caller would rather have (RFC 9110, section 12.4.2)."""


def qualities(header: str) -> dict[str, float]:
    """The names in an Accept header, in lower case, and how much each is wanted (0: not at all, to 1).

    What cannot be read is left out; of two mentions of a name the first counts.
    """
    found: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality: float | None = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                quality = _number(parameter.removeprefix("q="))
        if name and quality is not None:
            found.setdefault(name, quality)
    return found


def _number(text: str) -> float | None:
    try:
        quality = float(text)
    except ValueError:
        return None
    return quality if 0 <= quality <= 1 else None
