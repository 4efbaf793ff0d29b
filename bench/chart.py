"""A bar chart of latencies as SVG, by hand: no library, the same bytes for the same figures."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from bench.measured import Latency

_WIDTH, _LEFT, _BAR, _STEP, _TOP = 760, 190, 14, 44, 48
_INK, _DARK, _LIGHT = "#1b2733", "#0b5563", "#9cc5cd"


def latency_chart(latencies: Sequence[Latency]) -> str:
    """Two bars for each operation: median and 90th percentile, in milliseconds."""
    longest = max((each.p90 for each in latencies), default=1.0)
    height = _TOP + 12 + _STEP * len(latencies)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
            f'<g font-family="system-ui, sans-serif" font-size="13" fill="{_INK}">',
            "<title>Latency of each operation: median and 90th percentile</title>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            '<text x="16" y="28" font-weight="700">Milliseconds</text>',
            *_key(_LEFT, _DARK, "median"),
            *_key(_LEFT + 90, _LIGHT, "90th percentile"),
            *(line for place, each in enumerate(latencies) for line in _row(each, place, longest)),
            "</g>",
            "</svg>\n",
        ]
    )


def _key(left: int, colour: str, name: str) -> tuple[str, str]:
    square = f'<rect x="{left}" y="18" width="12" height="12" fill="{colour}"/>'
    return square, f'<text x="{left + 18}" y="28">{name}</text>'


def _row(latency: Latency, place: int, longest: float) -> tuple[str, ...]:
    top = _TOP + _STEP * place
    return (
        f'<text x="16" y="{top + _BAR + 5}">{escape(latency.operation)}</text>',
        *_bar(latency.median, top, longest, _DARK),
        *_bar(latency.p90, top + _BAR + 2, longest, _LIGHT),
    )


def _bar(value: float, top: int, longest: float, colour: str) -> tuple[str, str]:
    width = max(1.0, (_WIDTH - _LEFT - 80) * value / longest)
    return (
        f'<rect x="{_LEFT}" y="{top}" width="{width:.1f}" height="{_BAR}" fill="{colour}"/>',
        f'<text x="{_LEFT + width + 6:.1f}" y="{top + _BAR - 3}">{value:.1f}</text>',
    )
