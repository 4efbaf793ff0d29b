"""Likeness as a score that means something: the share of such suggestions that were right.

Measured on 1,005 circulating messages against 4,108 headlines (docs/decisions/0020), for each of the
five best. 0.5 is a suggestion that is right as often as not.
"""

from itertools import pairwise

# Below the first, none was right.
_KNOTS = (
    (0.08, 0.005),
    (0.15, 0.02),
    (0.2, 0.05),
    (0.3, 0.15),
    (0.4, 0.4),
    (0.5, 0.6),
    (0.65, 0.72),
    (0.8, 0.85),
    (0.9, 0.95),
    (1.0, 0.99),
)
_DECIMALS = 4


def score_of(likeness: float) -> float:
    """The score of a likeness, both 0 to 1; 0 for one that is no suggestion."""
    if likeness < _KNOTS[0][0]:
        return 0.0
    for (low, worst), (high, best) in pairwise(_KNOTS):
        if likeness <= high:
            part = (likeness - low) / (high - low)
            return round(worst + part * (best - worst), _DECIMALS)
    return _KNOTS[-1][1]
